//! [`Source`]: a document that can be read, with its config.

use configcat_build::codegen;
use configcat_core::{Config, config::DocumentFormat};

use crate::{
    document::Document,
    problem::{Problem, ProblemSource, Severity},
};

/// A document that was read, with its config.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The text, with spaces in the place of comments.
    pub(crate) text: String,
    pub(crate) document: Document,
    pub(crate) config: Config,
}

impl Source {
    /// Reads a document of any format, or says what is wrong with it.
    pub(crate) fn read(name: &str, text: &str) -> Result<Self, Box<Problem>> {
        let read = codegen::Document::new(name, text);
        let text = read.text().to_owned();
        let config = read.into_config().map_err(|problem| file_problem(&problem))?;
        let unreadable = |why: String| {
            Problem::error(ProblemSource::File, why).remedy("download the document again, or correct it")
        };
        let format = DocumentFormat::of(&text).map_err(|error| unreadable(error.to_string()))?;
        let document = Document::parse(&text, format).map_err(|error| unreadable(error.to_string()))?;
        Ok(Self { text, document, config })
    }
}

/// What is wrong with a whole document.
fn file_problem(problem: &configcat_build::Problem) -> Problem {
    Problem { source: ProblemSource::File, ..Problem::found(Severity::Error, problem) }
}
