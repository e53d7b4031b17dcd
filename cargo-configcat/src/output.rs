//! [`Output`]: where results and problems go, in which format, and with or without colours.

use std::{
    fmt,
    io::{self, Write as _},
};

use anstream::AutoStream;
use clap::{ColorChoice, ValueEnum};
use configcat_build::Problem;
use serde::Serialize;

use crate::{github::Annotation, labelled::Labelled, reported::Reported, severity::Severity, shown};

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// Annotations of pull requests on GitHub; for `check` and `lint`.
    Github,
    /// SARIF 2.1.0, for code scanning; for `lint`, `refs` and `stale`.
    Sarif,
}

/// The standard output and the standard error.
#[derive(Debug)]
pub(crate) struct Output {
    format: Format,
    color: anstream::ColorChoice,
}

impl Output {
    pub(crate) fn new(format: Format, color: ColorChoice) -> Self {
        let color = match color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        Self { format, color }
    }

    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Prints a result on the standard output: as JSON, or as text.
    pub(crate) fn print<T: fmt::Display + Serialize>(&self, result: &T) -> io::Result<()> {
        match self.format {
            Format::Text | Format::Github => self.print_text(result),
            Format::Json | Format::Sarif => self.print_json(result),
        }
    }

    /// Prints a text on the standard output. It keeps its colours on a terminal only, and ends with a line break.
    pub(crate) fn print_text(&self, text: &impl fmt::Display) -> io::Result<()> {
        AutoStream::new(io::stdout().lock(), self.color).write_all(text.to_string().as_bytes())
    }

    /// Prints JSON on the standard output.
    pub(crate) fn print_json(&self, result: &impl Serialize) -> io::Result<()> {
        self.print_text(&json(result)?)
    }

    /// Prints problems on the standard error.
    pub(crate) fn report(&self, severity: Severity, problems: &[Problem]) -> io::Result<()> {
        let rendered = match self.format {
            Format::Text => each(problems, |problem| Labelled(severity, problem)),
            Format::Github => each(problems, |problem| Annotation::of(severity, problem)),
            Format::Json | Format::Sarif => json(&Reported::all(severity, problems))?,
        };
        AutoStream::new(io::stderr().lock(), self.color).write_all(rendered.as_bytes())
    }

    /// Writes the buffered rest of the standard output.
    #[expect(clippy::unused_self, reason = "the output is what is flushed")]
    pub(crate) fn flush(&self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// JSON that does not control a terminal.
pub(crate) fn json(shown: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string_pretty(shown)? + "\n";
    Ok(shown::json(&json).into_owned())
}

/// A line for each problem.
fn each<'a, T: fmt::Display>(problems: &'a [Problem], line: impl Fn(&'a Problem) -> T) -> String {
    let lines: Vec<_> = problems.iter().map(|problem| line(problem).to_string()).collect();
    lines.join("\n") + "\n"
}
