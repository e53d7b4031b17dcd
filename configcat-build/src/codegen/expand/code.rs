//! [`Code`]: generated code while it is written.

use std::{
    fmt::{self, Write as _},
    mem,
};

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use super::super::docs;

/// Code is written as text, and the compiler's lexer turns it into tokens in one go. Macros are built without
/// optimisation; making the tokens one by one takes four times as long. Tokens that a user wrote are inserted as they
/// are, so that they keep their spans.
pub(super) struct Code {
    /// Pieces of code. Braces separate them; the last piece is still open.
    text: String,
    /// The start of the last piece.
    last: usize,
    chunks: Vec<Chunk>,
}

/// A part of the code.
enum Chunk {
    /// The next piece of the text.
    Piece,
    /// The next piece of the text with its braces, which get this span.
    Block(Span),
    Tokens(TokenStream),
    /// The start of a group.
    Start,
    End(Delimiter),
}

impl Code {
    pub(super) fn new() -> Self {
        let text = "{".to_owned();
        Self { last: text.len(), text, chunks: Vec::new() }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// What `write!` calls.
    pub(super) fn write_fmt(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(text);
    }

    /// Documentation.
    pub(super) fn doc(&mut self, markdown: &str) {
        self.text(&docs::comments(markdown));
    }

    /// Tokens that a user wrote.
    pub(super) fn tokens(&mut self, tokens: &TokenStream) {
        if !tokens.is_empty() {
            self.end_piece();
            self.chunks.push(Chunk::Tokens(tokens.clone()));
        }
    }

    /// A block with a span in the user's code.
    pub(super) fn block_at(&mut self, span: Span, body: fmt::Arguments<'_>) {
        self.end_piece();
        self.write_fmt(body);
        self.next_piece(Chunk::Block(span));
    }

    /// A group. Its content can contain tokens that a user wrote.
    pub(super) fn group(&mut self, delimiter: Delimiter, content: impl FnOnce(&mut Self)) {
        self.end_piece();
        self.chunks.push(Chunk::Start);
        content(self);
        self.end_piece();
        self.chunks.push(Chunk::End(delimiter));
    }

    /// The tokens, if the lexer accepts the text.
    pub(super) fn into_tokens<E>(
        mut self,
        lex: impl FnOnce(&str) -> Result<TokenStream, E>,
    ) -> Result<TokenStream, E> {
        self.end_piece();
        self.text.truncate(self.last - 1);
        let mut pieces = lex(&self.text)?.into_iter().filter_map(|tree| match tree {
            TokenTree::Group(piece) => Some(piece),
            _ => None,
        });
        let mut streams = Vec::new();
        let mut outer = Vec::new();
        for chunk in self.chunks {
            let stream = match chunk {
                Chunk::Piece => pieces.next().map(|piece| piece.stream()).unwrap_or_default(),
                Chunk::Block(span) => pieces.next().map(|block| located(block, span)).unwrap_or_default(),
                Chunk::Tokens(tokens) => tokens,
                Chunk::Start => {
                    outer.push(mem::take(&mut streams));
                    continue;
                }
                Chunk::End(delimiter) => {
                    let content = mem::replace(&mut streams, outer.pop().unwrap_or_default());
                    TokenTree::from(Group::new(delimiter, content.into_iter().collect())).into()
                }
            };
            streams.push(stream);
        }
        Ok(streams.into_iter().collect())
    }

    fn end_piece(&mut self) {
        if self.text.len() > self.last {
            self.next_piece(Chunk::Piece);
        }
    }

    fn next_piece(&mut self, last: Chunk) {
        self.chunks.push(last);
        self.text.push_str("}{");
        self.last = self.text.len();
    }
}

fn located(mut block: Group, span: Span) -> TokenStream {
    block.set_span(span);
    TokenTree::from(block).into()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[track_caller]
    fn check(write: impl FnOnce(&mut Code), expected: &TokenStream) {
        let mut code = Code::new();
        write(&mut code);
        assert_eq!(code.into_tokens(str::parse::<TokenStream>).unwrap().to_string(), expected.to_string());
    }

    #[test]
    fn pieces_keep_their_order() {
        check(|_| {}, &quote!());
        check(|code| code.text("a"), &quote!(a));
        check(|code| code.tokens(&quote!(a)), &quote!(a));
        check(|code| code.tokens(&quote!()), &quote!());
        check(
            |code| {
                code.tokens(&quote!(a));
                code.text("b(");
                code.text("c)");
                code.group(Delimiter::Parenthesis, |code| {
                    code.text("d");
                    code.group(Delimiter::Brace, |code| code.tokens(&quote!(e)));
                    code.group(Delimiter::Bracket, |_| {});
                    code.text("f");
                });
                code.block_at(Span::call_site(), format_args!("g"));
                code.block_at(Span::call_site(), format_args!(""));
                code.text("h");
            },
            &quote!(a b(c) (d {e} [] f) { g } {} h),
        );
    }

    #[test]
    fn documentation_stays_in_its_comment() {
        let markdown = "a\n\n/ b */ /* \r\nfn c() {}\rd \"\\";
        check(
            |code| {
                code.doc(markdown);
                code.text("e");
            },
            &quote! {
                #[doc = " a"]
                #[doc = ""]
                #[doc = " / b */ /*  "]
                #[doc = " fn c() {} d \"\\"]
                e
            },
        );
    }
}
