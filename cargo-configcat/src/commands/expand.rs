//! `expand`: shows the code that `flags!` generates from a document.

use std::fmt;

use clap::Args;
use configcat_build::codegen::{self, Declaration, UserDeclaration};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::Output,
    shown::lines,
    spec_arguments::SpecArguments,
};

/// Show the code that `flags!` generates from a document
///
/// The warnings of lints are not shown: see `lint`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat expand flags/config_v6.json
  cargo configcat expand flags/config_v6.json --type-name ShopFlags --rename 2fa=two_factor --text-enums 5")]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,

    /// The name of the declared type
    #[arg(long, value_name = "NAME", default_value = "Flags", value_parser = identifier)]
    type_name: String,

    /// The name of the generated user [default: the declared type's, with `User` at its end]
    #[arg(long, value_name = "NAME", value_parser = identifier)]
    user_name: Option<String>,

    /// Accessors take no other users than the generated one, as with `user = strict`
    #[arg(long)]
    strict_user: bool,

    #[command(flatten)]
    options: SpecArguments<true>,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let accessors = codegen::resolve(&document, &self.options.load()?)?.accessors;
        let declaration = Declaration {
            attributes: TokenStream::new(),
            conditions: TokenStream::new(),
            lint_levels: TokenStream::new(),
            visibility: quote!(pub),
            name: declared(&self.type_name),
            runtime: quote!(::configcat_core),
            document: document.origin().to_owned(),
            tracked: Vec::new(),
            user: UserDeclaration {
                name: self.user_name.as_deref().map(declared),
                is_strict: self.strict_user,
            },
        };
        accessors.check_type(&declaration.name, declaration.user.name.as_ref())?;
        let tokens = codegen::generate(&accessors, &declaration);
        output.print(&Expansion { file: document.origin().to_owned(), code: formatted(tokens) })?;
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
        f.write_str(&lines(&self.code))
    }
}

fn declared(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn identifier(name: &str) -> Result<String, String> {
    match syn::parse_str::<Ident>(name) {
        Ok(parsed) if parsed == name && !name.starts_with("r#") => Ok(name.to_owned()),
        _ => Err("not a Rust identifier".to_owned()),
    }
}

/// Formats the code. If the code cannot be parsed, which is a bug, it stays unformatted.
fn formatted(tokens: TokenStream) -> String {
    let unformatted = tokens.to_string();
    let code = syn::parse2(tokens).map_or(unformatted, |file| prettyplease::unparse(&file));
    // An empty line separates the generated documentation from the declared one, but here nothing is declared.
    code.strip_prefix("///\n").map(str::to_owned).unwrap_or(code)
}
