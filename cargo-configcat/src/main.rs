//! `cargo configcat`: the command line for config documents.
//!
//! ```text
//! arguments ─► cli ─► commands/{name} ─► Output: text or JSON ─► exit code
//!                          ▲
//!            FileOrStdin: the FILE, or `-`
//! ```

mod cli;
mod commands;
mod drift;
mod failure;
mod file_or_stdin;
mod misspelt;
mod output;
mod prerequisites;
mod remote;
mod shown;
mod users;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli::Cargo::Configcat(arguments) = cli::Cargo::parse();
    arguments.run()
}
