//! What can go wrong with a download.

use super::event;
use crate::{BuildError, ParseError, TransportError};

/// Why a config could not be brought up to date. The config of before stays in use, and messages never contain the SDK
/// key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// The server does not know the SDK key (status 403 or 404). The client keeps trying, at its normal pace.
    #[error("the SDK key seems to be wrong: the server answered with status {status}{}", ray(ray_id.as_deref()))]
    WrongSdkKey {
        /// The HTTP status.
        status: u16,
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The server answered with another status than those that are expected.
    #[error("the server answered with the unexpected status {status}{}", ray(ray_id.as_deref()))]
    UnexpectedStatus {
        /// The HTTP status.
        status: u16,
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The server did not answer in time.
    #[error("the server did not answer in time; see `connect_timeout` and `read_timeout`")]
    Timeout,
    /// The connection failed.
    #[error("{0}")]
    Network(String),
    /// The config is larger than the limit.
    #[error("the config is larger than the limit of {limit} bytes; see `max_config_size`")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Data centres redirect to each other.
    #[error("the servers redirect in a loop; please contact ConfigCat's support")]
    RedirectLoop,
    /// The body is not UTF-8.
    #[error("the answer is not a config: it is not UTF-8{}", ray(ray_id.as_deref()))]
    NotUtf8 {
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The body is not a config document.
    #[error("the answer is not a config: {source}{}", ray(ray_id.as_deref()))]
    InvalidBody {
        /// What is wrong with it.
        source: ParseError,
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The server says that nothing has changed, but there is nothing to keep.
    #[error("the server answered that the config has not changed, but none is held{}", ray(ray_id.as_deref()))]
    NothingToKeep {
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The transport panicked.
    #[error("the transport panicked")]
    TransportPanicked,
    /// The client is offline.
    #[error("the client is offline; call `set_online` first")]
    Offline,
    /// The client has local flags only.
    #[error("the client has local flags only and never downloads")]
    LocalOnly,
    /// The client is closed.
    #[error("the client is closed")]
    Closed,
}

impl RefreshError {
    /// The id of this error, the same as in every ConfigCat SDK.
    #[must_use]
    pub fn event_id(&self) -> u16 {
        match self {
            Self::WrongSdkKey { .. } => event::WRONG_SDK_KEY,
            Self::UnexpectedStatus { .. } => event::UNEXPECTED_STATUS,
            Self::Timeout => event::TIMEOUT,
            Self::Network(_) | Self::TransportPanicked => event::NETWORK,
            Self::RedirectLoop => event::REDIRECT_LOOP,
            Self::TooLarge { .. } | Self::NotUtf8 { .. } | Self::InvalidBody { .. } => event::INVALID_BODY,
            Self::NothingToKeep { .. } => event::NOTHING_TO_KEEP,
            Self::Offline => event::OFFLINE,
            Self::LocalOnly => event::LOCAL_ONLY,
            Self::Closed => event::CLOSED,
        }
    }
}

impl From<TransportError> for RefreshError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Timeout(_) => Self::Timeout,
            TransportError::BodyTooLarge { limit } => Self::TooLarge { limit },
            TransportError::Network(_) | TransportError::InsecureRedirect => Self::Network(error.to_string()),
        }
    }
}

/// Why a config could not be downloaded without a client. Messages never contain the SDK key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DownloadError {
    /// An option has a value that makes no sense. Nothing was sent.
    #[error(transparent)]
    Options(#[from] BuildError),
    /// The download failed.
    #[error(transparent)]
    Failed(#[from] RefreshError),
}

fn ray(id: Option<&str>) -> String {
    id.map(|id| format!(" (Ray ID: {id})")).unwrap_or_default()
}
