//! `expand`: shows the code that `flags!` generates from a document.

use std::{fmt, num::ParseIntError};

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use configcat_build::{
    OptionArgument, Problem, Spec, SpecOption,
    codegen::{self, Declaration, Options},
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

    #[command(flatten)]
    options: OptionArguments,
}

/// The options of a spec, as arguments.
#[derive(Debug)]
struct OptionArguments(Vec<(SpecOption, Values)>);

/// The options that change the generated code. Descriptions are read from a file of the package, and lints have a
/// command of their own.
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
        let mut arguments = Self(Vec::new());
        arguments.update_from_arg_matches(matches)?;
        Ok(arguments)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for option in offered() {
            let given = matches.get_many::<Values>(option.name()).into_iter().flatten();
            self.0.extend(given.map(|values| (option, values.clone())));
        }
        Ok(())
    }
}

impl OptionArguments {
    fn into_options(self) -> Result<Options, Problem> {
        let apply = |spec: Spec, (option, Values(values)): (SpecOption, Values)| {
            let refused = || Problem::new(format!("write the option as `{}`", option.form()));
            spec.option(option, &values).ok_or_else(refused)
        };
        self.0.into_iter().try_fold(Spec::file(""), apply).map(Spec::into_options)
    }
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let document = self.document.read()?;
        let accessors = codegen::resolve(&document, &self.options.into_options()?)?.accessors;
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

/// The arguments of an option.
#[derive(Debug, Clone)]
struct Values(Vec<Value>);

/// Parses `KEY=…`. A key can contain `=` if an identifier follows it directly, and a value can contain `=`.
fn parse(argument: &str, arguments: &[OptionArgument]) -> Result<Values, String> {
    const NONE: &str = "there is no `=`";
    const ONE: &str = "there is only one `=`";

    let pair = || argument.split_once('=').ok_or(NONE);
    Ok(Values(match arguments {
        [OptionArgument::MaxValues] => {
            let number: u32 = argument.parse().map_err(|error: ParseIntError| error.to_string())?;
            vec![i64::from(number).into()]
        }
        [_] => vec![argument.into()],
        [_, OptionArgument::Value] => {
            let (key, value) = pair()?;
            vec![key.into(), serde_json::from_str(value).unwrap_or_else(|_| value.into())]
        }
        [others @ .., OptionArgument::Identifier | OptionArgument::TypePath] => {
            let (rest, name) = argument.rsplit_once('=').ok_or(NONE)?;
            let Values(mut values) = parse(rest, others).map_err(|_| ONE)?;
            values.push(name.into());
            values
        }
        _ => {
            let (key, text) = pair()?;
            vec![key.into(), text.into()]
        }
    }))
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
