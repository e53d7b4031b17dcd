//! [`Reported`]: a problem for programs.

use configcat_build::Problem;
use serde::Serialize;

use crate::severity::Severity;

/// A problem, with the option of the command line that it is about. Members without a value are `null`.
#[derive(Serialize)]
pub(crate) struct Reported<'a> {
    #[serde(flatten)]
    problem: &'a Problem,
    option: Option<String>,
}

/// What a program gets on the standard error.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Report<'a> {
    /// Why a command ended with exit code 2.
    Problems(Vec<Reported<'a>>),
    /// What is no reason to end.
    Warnings(Vec<Reported<'a>>),
}

impl<'a> Reported<'a> {
    /// A problem with this option, as it is written.
    pub(crate) fn about(problem: &'a Problem, option: Option<String>) -> Self {
        Self { problem, option }
    }

    /// The report of problems that are equally bad.
    pub(crate) fn all(severity: Severity, problems: &'a [Problem]) -> Report<'a> {
        let of = |problem: &'a Problem| {
            let option = problem.option().map(|option| format!("--{}", option.name().replace('_', "-")));
            Self::about(problem, option)
        };
        let reported = problems.iter().map(of).collect();
        match severity {
            Severity::Error => Report::Problems(reported),
            Severity::Warning | Severity::Notice => Report::Warnings(reported),
        }
    }
}
