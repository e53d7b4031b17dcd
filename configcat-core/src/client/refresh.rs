//! What comes of an attempt to bring a config up to date.

use crate::{
    client::{error_cause::ErrorCause, transport::TransportError},
    config::ParseError,
    log::{debug_as_message, event},
};

/// What came of an attempt to bring the config up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefreshOutcome {
    /// A new config was downloaded.
    Updated,
    /// The config was the current one.
    Unchanged,
    /// A newer config was found in the cache.
    FromCache,
}

/// Why a config could not be brought up to date. The config of before stays in use, and messages never contain the SDK
/// key.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
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
    #[error("the connection failed")]
    Network(#[source] ErrorCause),
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
    #[error("the answer is not a config{}", ray(ray_id.as_deref()))]
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
    /// The background work of the client has ended, because the runtime that it ran on has.
    #[error("the background work of the client has ended with its runtime")]
    Stopped,
    /// A cache or a transport asked for a download on the thread that all clients share, and would wait for itself.
    #[error("the thread that downloads configs cannot wait for a download; use `force_refresh_async`")]
    WouldBlock,
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
            Self::Closed | Self::Stopped | Self::WouldBlock => event::CLOSED,
        }
    }
}

impl RefreshError {
    /// Whether the client did not even try.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Offline | Self::LocalOnly | Self::Closed | Self::Stopped | Self::WouldBlock)
    }
}

impl From<TransportError> for RefreshError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Timeout(_) => Self::Timeout,
            TransportError::BodyTooLarge { limit } => Self::TooLarge { limit },
            TransportError::Network(source) => Self::Network(ErrorCause::of(&*source)),
            TransportError::InsecureRedirect => Self::Network(ErrorCause::of(&error)),
        }
    }
}

fn ray(id: Option<&str>) -> String {
    id.map(|id| format!(" (Ray ID: {id})")).unwrap_or_default()
}

debug_as_message!(RefreshError);
