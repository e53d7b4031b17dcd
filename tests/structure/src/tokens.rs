//! Paths in tokens that nobody has parsed: those of macros and attributes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Path;

/// A path in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TokenPath {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
    /// Whether a macro of this name is called.
    pub(crate) is_macro: bool,
}

/// All paths in tokens: those of more than one segment, types, and macros that are called. A single word in lower case is
/// as likely a variable or a field.
pub(crate) fn paths_in(tokens: TokenStream) -> Vec<TokenPath> {
    let mut paths = Vec::new();
    collect(tokens, &mut paths);
    paths.retain(|path| {
        let is_type = path.segments.iter().any(|segment| segment.starts_with(char::is_uppercase));
        path.is_macro || is_type || path.segments.len() > 1
    });
    paths
}

/// All paths in the texts of an attribute, such as `with = "crate::time"`.
pub(crate) fn paths_in_texts(tokens: TokenStream) -> Vec<TokenPath> {
    let mut paths = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => paths.extend(paths_in_texts(group.stream())),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let path =
                    text.trim_matches('"').parse().ok().and_then(|tokens| syn::parse2::<Path>(tokens).ok());
                if let Some(path) = path.filter(|_| text.starts_with('"')) {
                    let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
                    paths.push(TokenPath { segments, line: literal.span().start().line, is_macro: false });
                }
            }
            _ => {}
        }
    }
    paths
}

fn collect(tokens: TokenStream, paths: &mut Vec<TokenPath>) {
    let mut tokens = tokens.into_iter().peekable();
    // The two marks before a word.
    let mut before = [' ', ' '];
    while let Some(token) = tokens.next() {
        let mark = match token {
            TokenTree::Group(group) => {
                collect(group.stream(), paths);
                ' '
            }
            TokenTree::Punct(punct) => punct.as_char(),
            TokenTree::Literal(_) => ' ',
            TokenTree::Ident(ident) => {
                let mut path = TokenPath {
                    segments: vec![ident.to_string()],
                    line: ident.span().start().line,
                    is_macro: false,
                };
                let mut ahead = tokens.clone();
                while is_mark(ahead.next().as_ref(), ':')
                    && is_mark(ahead.next().as_ref(), ':')
                    && let Some(TokenTree::Ident(next)) = ahead.next()
                {
                    path.segments.push(next.to_string());
                    tokens = ahead.clone();
                }
                let mut ahead = tokens.clone();
                path.is_macro = is_mark(ahead.next().as_ref(), '!')
                    && matches!(ahead.next(), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None);
                let is_field = before[1] == '.' && before[0] != '.';
                let is_of_another_crate = before == [':', ':'];
                if !is_field && !is_of_another_crate && before[1] != '\'' {
                    paths.push(path);
                }
                ' '
            }
        };
        before = [before[1], mark];
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}
