//! `pull`: downloads a config into its lock.

use std::{fmt, fs, path::PathBuf};

use clap::Args;
use configcat_build::{
    Lock, Problem,
    codegen::{self, Document, Options},
};
use configcat_core::{Config, Download};
use serde::Serialize;

use crate::{
    drift::{self, Drift, DriftLines},
    failure::{Failure, Outcome},
    output::Output,
    remote::{ENVIRONMENT, Remote},
    shown::one_line,
};

/// Download a config into the lock that the build uses
///
/// The lock is replaced as a whole, after the config has been downloaded and checked; if anything fails, it stays as
/// it is. Commit the lock. A config that has not changed does not touch the file. A config with broken flags is
/// refused without `--force`, since it would break every build that does not skip these flags.
#[derive(Debug, Args)]
#[command(after_long_help = format!("\
{ENVIRONMENT}
Exit codes:
  0  the lock is up to date
  2  the config cannot be downloaded, some of its flags are broken, or the lock cannot be written

Examples:
  CONFIGCAT_SDK_KEY=… cargo configcat pull
  cargo configcat pull --sdk-key-env STAGING_KEY --lock flags/staging.json --data-governance eu"))]
pub(crate) struct Arguments {
    /// The lock
    #[arg(long, value_name = "PATH", default_value = "flags/config.json")]
    lock: PathBuf,

    /// Replace the lock even if flags of the config are broken
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    remote: Remote,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let origin = self.lock.display().to_string();
        let download = self.remote.download(output)?;
        if !self.force {
            refuse_broken(&download, &origin)?;
        }
        // An unreadable lock is replaced like a missing one.
        let before = fs::read_to_string(&self.lock).ok().and_then(|lock| Config::parse(&lock).ok());
        let is_other =
            Lock::at(&self.lock).replace(download.document()).map_err(|problem| problem.in_file(&origin))?;
        let change = match before {
            _ if !is_other => Change::None,
            None => Change::New,
            Some(_) => Change::Updated,
        };
        let drift = before.map(|before| drift::compare(&before, download.config())).unwrap_or_default();
        output.print(&Pulled { lock: origin, change, flags: download.config().len(), drift })?;
        Ok(Outcome::Fine)
    }
}

/// Finds the problems that would break every build, whatever the options of its spec are, except for `skip`.
pub(crate) fn refuse_broken(download: &Download, lock: &str) -> Result<(), Failure> {
    let document = Document::parsed("the downloaded config", download.document(), download.config().clone());
    let mut problems = codegen::findings(&document, &Options::default())?.errors;
    if problems.is_empty() {
        return Ok(());
    }
    let problem =
        Problem::new("the lock stays as it is: flags of the downloaded config are broken").in_file(lock);
    problems
        .push(problem.remedy(
            "correct them in the ConfigCat dashboard, or use `pull --force` if the build skips them",
        ));
    Err(Failure::Problems(problems))
}

/// The result: how the lock has changed.
#[derive(Serialize)]
struct Pulled {
    lock: String,
    change: Change,
    flags: usize,
    drift: Vec<Drift>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Change {
    None,
    New,
    Updated,
}

impl fmt::Display for Pulled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lock, change, flags, drift } = self;
        let what = match change {
            Change::None => "nothing has changed",
            Change::New => "downloaded",
            Change::Updated if drift.is_empty() => "updated, but no flag differs in type, value or rules",
            Change::Updated => "updated",
        };
        writeln!(f, "{}: {what} ({flags} flag{})", one_line(lock), if *flags == 1 { "" } else { "s" })?;
        drift.iter().try_for_each(|drift| write!(f, "{}", DriftLines { drift, note: "" }))
    }
}
