//! The grammar of the command line: the list of commands, and the arguments that all of them share.

use std::{ffi::OsString, process::ExitCode};

use clap::{ColorChoice, CommandFactory as _, Parser, Subcommand};
use configcat_build::Problem;

use crate::{
    commands::{check, completions, eval, expand, explain, init, lint, list, man, pull, refs, serve, stale},
    failure::{Failure, Outcome},
    output::{Format, Output},
};

/// Work with ConfigCat config documents: check them, look into them, evaluate them
///
/// FILE is a config document: a `config_v5.json` or `config_v6.json` as ConfigCat serves it, or a simple
/// `{"flags": {"key": value}}`. `-` is the standard input.
#[derive(Debug, Parser)]
#[command(name = "cargo-configcat", bin_name = "cargo configcat", disable_help_subcommand = true)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES, after_long_help = EXIT_CODES_AND_EXAMPLES)]
pub(crate) struct Arguments {
    /// What to print
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT", help_heading = GLOBAL)]
    format: Format,

    /// When to use colours: `auto` means on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", help_heading = GLOBAL)]
    color: ColorChoice,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Pull(pull::Arguments),
    Check(check::Arguments),
    Lint(lint::Arguments),
    List(list::Arguments),
    Expand(expand::Arguments),
    Explain(explain::Arguments),
    Eval(eval::Arguments),
    Refs(refs::Arguments),
    Stale(stale::Arguments),
    Serve(serve::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

const GLOBAL: &str = "Output";

/// The guide describes them, too.
macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0  all is well
  1  there are findings or differences, or the flag cannot be evaluated
  2  the command line, a file or its content cannot be used"
    };
}

const EXIT_CODES: &str = exit_codes!();

const EXIT_CODES_AND_EXAMPLES: &str = concat!(
    exit_codes!(),
    "

Examples:
  cargo configcat lint flags/config_v6.json --deny all
  cargo configcat list flags/config_v6.json
  curl -s https://cdn-global.configcat.com/configuration-files/KEY/config_v6.json | cargo configcat list -"
);

/// Parses the command line. Cargo runs `cargo configcat …` as `cargo-configcat configcat …`.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let is_name = |(place, argument): &(usize, &OsString)| *place == 1 && *argument == "configcat";
    let arguments = arguments.iter().enumerate().filter(|argument| !is_name(argument));
    Arguments::try_parse_from(arguments.map(|(_, argument)| argument))
}

impl Arguments {
    /// Runs the command, reports failures, and returns the exit code.
    pub(crate) fn run(self) -> ExitCode {
        let output = Output::new(self.format, self.color);
        let outcome = self.command.check_format(self.format).and_then(|()| self.command.run(&output));
        match outcome.and_then(|outcome| output.flush().map(|()| outcome).map_err(Failure::from)) {
            Ok(outcome) => outcome.into(),
            Err(failure) => failure.report(&output),
        }
    }
}

impl Command {
    /// Refuses a format that the command does not have.
    fn check_format(&self, format: Format) -> Result<(), Failure> {
        let has_it = match format {
            Format::Text | Format::Json => true,
            Format::Github => matches!(self, Self::Check(_) | Self::Lint(_)),
            Format::Sarif => matches!(self, Self::Lint(_) | Self::Refs(_) | Self::Stale(_)),
        };
        if has_it {
            return Ok(());
        }
        let problem = Problem::new("the command does not have the format that `--format` names");
        Err(problem
            .remedy("use `text` or `json`; `github` is for `check` and `lint`, `sarif` for `lint`, `refs` and `stale`")
            .into())
    }

    fn run(self, output: &Output) -> Result<Outcome, Failure> {
        match self {
            Self::Init(arguments) => arguments.run(output),
            Self::Pull(arguments) => arguments.run(output),
            Self::Check(arguments) => arguments.run(output),
            Self::Lint(arguments) => arguments.run(output),
            Self::List(arguments) => arguments.run(output),
            Self::Expand(arguments) => arguments.run(output),
            Self::Explain(arguments) => arguments.run(output),
            Self::Eval(arguments) => arguments.run(output),
            Self::Refs(arguments) => arguments.run(output),
            Self::Stale(arguments) => arguments.run(output),
            Self::Serve(arguments) => arguments.run(output),
            Self::Completions(arguments) => arguments.run(Arguments::command(), output),
            Self::Man(arguments) => arguments.run(Arguments::command(), output),
        }
    }
}
