//! [`Output`]: where results and failures go, in which format, and with or without colours.

use std::{
    fmt,
    io::{self, IsTerminal as _, Write as _},
};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::{ColorChoice, ValueEnum};
use configcat_build::Problem;
use serde::Serialize;

use crate::shown::one_line;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
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

    /// Prints a result on the standard output: as JSON, or as text, which keeps its colours on a terminal only. The
    /// text ends with a line break.
    pub(crate) fn print<T: fmt::Display + Serialize>(&self, result: &T) -> io::Result<()> {
        let rendered = self.render(result)?;
        AutoStream::new(io::stdout().lock(), self.color).write_all(rendered.as_bytes())
    }

    /// Prints a report on the standard error in the same way.
    pub(crate) fn report<T: fmt::Display + Serialize>(&self, report: &T) -> io::Result<()> {
        let rendered = self.render(report)?;
        AutoStream::new(io::stderr().lock(), self.color).write_all(rendered.as_bytes())
    }

    /// Shows on a terminal what the command is doing, until the result is dropped.
    pub(crate) fn progress(&self, what: &str) -> Progress {
        let is_shown = io::stderr().is_terminal() && self.format == Format::Text;
        if is_shown {
            // Nobody misses a progress line.
            let _ = write!(io::stderr(), "{what} …");
        }
        Progress { is_shown }
    }

    /// Writes the buffered rest of the standard output.
    #[expect(clippy::unused_self, reason = "the output is what is flushed")]
    pub(crate) fn flush(&self) -> io::Result<()> {
        io::stdout().flush()
    }

    fn render<T: fmt::Display + Serialize>(&self, shown: &T) -> io::Result<String> {
        Ok(match self.format {
            Format::Text => shown.to_string(),
            Format::Json => serde_json::to_string_pretty(shown)? + "\n",
        })
    }
}

/// A line on a terminal while a command is waiting.
#[derive(Debug)]
pub(crate) struct Progress {
    is_shown: bool,
}

impl Drop for Progress {
    fn drop(&mut self) {
        const CLEAR_LINE: &str = "\r\x1b[K";

        if self.is_shown {
            let _ = AutoStream::auto(io::stderr().lock()).write_all(CLEAR_LINE.as_bytes());
        }
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    Error,
    Warning,
}

/// A message after its severity, on one line.
pub(crate) struct Labelled<T>(pub(crate) Severity, pub(crate) T);

impl<T: fmt::Display> fmt::Display for Labelled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(severity, message) = self;
        let (label, color) = match severity {
            Severity::Error => ("error", AnsiColor::Red),
            Severity::Warning => ("warning", AnsiColor::Yellow),
        };
        let style = Style::new().fg_color(Some(color.into())).bold();
        // It contains keys and values.
        let message = one_line(&message.to_string());
        write!(f, "{style}{label}:{style:#} {message}")
    }
}

/// Problems that are no reason to stop.
#[derive(Serialize)]
pub(crate) struct WarningList {
    pub(crate) warnings: Vec<Problem>,
}

impl fmt::Display for WarningList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.warnings.iter().try_for_each(|warning| writeln!(f, "{}", Labelled(Severity::Warning, warning)))
    }
}
