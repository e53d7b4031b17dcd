//! [`parse`]: parses a file, unless it would need too much stack.

use proc_macro2::{TokenStream, TokenTree};

/// The stack of a thread that parses.
pub(super) const STACK: usize = 256 << 20;

/// How deep brackets may be nested.
const DEPTH: usize = 500;

/// Parses the text of a file.
pub(super) fn parse(text: &str) -> syn::Result<syn::File> {
    let tokens: TokenStream = without_shebang(text).parse()?;
    if is_too_deep(&tokens) {
        let message = format!("its brackets are nested more than {DEPTH} deep");
        return Err(syn::Error::new(proc_macro2::Span::call_site(), message));
    }
    syn::parse2(tokens)
}

/// A byte order mark, and a line for the shell, are no Rust. The line stays, to be counted.
fn without_shebang(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.starts_with("#!") || text.trim_start_matches("#!").trim_start().starts_with('[') {
        return text;
    }
    text.find('\n').and_then(|end| text.get(end..)).unwrap_or_default()
}

fn is_too_deep(tokens: &TokenStream) -> bool {
    let mut levels = vec![tokens.clone().into_iter()];
    while let Some(level) = levels.last_mut() {
        match level.next() {
            Some(TokenTree::Group(group)) => levels.push(group.stream().into_iter()),
            Some(_) => {}
            None => drop(levels.pop()),
        }
        if levels.len() > DEPTH {
            return true;
        }
    }
    false
}
