//! `check`: compares the lock with another config.

use std::{fmt, path::PathBuf};

use clap::Args;
use configcat_build::{Lock, Problem};
use serde::Serialize;

use crate::{
    drift::{self, Drift, DriftKind, DriftLines},
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::Output,
    remote::{ENVIRONMENT, Remote},
};

/// Compare the lock with the live config, another file, or the config of another environment
///
/// Ends with exit code 1 if there are differences that `--allow` does not name. Variation ids are not compared: every
/// environment has its own.
#[derive(Debug, Args)]
#[command(after_long_help = format!("\
{ENVIRONMENT}
Exit codes:
  0  there are no differences, or all of them are allowed
  1  there are differences
  2  the lock or the other config cannot be read

Examples:
  CONFIGCAT_SDK_KEY=… cargo configcat check
  cargo configcat check --sdk-key-env PRODUCTION_KEY --allow fallback,rules
  git show main:flags/config.json | cargo configcat check --against -"))]
pub(crate) struct Arguments {
    /// The lock
    #[arg(long, value_name = "PATH", default_value = "flags/config.json")]
    lock: PathBuf,

    /// Compare with this document instead of the live config; `-` is the standard input
    #[arg(long, value_name = "FILE", conflicts_with = Remote::GROUP)]
    against: Option<FileOrStdin>,

    /// Differences that are no failure
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    allow: Vec<DriftKind>,

    #[command(flatten)]
    remote: Remote,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let Self { lock, against, allow, remote } = self;
        if !Lock::at(&lock).is_present() {
            let problem = Problem::new("there is no lock").in_file(&lock.display().to_string());
            return Err(problem
                .remedy("make one with `cargo configcat pull`, or name it: `--lock PATH`")
                .into());
        }
        let lock = FileOrStdin::File(lock).read()?;
        let before = lock.config()?;
        let (against, drift) = match against {
            Some(file) => (file.to_string(), drift::compare(before, file.read()?.config()?)),
            None => (remote.to_string(), drift::compare(before, remote.download(output)?.config())),
        };
        let judged = |drift: Drift| Judged { allowed: allow.contains(&drift.kind), drift };
        let drift: Vec<_> = drift.into_iter().map(judged).collect();
        let is_fine = drift.iter().all(|judged| judged.allowed);
        output.print(&Checked { lock: lock.origin().to_owned(), against, flags: before.len(), drift })?;
        Ok(if is_fine { Outcome::Fine } else { Outcome::Findings })
    }
}

/// How two documents differ.
#[derive(Serialize)]
struct Checked {
    lock: String,
    against: String,
    flags: usize,
    drift: Vec<Judged>,
}

/// A difference, and whether it is allowed.
#[derive(Serialize)]
struct Judged {
    #[serde(flatten)]
    drift: Drift,
    allowed: bool,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lock, against, flags, drift } = self;
        match drift.len() {
            0 => writeln!(
                f,
                "{lock} agrees with {against} ({flags} flag{})",
                if *flags == 1 { "" } else { "s" }
            )?,
            1 => writeln!(f, "{lock} and {against} differ in 1 point:")?,
            count => writeln!(f, "{lock} and {against} differ in {count} points:")?,
        }
        for Judged { drift, allowed } in drift {
            write!(f, "{}", DriftLines { drift, note: if *allowed { " (allowed)" } else { "" } })?;
        }
        Ok(())
    }
}
