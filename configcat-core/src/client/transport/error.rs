//! [`TransportError`]: why a request has no answer.

use std::error::Error;

use crate::log::debug_as_message;

/// Why a request has no answer. The URL contains the SDK key: keep it out of the errors that you put in here.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The server did not answer in time.
    #[error("the server did not answer in time")]
    Timeout(#[source] Box<dyn Error + Send + Sync>),
    /// The server could not be reached, or the connection was lost.
    #[error("the connection failed")]
    Network(#[source] Box<dyn Error + Send + Sync>),
    /// The body is larger than [`max_body_size`](super::TransportRequest::max_body_size).
    #[error("the body is larger than the limit of {limit} bytes")]
    BodyTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The server redirects to a URL that must not get the SDK key: from `https` to `http`, for example.
    #[error("the server redirects to an address that is not allowed: not `https`")]
    InsecureRedirect,
}

debug_as_message!(TransportError);
