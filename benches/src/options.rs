//! The command line.

use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt as _};

use crate::{
    report::Format,
    sections,
    turns::{Clock, Pace},
};

pub(crate) const HELP: &str = "\
Measures reads and loads of feature flags, next to peers (feature `peers`) and to what the machine can do.

Usage: cargo run --release --manifest-path benches/Cargo.toml [--features peers] -- [OPTIONS] [SECTION]…

Sections: reads, all, load, threads, limits, growth, start, swap, allocations (all of them by default)

Options:
  --quick        a tenth of the time, for a first look
  --json         the figures as JSON
  --markdown     the tables as Markdown
  --update-docs  writes the tables into docs/performance.md
  --help         this text
";

/// What to do.
pub(crate) enum Command {
    Measure(Options),
    Help,
}

/// How to do it.
pub(crate) struct Options {
    pub(crate) format: Format,
    pub(crate) quick: bool,
    sections: Vec<String>,
}

impl Options {
    pub(crate) fn from_arguments() -> Result<Command, lexopt::Error> {
        let mut options = Self { format: Format::Text, quick: false, sections: Vec::new() };
        let mut parser = Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
                Arg::Long("quick") => options.quick = true,
                Arg::Long("json") => options.format = Format::Json,
                Arg::Long("update-docs") => options.format = Format::Docs,
                Arg::Long("markdown") => options.format = Format::Markdown,
                Arg::Value(name) => {
                    let name = name.string()?;
                    if !sections::ALL.iter().any(|section| section.name == name) {
                        return Err(format!("there is no section `{name}`").into());
                    }
                    options.sections.push(name);
                }
                other => return Err(other.unexpected()),
            }
        }
        Ok(Command::Measure(options))
    }

    pub(crate) fn wants(&self, section: &str) -> bool {
        self.sections.is_empty() || self.sections.iter().any(|wanted| wanted == section)
    }

    /// How long a row may take.
    pub(crate) fn pace(&self) -> Pace {
        if self.quick {
            Pace {
                batch: Duration::from_millis(1),
                budget: Duration::from_millis(400),
                least_rounds: 5,
                clock: Clock::Thread,
            }
        } else {
            Pace {
                batch: Duration::from_millis(4),
                budget: Duration::from_secs(4),
                least_rounds: 11,
                clock: Clock::Thread,
            }
        }
    }
}
