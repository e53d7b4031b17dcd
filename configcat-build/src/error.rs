//! [`SpecError`] and [`Problem`]: why no accessors can be generated.

use std::fmt;

use configcat_core::config::Position;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{lint::Lint, option::SpecOption};

/// Why no accessors can be generated: all problems, in the order in which they were found.
#[derive(Clone, thiserror::Error)]
#[error("{}", lines(problems))]
pub struct SpecError {
    problems: Vec<Problem>,
}

impl SpecError {
    /// The problems: at least one.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// The same as [`Display`](fmt::Display), since a build script prints it whose `main` returns the error.
impl fmt::Debug for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Problem> for SpecError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

/// A problem of a document or of an option: an error, or a warning.
///
/// [`Display`](fmt::Display) gives one line: file and position, flag key, message, the name of the lint in brackets,
/// and how to fix the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    file: Option<Box<str>>,
    position: Option<Position>,
    key: Option<Box<str>>,
    option: Option<SpecOption>,
    /// The name of the attribute that the option concerns. The message has it, too.
    attribute: Option<Box<str>>,
    lint: Option<Lint>,
    message: Box<str>,
    remedy: Option<Box<str>>,
}

impl Problem {
    /// A problem with this message.
    #[doc(hidden)]
    #[must_use]
    pub fn new(message: impl Into<Box<str>>) -> Self {
        Self {
            file: None,
            position: None,
            key: None,
            option: None,
            attribute: None,
            lint: None,
            message: message.into(),
            remedy: None,
        }
    }

    /// Sets the file.
    #[doc(hidden)]
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Sets the position in the file.
    #[doc(hidden)]
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// Sets the key of the flag concerned.
    #[doc(hidden)]
    #[must_use]
    pub fn of_flag(mut self, key: &str) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Sets the option concerned, and the key of its flag.
    pub(crate) fn of_option(mut self, option: SpecOption, key: &str) -> Self {
        self.option = Some(option);
        self.of_flag(key)
    }

    /// Sets the option concerned, and the name of its attribute.
    pub(crate) fn of_attribute_option(mut self, option: SpecOption, attribute: &str) -> Self {
        self.option = Some(option);
        self.attribute = Some(attribute.into());
        self
    }

    pub(crate) fn of_lint(mut self, lint: Lint) -> Self {
        self.lint = Some(lint);
        self
    }

    /// Sets the advice on how to fix the problem.
    #[doc(hidden)]
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<Box<str>>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The file, if there is one.
    #[doc(hidden)]
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// What is wrong.
    #[doc(hidden)]
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// How to fix it, if it is known.
    #[doc(hidden)]
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.remedy.as_deref()
    }

    /// The position in the file, if it is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// The key of the flag concerned, if there is one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The name of the attribute that the option concerns.
    #[doc(hidden)]
    #[must_use]
    pub fn attribute(&self) -> Option<&str> {
        self.attribute.as_deref()
    }

    /// The lint that found it, if one did.
    #[must_use]
    pub fn lint(&self) -> Option<Lint> {
        self.lint
    }

    /// The option concerned, if there is one.
    #[doc(hidden)]
    #[must_use]
    pub fn option(&self) -> Option<SpecOption> {
        self.option
    }
}

/// For programs: `file`, `line`, `column`, `key`, `lint`, `message` and `help`. Unknown ones are `null`.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Problem", 7)?;
        fields.serialize_field("file", &self.file)?;
        fields.serialize_field("line", &self.position.map(|position| position.line))?;
        fields.serialize_field("column", &self.position.map(|position| position.column))?;
        fields.serialize_field("key", &self.key)?;
        fields.serialize_field("lint", &self.lint)?;
        fields.serialize_field("message", &self.message)?;
        fields.serialize_field("help", &self.remedy)?;
        fields.end()
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
        if let Some(lint) = self.lint {
            write!(f, " [{lint}]")?;
        }
        match &self.remedy {
            Some(remedy) => write!(f, " (help: {remedy})"),
            None => Ok(()),
        }
    }
}

/// Collects problems, so that a user sees all of them at once.
#[derive(Debug)]
pub(crate) struct Problems {
    file: String,
    problems: Vec<Problem>,
}

impl Problems {
    /// Problems of this file, unless they name another file.
    pub(crate) fn in_file(file: &str) -> Self {
        Self { file: file.to_owned(), problems: Vec::new() }
    }

    pub(crate) fn push(&mut self, mut problem: Problem) {
        problem.file.get_or_insert_with(|| self.file.as_str().into());
        self.problems.push(problem);
    }

    pub(crate) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Gives the problems of flags the positions of their settings, unless they have more exact ones.
    pub(crate) fn locate(&mut self, position_of: impl Fn(&str) -> Option<Position>) {
        for problem in &mut self.problems {
            if problem.position.is_none() && problem.file.as_deref() == Some(&self.file) {
                problem.position = problem.key.as_deref().and_then(&position_of);
            }
        }
    }

    /// What was found so far.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter()
    }

    /// An error, if there are problems.
    pub(crate) fn finish(self) -> Result<(), SpecError> {
        if self.problems.is_empty() { Ok(()) } else { Err(SpecError { problems: self.problems }) }
    }

    /// What was found; something was.
    #[cfg(feature = "download")]
    pub(crate) fn into_error(self) -> SpecError {
        SpecError { problems: self.problems }
    }

    /// What was found.
    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.problems
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
