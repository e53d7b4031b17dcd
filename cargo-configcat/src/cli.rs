//! The grammar of the command line: the list of commands, and the arguments that all of them share.

use std::process::ExitCode;

use clap::{Args, ColorChoice, Parser, Subcommand};

use crate::{
    commands::{check, eval, expand, explain, lint, list, pull},
    failure::{Failure, Outcome},
    output::{Format, Output},
};

// Cargo runs `cargo configcat …` as `cargo-configcat configcat …`.
#[derive(Debug, Parser)]
#[command(
    name = "cargo",
    bin_name = "cargo",
    display_name = "cargo-configcat",
    disable_help_subcommand = true
)]
#[command(version, about = "The command `configcat` of Cargo: run it as `cargo configcat`")]
pub(crate) enum Cargo {
    #[command(display_name = "cargo-configcat")]
    Configcat(Arguments),
}

/// Work with ConfigCat config documents: check them, look into them, evaluate them
///
/// FILE is a config document: a `config_v5.json` or `config_v6.json` as ConfigCat serves it, or a simple
/// `{"flags": {"key": value}}`. `-` is the standard input.
#[derive(Debug, Args)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES, after_long_help = EXIT_CODES_AND_EXAMPLES)]
pub(crate) struct Arguments {
    /// What to print: text for people, or JSON
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
    Pull(pull::Arguments),
    Check(check::Arguments),
    Lint(lint::Arguments),
    List(list::Arguments),
    Expand(expand::Arguments),
    Explain(explain::Arguments),
    Eval(eval::Arguments),
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

impl Arguments {
    /// Runs the command, reports failures, and returns the exit code.
    pub(crate) fn run(self) -> ExitCode {
        let output = Output::new(self.format, self.color);
        let outcome = self.command.run(&output);
        match outcome.and_then(|outcome| output.flush().map(|()| outcome).map_err(Failure::from)) {
            Ok(outcome) => outcome.into(),
            Err(failure) => failure.report(&output),
        }
    }
}

impl Command {
    fn run(self, output: &Output) -> Result<Outcome, Failure> {
        match self {
            Self::Pull(arguments) => arguments.run(output),
            Self::Check(arguments) => arguments.run(output),
            Self::Lint(arguments) => arguments.run(output),
            Self::List(arguments) => arguments.run(output),
            Self::Expand(arguments) => arguments.run(output),
            Self::Explain(arguments) => arguments.run(output),
            Self::Eval(arguments) => arguments.run(output),
        }
    }
}
