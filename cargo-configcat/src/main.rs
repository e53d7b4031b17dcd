//! `cargo configcat`: the command line for config documents.
//!
//! ```text
//! arguments ─► cli ─► commands/{name} ─► Output: text, JSON, … ─► exit code
//!                          ▲
//!            FileOrStdin: the FILE, or `-`
//! ```

mod cli;
mod code_references;
mod commands;
mod comparison;
mod drift;
mod environment;
mod failure;
mod file_or_stdin;
mod github;
mod labelled;
mod mirror;
mod misspelt;
mod output;
mod package;
mod positions;
mod prerequisites;
mod progress;
mod refs;
mod remote;
mod reported;
mod sarif;
mod served;
mod severity;
mod shown;
mod spec_arguments;
mod stale;
mod usage;
mod users;

use std::{env, ffi::OsString, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    match cli::parse(&arguments) {
        Ok(parsed) => parsed.run(),
        Err(error) => usage::report(&error, &arguments),
    }
}
