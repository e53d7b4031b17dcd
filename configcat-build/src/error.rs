//! [`SpecError`]: everything that keeps accessors from being generated.

use std::fmt;

use configcat_core::Position;

/// Why no accessors can be generated: all problems that were found, in document order.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", lines(problems))]
pub struct SpecError {
    problems: Vec<Problem>,
}

impl SpecError {
    /// The problems: one at least.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl From<Problem> for SpecError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

/// Something that keeps accessors from being generated, or that deserves a warning.
///
/// [`Display`](fmt::Display) gives one line: file and position, flag key, what is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    file: Option<String>,
    position: Option<Position>,
    key: Option<String>,
    message: String,
    remedy: Option<String>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { file: None, position: None, key: None, message: message.into(), remedy: None }
    }

    pub(crate) fn in_file(mut self, file: &str) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    pub(crate) fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    pub(crate) fn of_flag(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }

    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The key of the flag concerned, if it is one flag.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            if let Some(Position { line, column, .. }) = self.position {
                write!(f, ":{line}:{column}")?;
            }
            f.write_str(": ")?;
        }
        if let Some(key) = &self.key {
            write!(f, "flag `{key}`: ")?;
        }
        f.write_str(&self.message)?;
        match &self.remedy {
            Some(remedy) => write!(f, " (help: {remedy})"),
            None => Ok(()),
        }
    }
}

/// Collects problems, so that a user sees all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// The end of the phases that these problems were collected in.
    pub(crate) fn finish(self) -> Result<(), SpecError> {
        if self.0.is_empty() { Ok(()) } else { Err(SpecError { problems: self.0 }) }
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
