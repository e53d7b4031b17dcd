//! [`Annotation`]: a line that GitHub Actions shows at a file of a pull request.

use std::fmt;

use configcat_build::Problem;
use configcat_core::config::Position;

use crate::{severity::Severity, shown::lines};

/// A message at a place of a file. [`Display`](fmt::Display) gives the workflow command, on one line.
pub(crate) struct Annotation<'a> {
    pub(crate) severity: Severity,
    pub(crate) file: Option<&'a str>,
    pub(crate) position: Option<Position>,
    pub(crate) title: String,
    pub(crate) message: String,
}

impl<'a> Annotation<'a> {
    /// The annotation of a problem.
    pub(crate) fn of(severity: Severity, problem: &'a Problem) -> Self {
        let title = match (problem.key(), problem.lint()) {
            (Some(key), Some(lint)) => format!("flag `{key}` [{lint}]"),
            (Some(key), None) => format!("flag `{key}`"),
            (None, _) => "ConfigCat".to_owned(),
        };
        let message = match problem.help() {
            Some(help) => format!("{}\nhelp: {help}", problem.message()),
            None => problem.message().to_owned(),
        };
        Self { severity, file: problem.file(), position: problem.position(), title, message }
    }
}

impl fmt::Display for Annotation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, file, position, title, message } = self;
        write!(f, "::{} ", severity.name())?;
        if let Some(file) = file {
            write!(f, "file={},", property(file))?;
            if let Some(Position { line, column, .. }) = position {
                write!(f, "line={line},col={column},")?;
            }
        }
        write!(f, "title={}::{}", property(title), data(message))
    }
}

/// The text of an annotation. It is on one line, and line breaks are shown again.
fn data(text: &str) -> String {
    lines(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property of an annotation. It ends at the next comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_an_annotation() {
        let annotation = Annotation {
            severity: Severity::Warning,
            file: Some("a,b:c.json"),
            position: Some(Position { line: 3, column: 7 }),
            title: "100 %, now".to_owned(),
            message: "one\r\n::error::two\u{1b}[2J\u{202e}".to_owned(),
        };
        assert_eq!(
            annotation.to_string(),
            "::warning file=a%2Cb%3Ac.json,line=3,col=7,title=100 %25%2C now::one\\r%0A::error::two\\u{1b}[2J\\u{202e}"
        );
    }
}
