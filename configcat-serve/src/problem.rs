//! [`Problem`]: a mistake with its place and its remedy.

use std::fmt;

use configcat_build::{Lint, Problem as BuildProblem};
use serde::Serialize;

/// A mistake in a file, in a flag, or in what can be served. `openapi.json` describes its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub source: ProblemSource,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub remedy: Option<String>,
    /// The key of the flag.
    pub key: Option<String>,
    /// The line in the file, from 1.
    pub line: Option<usize>,
    /// The column in the file in bytes, from 1.
    pub column: Option<usize>,
    /// The name of the lint.
    pub lint: Option<&'static str>,
}

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something does not work.
    Error,
    /// Something is probably not meant.
    Warning,
}

/// What a [`Problem`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemSource {
    /// The document cannot be used. The last good one is served.
    File,
    /// The file of overrides.
    Overrides,
    /// The file of users.
    Users,
    /// A flag cannot be evaluated.
    Defect,
    /// A lint has found something.
    Lint,
    /// The document cannot be served as config v5.
    V5,
    /// The document cannot be served as config v6.
    V6,
}

impl Problem {
    pub(crate) fn error(source: ProblemSource, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            source,
            message: message.into(),
            remedy: None,
            key: None,
            line: None,
            column: None,
            lint: None,
        }
    }

    pub(crate) fn warning(source: ProblemSource, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(source, message) }
    }

    pub(crate) fn remedy(self, remedy: impl Into<String>) -> Self {
        Self { remedy: Some(remedy.into()), ..self }
    }

    pub(crate) fn of_flag(self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self }
    }

    /// A finding of the build support, whose place is in the document.
    pub(crate) fn found(severity: Severity, problem: &BuildProblem) -> Self {
        let lint = problem.lint().map(Lint::name);
        let source = match (severity, problem.key()) {
            _ if lint.is_some() => ProblemSource::Lint,
            (Severity::Error, Some(_)) => ProblemSource::Defect,
            (_, Some(_)) => ProblemSource::Lint,
            (_, None) => ProblemSource::File,
        };
        let position = problem.position();
        Self {
            severity,
            remedy: problem.help().map(ToOwned::to_owned),
            key: problem.key().map(ToOwned::to_owned),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            lint,
            ..Self::error(source, problem.message())
        }
    }
}

/// The place, what is wrong, and how to mend it.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&self.message)?;
        self.remedy.as_ref().map_or(Ok(()), |remedy| write!(f, "; {remedy}"))
    }
}
