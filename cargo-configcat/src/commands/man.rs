//! `man`: the manual pages.

use std::fmt;

use clap::{Args, Command};
use clap_mangen::Man;
use configcat_build::{Problem, most_similar, suggestion};
use serde::Serialize;

use crate::{
    failure::{Failure, Outcome},
    output::Output,
};

/// Print the manual page of this program or of one command
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  cargo configcat man > ~/.local/share/man/man1/cargo-configcat.1
  cargo configcat man lint | man -l -")]
pub(crate) struct Arguments {
    /// The command; the default is all of the program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Arguments {
    /// Runs the command. It needs the grammar of the whole command line.
    pub(crate) fn run(self, mut grammar: Command, output: &Output) -> Result<Outcome, Failure> {
        // Hands the options of all commands, and the whole names, to each command.
        grammar.build();
        let page = match &self.command {
            None => grammar,
            Some(name) => {
                let found = grammar.find_subcommand(name).cloned();
                found.ok_or_else(|| unknown(name, &grammar))?.display_name(format!("cargo-configcat-{name}"))
            }
        };
        let mut roff = Vec::new();
        Man::new(page).render(&mut roff)?;
        output.print(&Page { page: String::from_utf8_lossy(&roff).into_owned() })?;
        Ok(Outcome::Fine)
    }
}

fn unknown(name: &str, grammar: &Command) -> Problem {
    let problem = Problem::new(format!("there is no command `{name}`"));
    let names: Vec<_> = grammar.get_subcommands().map(Command::get_name).collect();
    problem.remedy(match most_similar(name, names.iter().copied()) {
        Some(similar) => suggestion(name, similar),
        None => format!("the commands are {}", names.join(", ")),
    })
}

/// A page, in the language of `man`.
#[derive(Serialize)]
struct Page {
    page: String,
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.page)
    }
}
