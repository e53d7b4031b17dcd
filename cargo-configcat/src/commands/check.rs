//! `check`: compares the lock with other configs.

use std::path::PathBuf;

use clap::Args;
use configcat_build::{Lock, Problem};
use configcat_core::Config;

use crate::{
    comparison::{Checked, Comparison, Judged},
    drift::{self, DriftKind},
    environment::Environment,
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    output::{Format, Output},
    remote::{ENVIRONMENT, Remote},
};

/// Compare the lock with the live config, another file, or the configs of other environments
///
/// Ends with exit code 1 if there are differences that `--allow` does not name. Variation ids are not compared: every
/// environment has its own.
#[derive(Debug, Args)]
#[command(after_long_help = format!("\
{ENVIRONMENT}
Exit codes:
  0  there are no differences, or all of them are allowed
  1  there are differences, in one environment at least
  2  the lock or another config cannot be read

Examples:
  CONFIGCAT_SDK_KEY=… cargo configcat check
  cargo configcat check --sdk-key-env PRODUCTION_KEY --allow fallback,rules
  cargo configcat check --env production=PRODUCTION_KEY --env staging=STAGING_KEY
  git show main:flags/config.json | cargo configcat check --against -"))]
pub(crate) struct Arguments {
    /// The lock
    #[arg(long, value_name = "PATH", default_value = "flags/config.json")]
    lock: PathBuf,

    /// Compare with this document instead of the live config; `-` is the standard input
    #[arg(long, value_name = "FILE", conflicts_with = Remote::GROUP)]
    against: Option<FileOrStdin>,

    /// An environment to compare with, and the environment variable that has its SDK key; several are compared one by
    /// one
    #[arg(long = "env", value_name = "NAME=VARIABLE", conflicts_with_all = ["against", Remote::SDK_KEY_ENV])]
    environments: Vec<Environment>,

    /// Differences that are no failure
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    allow: Vec<DriftKind>,

    #[command(flatten)]
    remote: Remote,
}

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        if !Lock::at(&self.lock).is_present() {
            let problem = Problem::new("there is no lock").in_file(&self.lock.display().to_string());
            return Err(problem
                .remedy("make one with `cargo configcat pull`, or name it: `--lock PATH`")
                .into());
        }
        let document = FileOrStdin::File(self.lock.clone()).read()?;
        let lock = document.config()?;
        let (comparisons, problems) = self.compare(lock, output)?;
        let is_fine = comparisons.iter().all(Comparison::is_fine);
        let checked = Checked {
            lock: document.origin().to_owned(),
            flags: lock.len(),
            has_environments: !self.environments.is_empty(),
            comparisons,
        };
        match output.format() {
            Format::Github => output.print_text(&checked.annotations(document.text()))?,
            _ => output.print(&checked)?,
        }
        match (problems.is_empty(), is_fine) {
            (false, _) => Err(Failure::Problems(problems)),
            (true, true) => Ok(Outcome::Fine),
            (true, false) => Ok(Outcome::Findings),
        }
    }

    /// Compares the lock with all other configs, and returns the problems of environments that cannot be read.
    fn compare(&self, lock: &Config, output: &Output) -> Result<(Vec<Comparison>, Vec<Problem>), Failure> {
        let compared = |environment: Option<&Environment>, against: String, other: &Config| Comparison {
            environment: environment.map(|environment| environment.name.clone()),
            against,
            drift: drift::compare(lock, other).into_iter().map(|drift| self.judged(drift)).collect(),
        };
        if let Some(file) = &self.against {
            let other = file.read()?;
            return Ok((vec![compared(None, file.to_string(), other.config()?)], Vec::new()));
        }
        if self.environments.is_empty() {
            let download = self.remote.download(output)?;
            return Ok((vec![compared(None, self.remote.to_string(), download.config())], Vec::new()));
        }
        let (mut comparisons, mut problems) = (Vec::new(), Vec::new());
        for environment in &self.environments {
            match self.remote.download_with_key_of(&environment.variable, output) {
                Ok(download) => {
                    comparisons.push(compared(Some(environment), environment.to_string(), download.config()));
                }
                Err(Failure::Problems(all)) => {
                    problems.extend(all.iter().map(|problem| environment.problem(problem)));
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok((comparisons, problems))
    }

    fn judged(&self, drift: drift::Drift) -> Judged {
        Judged { allowed: self.allow.contains(&drift.kind), drift }
    }
}
