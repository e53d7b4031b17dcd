//! [`ParseError`]: why a text is not a config document.

use crate::{log::debug_as_message, values::shortened};

/// Why a text is not a config document.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The text is not JSON, or its outline is not that of a config document.
    #[error("line {line}, column {column}: {message}")]
    Json {
        /// What is wrong.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// The text is a JSON object without anything that a config document has.
    #[error("not a config document: it has neither `f` (config JSON) nor `flags` (simple override document)")]
    NotAConfig,
}

impl From<serde_json::Error> for ParseError {
    fn from(error: serde_json::Error) -> Self {
        let message = json_message(&error);
        // Where the text ends right after a line break, there is no last byte of the line to point at.
        Self::Json { message, line: error.line(), column: error.column().max(1) }
    }
}

/// What is wrong with a JSON text, without where: the position is a datum of its own.
pub(crate) fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    shortened(message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message), 200)
}

debug_as_message!(ParseError);
