//! `expand`: the code that `flags!` generates from a document.

use std::{collections::BTreeMap, fmt};

use clap::Args;
use configcat_build::codegen::{self, Declaration, Options};
use configcat_core::Value;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    output::Output,
    shown::lines,
    source::Source,
};

/// Show the code that `flags!` generates from a document
///
/// Warnings, as a build script would print them, are not shown: see `lint`.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat expand flags/config_v6.json
  cargo configcat expand flags/config_v6.json --type-name ShopFlags --rename 2fa=two_factor --text-enums 5")]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: Source,

    /// The name of the declared type
    #[arg(long, value_name = "NAME", default_value = "Flags", value_parser = identifier)]
    type_name: String,

    #[command(flatten)]
    options: OptionArguments,
}

/// What a build script or `flags!` would say about flags.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of the spec")]
struct OptionArguments {
    /// The fallback of a flag: a bool, a number, or text, in quotes if it looks like one of the others
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    default: Vec<(String, Value)>,

    /// The name of a flag's accessor
    #[arg(long, value_name = "KEY=IDENTIFIER", value_parser = key_and_name)]
    rename: Vec<(String, String)>,

    /// A flag to leave out
    #[arg(long, value_name = "KEY")]
    skip: Vec<String>,

    /// A text flag whose accessor returns an enum
    #[arg(long, value_name = "KEY")]
    text_enum: Vec<String>,

    /// The same for all text flags with 2 to this many values
    #[arg(long, value_name = "MAX_VALUES")]
    text_enums: Option<usize>,

    /// The name of the enum variant of one value of a flag
    #[arg(long, value_name = "KEY=VALUE=IDENTIFIER", value_parser = key_value_and_name)]
    rename_value: Vec<(String, String, String)>,

    /// A text flag whose JSON becomes a type
    #[arg(long, value_name = "KEY=PATH::OF::TYPE", value_parser = key_and_name)]
    json: Vec<(String, String)>,

    /// A flag that the document no longer has, with the value of its deprecated accessor
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    removed: Vec<(String, Value)>,
}

impl From<OptionArguments> for Options {
    fn from(arguments: OptionArguments) -> Self {
        let OptionArguments { default, rename, skip, text_enum, text_enums, rename_value, json, removed } =
            arguments;
        let mut value_names = BTreeMap::<String, BTreeMap<String, String>>::new();
        for (key, value, identifier) in rename_value {
            value_names.entry(key).or_default().insert(value, identifier);
        }
        Self {
            value_names,
            defaults: default.into_iter().collect(),
            renames: rename.into_iter().collect(),
            skipped: skip.into_iter().collect(),
            text_enums: text_enum.into_iter().collect(),
            text_enums_up_to: text_enums,
            json: json.into_iter().collect(),
            removed: removed.into_iter().collect(),
            ..Self::default()
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let accessors = codegen::resolve(&document, &self.options.into())?.accessors;
        let declaration = Declaration {
            attributes: TokenStream::new(),
            conditions: TokenStream::new(),
            lint_levels: TokenStream::new(),
            visibility: quote!(pub),
            name: Ident::new(&self.type_name, proc_macro2::Span::call_site()),
            runtime: quote!(::configcat_core),
            document: document.origin.clone(),
            tracked: Vec::new(),
        };
        codegen::check_type(&accessors, &declaration.name)?;
        let tokens = codegen::generate(&accessors, &declaration);
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
        f.write_str(&lines(&self.code))
    }
}

fn key_and_value(argument: &str) -> Result<(String, Value), String> {
    let (key, value) = argument.split_once('=').ok_or("there is no `=`")?;
    Ok((key.to_owned(), serde_json::from_str(value).unwrap_or_else(|_| Value::from(value))))
}

fn key_and_name(argument: &str) -> Result<(String, String), String> {
    let (key, identifier) = argument.rsplit_once('=').ok_or("there is no `=`")?;
    Ok((key.to_owned(), identifier.to_owned()))
}

fn key_value_and_name(argument: &str) -> Result<(String, String, String), String> {
    let (key_and_value, identifier) = key_and_name(argument)?;
    let (key, value) = key_and_value.split_once('=').ok_or("there is only one `=`")?;
    Ok((key.to_owned(), value.to_owned(), identifier))
}

fn identifier(name: &str) -> Result<String, String> {
    match syn::parse_str::<Ident>(name) {
        Ok(parsed) if parsed == name && !name.starts_with("r#") => Ok(name.to_owned()),
        _ => Err("not a Rust identifier".to_owned()),
    }
}

/// The code as people write it. Code that cannot be parsed is a bug, but better than nothing.
fn formatted(tokens: TokenStream) -> String {
    let unformatted = tokens.to_string();
    let code = syn::parse2(tokens).map_or(unformatted, |file| prettyplease::unparse(&file));
    // It would part the generated documentation of the type from the declared one, of which there is none.
    code.strip_prefix("///\n").map(str::to_owned).unwrap_or(code)
}
