//! [`Options`]: the command line.

use lexopt::{Arg, Parser, ValueExt as _};

use crate::{effort::Effort, report::Format, sections::Section};

pub(crate) const HELP: &str = "\
Measures reads and loads of feature flags, next to peers (feature `peers`) and to what the machine can do.

Usage: cargo run --release --manifest-path benches/Cargo.toml [--features peers] -- [OPTIONS] [SECTION]…

Sections: reads, all, load, threads, limits, growth, start, swap, allocations (all of them by default)

Options:
  --quick        a tenth of the time, for a first look
  --json         the figures as JSON
  --markdown     the tables as Markdown
  --update-docs  writes tables, pictures and figures into docs/performance.md and docs/performance/
  --draw         writes them again from docs/performance/figures.json, and measures nothing
  --help         this text
";

/// What the program is asked to do.
pub(crate) enum Command {
    Measure(Options),
    /// Writes the docs again, from the figures that were measured before.
    Draw,
    Help,
}

/// Where the report goes.
pub(crate) enum Output {
    Print(Format),
    /// docs/performance.md, and the folder of its pictures.
    Docs,
}

/// What to measure, and how.
pub(crate) struct Options {
    pub(crate) output: Output,
    pub(crate) effort: Effort,
    /// The names of the sections to measure. All sections, if there are none.
    names: Vec<String>,
}

impl Options {
    pub(crate) fn from_arguments() -> Result<Command, lexopt::Error> {
        let mut options =
            Self { output: Output::Print(Format::Text), effort: Effort::Full, names: Vec::new() };
        let mut parser = Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
                Arg::Long("draw") => return Ok(Command::Draw),
                Arg::Long("quick") => options.effort = Effort::Quick,
                Arg::Long("json") => options.output = Output::Print(Format::Json),
                Arg::Long("update-docs") => options.output = Output::Docs,
                Arg::Long("markdown") => options.output = Output::Print(Format::Markdown),
                Arg::Value(name) => {
                    let name = name.string()?;
                    if !Section::ALL.iter().any(|section| section.name == name) {
                        return Err(format!("there is no section `{name}`").into());
                    }
                    options.names.push(name);
                }
                other => return Err(other.unexpected()),
            }
        }
        if matches!(options.output, Output::Docs) && !options.names.is_empty() {
            return Err("`--update-docs` needs all sections: leave out their names".into());
        }
        Ok(Command::Measure(options))
    }

    /// The sections to measure.
    pub(crate) fn sections(&self) -> impl Iterator<Item = &'static Section> {
        let wanted = |name: &str| self.names.is_empty() || self.names.iter().any(|own| own == name);
        Section::ALL.iter().filter(move |section| wanted(section.name))
    }
}
