//! How a command ends: [`Outcome`] and [`Failure`], and their exit codes.

use std::{io, process::ExitCode};

use configcat_build::{Problem, SpecError};

use crate::{output::Output, severity::Severity};

/// The result of a command that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1: there are findings or differences.
    Findings,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Findings => Self::FAILURE,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Exit code 2: something cannot be read or used.
    Problems(Vec<Problem>),
    /// The output cannot be written. A closed pipe is no failure.
    Output(io::Error),
}

impl Failure {
    pub(crate) const EXIT_CODE: u8 = 2;

    /// Reports the failure on the standard error, and returns the exit code.
    pub(crate) fn report(self, output: &Output) -> ExitCode {
        let problems = match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Output(error) => vec![Problem::new(format!("cannot write the output: {error}"))],
            Self::Problems(problems) => problems,
        };
        // If the standard error cannot be written, there is nowhere to report it.
        let _ = output.report(Severity::Error, &problems);
        ExitCode::from(Self::EXIT_CODE)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problems(vec![problem])
    }
}

impl From<SpecError> for Failure {
    fn from(error: SpecError) -> Self {
        Self::Problems(error.problems().to_vec())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
