//! [`RefreshOutcome`] and [`RefreshError`]: the result of an update.

use crate::{
    client::{error_cause::ErrorCause, sdk_key::SdkKey, transport::TransportError},
    config::ParseError,
    log::{debug_as_message, event},
};

/// The result of an update that succeeded.
#[doc(alias = "RefreshResult")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefreshOutcome {
    /// A new config was downloaded.
    Updated,
    /// The server confirmed that the held config is the current one, or the cache has no newer one.
    Unchanged,
    /// A newer config was found in the cache.
    FromCache,
}

/// Why the config could not be updated. The previous config stays in use. Messages contain at most the last six characters of the
/// SDK key.
#[doc(alias("ClientError", "ErrorKind"))]
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// The server does not know the SDK key (status 403 or 404). The client tries again at its usual interval.
    #[error(
        "the SDK key `{sdk_key}` seems to be wrong: the server answered with status {status}{}; compare it with the SDK \
         keys of the environment in the ConfigCat dashboard",
        ray(ray_id.as_deref())
    )]
    #[non_exhaustive]
    WrongSdkKey {
        /// The SDK key, which shows only its last characters.
        sdk_key: SdkKey,
        /// The HTTP status.
        status: u16,
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The server answered with an unexpected status: none of 200, 304, 403 and 404.
    #[error("the server answered with the unexpected status {status}{}", ray(ray_id.as_deref()))]
    #[non_exhaustive]
    UnexpectedStatus {
        /// The HTTP status.
        status: u16,
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The server did not answer in time.
    #[error("the server did not answer in time; see `request_timeout`, `connect_timeout` and `read_timeout`")]
    Timeout,
    /// The connection failed.
    #[error("the connection failed")]
    Network(#[source] ErrorCause),
    /// The config is larger than the limit.
    #[error("the config is larger than the limit of {limit} bytes; see `max_config_size`")]
    #[non_exhaustive]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Data centres redirect to each other: three requests were redirected.
    #[error("the servers redirect in a loop; please contact ConfigCat's support")]
    RedirectLoop,
    /// The body is not UTF-8.
    #[error("the answer is not a config: it is not UTF-8{}", ray(ray_id.as_deref()))]
    #[non_exhaustive]
    NotUtf8 {
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The body is not a config document.
    #[error("the answer is not a config{}", ray(ray_id.as_deref()))]
    #[non_exhaustive]
    InvalidBody {
        /// What is wrong with it.
        source: ParseError,
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// No setting of the downloaded config can be evaluated.
    #[error("all settings of the downloaded config are broken; the previous config stays in use")]
    AllSettingsBroken,
    /// The server answered that the config has not changed (status 304), but the client holds no config.
    #[error("the server answered that the config has not changed, but none is held{}", ray(ray_id.as_deref()))]
    #[non_exhaustive]
    NothingToKeep {
        /// The id of the request at ConfigCat's CDN.
        ray_id: Option<String>,
    },
    /// The system has no thread for the work now. The client tries again.
    #[error("the system has no thread for the download now")]
    NoThread,
    /// The cache cannot be read.
    #[error("cannot read the cache: {message}")]
    #[non_exhaustive]
    Cache {
        /// Why not.
        message: String,
    },
    /// The client has no cache that it could read.
    #[error("the client has no cache; set one with `ClientBuilder::cache`")]
    NoCache,
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
    /// The background work of the client has ended with the runtime that it ran on.
    #[error("the background work of the client has ended with its runtime")]
    Stopped,
    /// This process is a fork of the one that the client was built in, and the thread that downloads was not forked.
    #[error("the client was built before the process was forked; build it in the forked process")]
    Forked,
    /// An asynchronous cache or a transport called `force_refresh`. The client may be waiting for that cache or transport.
    #[error("a cache or a transport cannot wait for a download; call it on another thread")]
    WouldBlock,
}

impl RefreshError {
    /// The event id of this error, the same as in all ConfigCat SDKs.
    #[must_use]
    pub fn event_id(&self) -> u16 {
        match self {
            Self::WrongSdkKey { .. } => event::WRONG_SDK_KEY,
            Self::UnexpectedStatus { .. } => event::UNEXPECTED_STATUS,
            Self::Timeout => event::TIMEOUT,
            Self::Network(_) | Self::NoThread | Self::TransportPanicked => event::NETWORK,
            Self::RedirectLoop => event::REDIRECT_LOOP,
            Self::TooLarge { .. }
            | Self::NotUtf8 { .. }
            | Self::InvalidBody { .. }
            | Self::AllSettingsBroken => event::INVALID_BODY,
            Self::Cache { .. } | Self::NoCache => event::CACHE_READ,
            Self::NothingToKeep { .. } => event::NOTHING_TO_KEEP,
            Self::Offline => event::OFFLINE,
            Self::LocalOnly => event::LOCAL_ONLY,
            Self::Closed | Self::Stopped | Self::Forked | Self::WouldBlock => event::CLOSED,
        }
    }
}

impl RefreshError {
    /// The name of the variant in snake case.
    pub(crate) fn reason(&self) -> &'static str {
        match self {
            Self::WrongSdkKey { .. } => "wrong_sdk_key",
            Self::UnexpectedStatus { .. } => "unexpected_status",
            Self::Timeout => "timeout",
            Self::Network(_) => "network",
            Self::TooLarge { .. } => "too_large",
            Self::RedirectLoop => "redirect_loop",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::InvalidBody { .. } => "invalid_body",
            Self::AllSettingsBroken => "all_settings_broken",
            Self::NothingToKeep { .. } => "nothing_to_keep",
            Self::NoThread => "no_thread",
            Self::Cache { .. } => "cache",
            Self::NoCache => "no_cache",
            Self::TransportPanicked => "transport_panicked",
            Self::Offline => "offline",
            Self::LocalOnly => "local_only",
            Self::Closed => "closed",
            Self::Stopped => "stopped",
            Self::Forked => "forked",
            Self::WouldBlock => "would_block",
        }
    }

    /// Whether no download was tried.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Offline | Self::LocalOnly | Self::Closed | Self::Stopped | Self::Forked | Self::WouldBlock
        )
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

/// The id of a request at the end of a message.
pub(crate) fn ray(id: Option<&str>) -> String {
    id.map(|id| format!(" (Ray ID: {id})")).unwrap_or_default()
}

debug_as_message!(RefreshError);
