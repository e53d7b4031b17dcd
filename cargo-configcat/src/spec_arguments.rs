//! [`SpecArguments`]: the options of a spec, as arguments.

use std::{num::ParseIntError, path::Path};

use clap::{
    Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _, ValueParser},
};
use configcat_build::{Lint, OptionArgument, Problem, Spec, SpecError, SpecOption, codegen::Options};
use configcat_core::Value;

/// The options of a spec. They follow from the table of [`SpecOption`]. `LINTS` says whether the levels of lints are
/// among them.
#[derive(Debug)]
pub(crate) struct SpecArguments<const LINTS: bool>(Vec<(SpecOption, Values)>);

/// The arguments of an option.
#[derive(Debug, Clone)]
struct Values(Vec<Value>);

impl<const LINTS: bool> SpecArguments<LINTS> {
    /// The options of the spec. Files are relative to the working directory.
    pub(crate) fn load(self) -> Result<Options, SpecError> {
        let apply = |spec: Spec, (option, Values(values)): (SpecOption, Values)| {
            let refused = || Problem::new(format!("write the option as `{}`", option.form()));
            spec.option(option, &values).ok_or_else(refused)
        };
        self.0.into_iter().try_fold(Spec::file(""), apply)?.load_options(Path::new(""))
    }

    fn offered() -> impl Iterator<Item = SpecOption> {
        SpecOption::ALL.iter().copied().filter(|option| LINTS || !is_level(*option))
    }
}

/// Whether an option is the level of lints.
fn is_level(option: SpecOption) -> bool {
    matches!(option.arguments(), [] | [OptionArgument::Lint])
}

impl<const LINTS: bool> Args for SpecArguments<LINTS> {
    fn augment_args(command: Command) -> Command {
        let command = command.next_help_heading("Options of the spec");
        Self::offered().fold(command, |command, option| command.arg(argument(option)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const LINTS: bool> FromArgMatches for SpecArguments<LINTS> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut arguments = Self(Vec::new());
        arguments.update_from_arg_matches(matches)?;
        Ok(arguments)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let mut given = Vec::new();
        for option in Self::offered() {
            if option.arguments().is_empty() {
                // `all` comes first: a lint that is named takes precedence.
                self.0.extend(matches.get_flag(option.name()).then(|| (option, Values(Vec::new()))));
            } else {
                let values = matches.get_many::<Values>(option.name()).into_iter().flatten();
                given.extend(values.map(|values| (option, values.clone())));
            }
        }
        self.0.extend(given);
        Ok(())
    }
}

fn argument(option: SpecOption) -> Arg {
    let argument = Arg::new(option.name()).long(option.name().replace('_', "-")).help(option.summary());
    let placeholders = option.arguments().iter().map(|argument| argument.placeholder());
    let placeholders = placeholders.collect::<Vec<_>>().join("=");
    let (action, parser) = match option.arguments() {
        [] => return argument.action(ArgAction::SetTrue),
        [OptionArgument::Lint] => (ArgAction::Append, lint()),
        [OptionArgument::MaxValues | OptionArgument::File] => (ArgAction::Set, values_of(option)),
        _ => (ArgAction::Append, values_of(option)),
    };
    let is_lint = matches!(option.arguments(), [OptionArgument::Lint]);
    argument.value_name(placeholders).action(action).value_parser(parser).hide_possible_values(is_lint)
}

/// Reads the name of a lint.
fn lint() -> ValueParser {
    let names = Lint::ALL.iter().map(|lint| PossibleValue::new(lint.name()).help(lint.description()));
    PossibleValuesParser::new(names).map(|name| Values(vec![name.into()])).into()
}

fn values_of(option: SpecOption) -> ValueParser {
    ValueParser::from(move |argument: &str| parse(argument, option.arguments()))
}

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
