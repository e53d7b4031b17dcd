//! A command line that cannot be understood: what is printed, and the exit code.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use configcat_build::Problem;

use crate::{
    failure::Failure,
    output::json,
    reported::{Report, Reported},
    shown::styled_lines,
};

/// Reports the error: as JSON, if the arguments ask for it. The help and the version are no errors.
pub(crate) fn report(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        return match error.print() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(Failure::EXIT_CODE),
            _ => ExitCode::SUCCESS,
        };
    }
    let rendered = error.render();
    let report = if wants_json(arguments) && !is_help(error) {
        as_json(error, &rendered.to_string())
    } else {
        // It repeats the arguments.
        styled_lines(&rendered.ansi().to_string(), &rendered.to_string())
    };
    // If the standard error cannot be written, there is nowhere to report it.
    let _ = anstream::stderr().write_all(report.as_bytes());
    ExitCode::from(Failure::EXIT_CODE)
}

/// Whether it is the help for a call without arguments.
fn is_help(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

fn wants_json(arguments: &[OsString]) -> bool {
    let is_json = |format: &str| matches!(format, "json" | "sarif");
    let arguments: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let (apart, together) = (arguments.windows(2), arguments.iter());
    apart.into_iter().any(|pair| matches!(pair, ["--format", format] if is_json(format)))
        || together.filter_map(|argument| argument.strip_prefix("--format=")).any(is_json)
}

/// The same as the text: the message is its first paragraph, and tips are the help.
fn as_json(error: &clap::Error, text: &str) -> String {
    let mut paragraphs = text.split("\n\n");
    let message: Vec<_> = paragraphs.next().unwrap_or_default().lines().map(str::trim).collect();
    let message = message.join(" ");
    let tips = paragraphs.filter_map(|paragraph| paragraph.trim().strip_prefix("tip: "));
    let help = tips.collect::<Vec<_>>().join("; ");
    let problem = Problem::new(message.strip_prefix("error: ").unwrap_or(&message));
    let problem = problem.remedy(if help.is_empty() { "see `--help`" } else { &help });
    let option = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(option)) => option.split(' ').next().map(str::to_owned),
        Some(ContextValue::Strings(options)) => Some(options.join(", ")),
        _ => None,
    };
    let report = Report::Problems(vec![Reported::about(&problem, option)]);
    json(&report).unwrap_or_default()
}
