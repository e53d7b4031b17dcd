//! [`ParseError`]: why a text is not a config document.

use crate::{log::debug_as_message, values::shortened};

/// Why a text is not a config document.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The text is not JSON, or a part of its outline has the wrong JSON type.
    #[error("line {line}, column {column}: {message}")]
    #[non_exhaustive]
    Json {
        /// What is wrong, without the position.
        message: String,
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// The text is a JSON object without `f`, `flags` and `p`.
    #[error("not a config document: it has neither `f` (config JSON) nor `flags` (simple override document)")]
    NotAConfig,
}

impl From<serde_json::Error> for ParseError {
    fn from(error: serde_json::Error) -> Self {
        let message = json_message(&error);
        // `serde_json` reports column 0 if the text ends after a line break.
        Self::Json { message, line: error.line(), column: error.column().max(1) }
    }
}

/// The message of a JSON error without its position, which callers show separately.
pub(crate) fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    shortened(message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message), 200)
}

debug_as_message!(ParseError);
