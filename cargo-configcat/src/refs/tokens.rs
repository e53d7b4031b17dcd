//! Pieces of the tokens of macros: [`chains`], [`declared`], [`without_dollars`].

use std::path::Path;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use syn::Lit;

use super::{facts::FlagType, receiver::bare};

/// Splits tokens into chains such as `flags.new_checkout(user)`. Other tokens are chains of their own.
pub(super) fn chains(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut chains: Vec<Vec<TokenTree>> = Vec::new();
    for token in tokens {
        let last = chains.last().and_then(|chain| chain.last());
        let continues = last.is_some_and(|last| continues(last, &token));
        match chains.last_mut() {
            Some(chain) if continues => chain.push(token),
            _ => chains.push(vec![token]),
        }
    }
    chains
}

/// Whether a token belongs to the chain that ends with another one.
fn continues(last: &TokenTree, token: &TokenTree) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    let is_end = matches!(last, TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_))
        || matches!(last, TokenTree::Punct(punct) if punct.as_char() == '?');
    match token {
        TokenTree::Ident(_) => {
            matches!(last, TokenTree::Punct(punct) if matches!(punct.as_char(), '.' | ':'))
        }
        TokenTree::Punct(punct) => match punct.as_char() {
            '.' | '?' => is_end,
            ':' => (is_end && punct.spacing() == Spacing::Joint) || is_colon(last),
            _ => false,
        },
        TokenTree::Group(group) => {
            matches!(last, TokenTree::Ident(_) | TokenTree::Group(_))
                && matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket)
        }
        TokenTree::Literal(_) => false,
    }
}

/// Patterns and bodies of `macro_rules!`, with the names of their fragments as variables.
pub(super) fn without_dollars(tokens: TokenStream) -> TokenStream {
    let is_dollar = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '$');
    let inner = |token| match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), without_dollars(group.stream()));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        token => token,
    };
    tokens.into_iter().filter(|token| !is_dollar(token)).map(inner).collect()
}

/// What `flags!` declares in a file.
pub(super) fn declared(tokens: TokenStream, file: &Path) -> Option<FlagType> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let after = |word: &str, distance: usize| {
        let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == word);
        tokens.get(tokens.iter().position(is_word)? + distance)
    };
    let spec = match after("spec", 2) {
        Some(TokenTree::Literal(literal)) => match Lit::new(literal.clone()) {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    };
    match after("struct", 1) {
        Some(TokenTree::Ident(name)) => Some(FlagType { name: bare(name), spec, file: file.to_owned() }),
        _ => None,
    }
}
