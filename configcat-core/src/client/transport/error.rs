//! [`TransportError`]: why there is no answer to a request.

use std::error::Error;

use crate::log::debug_as_message;

/// Why there is no answer to a request. Messages must not contain the URL, because that contains the SDK key.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The server did not answer in time.
    #[error("the server did not answer in time")]
    Timeout(#[source] Box<dyn Error + Send + Sync>),
    /// The server could not be reached, or the connection was lost.
    #[error("the connection failed")]
    Network(#[source] Box<dyn Error + Send + Sync>),
    /// The body is larger than the limit.
    #[error("the body is larger than the limit of {limit} bytes")]
    BodyTooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The server redirects to an address that is not allowed: from `https` to `http`.
    #[error("the server redirects to an address that is not allowed: not `https`")]
    InsecureRedirect,
}

debug_as_message!(TransportError);
