//! [`ErrorCause`]: the cause of an error, as text.

use std::{error::Error, iter};

use crate::log::debug_as_message;

/// The cause of an error, as text, with its own cause as its source. It can be cloned and compared. The SDK key in it
/// is hidden.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ErrorCause {
    message: String,
    source: Option<Box<ErrorCause>>,
}

impl ErrorCause {
    /// A cause without a cause of its own.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// Copies an error with all its causes.
    #[must_use]
    pub fn of(error: &(dyn Error + 'static)) -> Self {
        let causes = iter::successors(error.source(), |&cause| cause.source());
        Self::chain(error.to_string(), causes.map(ToString::to_string).collect())
    }

    /// A message, and the messages of its causes, from the outermost to the innermost.
    pub(crate) fn chain(message: String, causes: Vec<String>) -> Self {
        let source = causes
            .into_iter()
            .rev()
            .fold(None, |source: Option<Self>, message| Some(Self { message, source: source.map(Box::new) }));
        Self { message, source: source.map(Box::new) }
    }

    /// Edits each message.
    #[cfg(feature = "http")]
    pub(crate) fn map(self, edit: &impl Fn(String) -> String) -> Self {
        let source = self.source.map(|source| Box::new(source.map(edit)));
        Self { message: edit(self.message), source }
    }
}

debug_as_message!(ErrorCause);
