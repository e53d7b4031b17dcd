//! [`DownloadError`]: why a config could not be downloaded without a client.

use crate::{
    client::{build_error::BuildError, refresh::RefreshError},
    log::debug_as_message,
};

/// Why a config could not be downloaded without a client. Messages never contain the SDK key.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// An option is not valid. No request was sent.
    #[error(transparent)]
    Options(#[from] BuildError),
    /// The download failed.
    #[error(transparent)]
    Failed(#[from] RefreshError),
}

debug_as_message!(DownloadError);
