//! `expand`: the code that `flags!` generates from a document.

use std::fmt;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, error::ErrorKind};
use configcat_build::{
    OptionArgument, Spec, SpecOption,
    codegen::{self, Declaration},
};
use configcat_core::Value;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::Output,
    shown::lines,
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
    document: FileOrStdin,

    /// The name of the declared type
    #[arg(long, value_name = "NAME", default_value = "Flags", value_parser = identifier)]
    type_name: String,

    #[command(flatten)]
    options: OptionArguments,
}

/// What a build script or `flags!` would say about flags.
#[derive(Debug)]
struct OptionArguments(Spec);

/// The options that are about flags. A document that is downloaded or shown has no descriptions, and lints have a command
/// of their own.
fn offered() -> impl Iterator<Item = SpecOption> {
    let is_offered = |option: &SpecOption| {
        !option
            .arguments()
            .iter()
            .any(|argument| matches!(argument, OptionArgument::File | OptionArgument::Lint))
            && !option.arguments().is_empty()
    };
    SpecOption::ALL.iter().copied().filter(is_offered)
}

impl Args for OptionArguments {
    fn augment_args(command: Command) -> Command {
        let command = command.next_help_heading("Options of the spec");
        offered().fold(command, |command, option| {
            let placeholders = option.arguments().iter().map(|argument| argument.placeholder());
            let action = match option.arguments() {
                [OptionArgument::MaxValues] => ArgAction::Set,
                _ => ArgAction::Append,
            };
            command.arg(
                Arg::new(option.name())
                    .long(option.name().replace('_', "-"))
                    .value_name(placeholders.collect::<Vec<_>>().join("="))
                    .action(action)
                    .value_parser(move |argument: &str| parse(argument, option.arguments()))
                    .help(option.summary()),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for OptionArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut arguments = Self(Spec::file(""));
        arguments.update_from_arg_matches(matches)?;
        Ok(arguments)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for option in offered() {
            for Values(values) in matches.get_many(option.name()).into_iter().flatten() {
                let spec = self.0.clone().option(option, values);
                self.0 = spec.ok_or_else(|| clap::Error::raw(ErrorKind::InvalidValue, option.form()))?;
            }
        }
        Ok(())
    }
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let accessors = codegen::resolve(&document, &self.options.0.into_options())?.accessors;
        let declaration = Declaration {
            attributes: TokenStream::new(),
            conditions: TokenStream::new(),
            lint_levels: TokenStream::new(),
            visibility: quote!(pub),
            name: Ident::new(&self.type_name, proc_macro2::Span::call_site()),
            runtime: quote!(::configcat_core),
            document: document.origin().to_owned(),
            tracked: Vec::new(),
        };
        accessors.check_type(&declaration.name)?;
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

/// What an option is given.
#[derive(Debug, Clone)]
struct Values(Vec<Value>);

/// Reads `KEY=…`. A key can contain `=` if no value follows it, and a value can if an identifier follows it.
fn parse(argument: &str, arguments: &[OptionArgument]) -> Result<Values, String> {
    let (first, rest) = match arguments {
        [OptionArgument::MaxValues] => {
            let number: i64 = argument.parse::<u32>().map_err(|error| error.to_string())?.into();
            return Ok(Values(vec![number.into()]));
        }
        [_] => return Ok(Values(vec![argument.into()])),
        [first @ .., OptionArgument::Identifier | OptionArgument::TypePath] => {
            let (rest, name) = argument.rsplit_once('=').ok_or("there is no `=`")?;
            let Values(mut values) = parse(rest, first).map_err(|_| "there is only one `=`")?;
            values.push(name.into());
            return Ok(Values(values));
        }
        _ => argument.split_once('=').ok_or("there is no `=`")?,
    };
    let value = match arguments {
        [_, OptionArgument::Value] => serde_json::from_str(rest).unwrap_or_else(|_| rest.into()),
        _ => rest.into(),
    };
    Ok(Values(vec![first.into(), value]))
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
