//! [`OverrideError`]: why overrides could not be loaded.

use std::{io, path::PathBuf, sync::Arc};

use crate::{
    config::parse_error::ParseError,
    log::{debug_as_message, event},
};

/// Why overrides could not be loaded.
#[derive(Clone, thiserror::Error)]
#[non_exhaustive]
pub enum OverrideError {
    /// The file could not be read.
    #[error("cannot read override file `{}`; check the path, it is relative to the working directory", path.display())]
    #[non_exhaustive]
    File {
        /// The path as given.
        path: PathBuf,
        /// Why reading failed.
        source: Arc<io::Error>,
    },
    /// The file is not a config document.
    #[error("override file `{}` is not a config document", path.display())]
    #[non_exhaustive]
    FileContent {
        /// The path as given.
        path: PathBuf,
        /// Why parsing failed.
        source: ParseError,
    },
    /// The text is not a config document.
    #[error("the overrides are not a config document")]
    Json(#[from] ParseError),
}

impl OverrideError {
    /// The event id, as in every ConfigCat SDK: 1300, 1302 or 2302.
    #[must_use]
    pub fn event_id(&self) -> u16 {
        match self {
            Self::File { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                event::OVERRIDE_FILE_MISSING
            }
            Self::File { .. } => event::OVERRIDE_FILE_UNREADABLE,
            Self::FileContent { .. } | Self::Json(_) => event::OVERRIDE_NOT_JSON,
        }
    }
}

debug_as_message!(OverrideError);
