//! `expand`: the code that `flags!` generates from a document.

use std::fmt;

use clap::Args;
use configcat_build::codegen::{self, Declaration, Options};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    output::Output,
    source::Source,
};

/// Show the code that `flags!` generates from a document
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: Source,

    /// The name of the declared type
    #[arg(long, value_name = "NAME", default_value = "Flags", value_parser = identifier)]
    type_name: String,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let resolved = codegen::resolve(&document, &Options::default())?;
        let declaration = Declaration {
            attributes: TokenStream::new(),
            conditions: TokenStream::new(),
            visibility: quote!(pub),
            name: Ident::new(&self.type_name, proc_macro2::Span::call_site()),
            runtime: quote!(::configcat_core),
            document: document.origin.clone(),
            tracked: Vec::new(),
        };
        let tokens = codegen::generate(&resolved, &declaration);
        output.print(&Expansion { file: document.origin, code: formatted(tokens) })?;
        Ok(Outcome::Fine)
    }
}

#[derive(Serialize)]
struct Expansion {
    file: String,
    code: String,
}

impl fmt::Display for Expansion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

fn identifier(name: &str) -> Result<String, String> {
    match syn::parse_str::<Ident>(name) {
        Ok(_) => Ok(name.to_owned()),
        Err(_) => Err("not a Rust identifier".to_owned()),
    }
}

/// The code as people write it. Code that cannot be parsed is a bug, but better than nothing.
fn formatted(tokens: TokenStream) -> String {
    let unformatted = tokens.to_string();
    syn::parse2(tokens).map_or(unformatted, |file| prettyplease::unparse(&file))
}
