//! [`ParseError`]: why a text is not a config document.

use crate::{
    config::{defect::Position, json_mistake::JsonMistake, locate::Locator},
    log::debug_as_message,
    values::shortened,
};

/// Why a text is not a config document.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The text is not JSON, or a part of its outline has the wrong JSON type.
    #[error("line {line}, column {column}: {message}{}{}", if remedy.is_some() { "; " } else { "" }, remedy.unwrap_or_default())]
    #[non_exhaustive]
    Json {
        /// What is wrong, without the position.
        message: String,
        /// How to mend it, if the parser knows.
        remedy: Option<&'static str>,
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// The text is a JSON object without `f`, `flags` and `p`.
    #[error("not a config document: it has neither `f` (config JSON) nor `flags` (simple override document)")]
    NotAConfig,
}

impl ParseError {
    /// Why this text is not a config document.
    pub(super) fn of(error: &serde_json::Error, document: &str) -> Self {
        // `serde_json` reports column 0 if the text ends after a line break.
        let (line, column) = (error.line(), error.column().max(1));
        let line_start = document.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
        match JsonMistake::find(document, line_start + column - 1) {
            Some((mistake, offset)) => {
                let Position { line, column } =
                    Locator::new(document).position(document.get(offset..).unwrap_or_default());
                Self::Json {
                    message: mistake.message().to_owned(),
                    remedy: Some(mistake.remedy()),
                    line,
                    column,
                }
            }
            None => Self::Json { message: json_message(error), remedy: None, line, column },
        }
    }
}

/// The message of a JSON error without its position, which callers show separately.
fn json_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    shortened(message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message), 200)
}

debug_as_message!(ParseError);
