//! [`Transport`]: one HTTP GET, the only thing that a client needs from the network.

use std::{error::Error, future::Future, pin::Pin, time::Duration};

use crate::error::with_causes;

pub(crate) mod http;

pub use http::{Proxy, ProxyError};

/// A future without a known type, as returned by the asynchronous traits of this crate.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How a client downloads configs. The default is HTTP over rustls; give
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport) another one to bring your own HTTP stack, or to test
/// without any.
///
/// Implementations answer one request. They follow HTTP redirects, but never retry, and never look into the body:
/// what an answer means is up to the client.
///
/// The futures run on the thread that all clients share, inside a tokio runtime: they must not block it. If one panics,
/// the request has failed.
pub trait Transport: Send + Sync + 'static {
    /// Sends a GET request and receives the whole answer.
    ///
    /// # Errors
    ///
    /// If there is no whole answer. An answer with a status that is no success is not an error.
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>>;
}

/// A GET request of a client.
///
/// It has no [`Debug`](std::fmt::Debug) form, since its URL contains the SDK key.
#[non_exhaustive]
#[expect(missing_debug_implementations, reason = "the URL contains the SDK key, which must not be shown")]
pub struct TransportRequest {
    /// The URL. It contains the SDK key: keep it out of logs and errors.
    pub url: String,
    /// The value of the headers `User-Agent` and `X-ConfigCat-UserAgent`.
    pub user_agent: String,
    /// The value of the header `If-None-Match`, if an answer of before is held.
    pub etag: Option<String>,
    /// The largest body to accept, in bytes, after decompression.
    pub max_body_size: usize,
}

/// The answer to a [`TransportRequest`].
#[derive(Debug, Clone, Default)]
pub struct TransportResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Retry-After` as a time from now on.
    pub retry_after: Option<Duration>,
    /// The header `CF-RAY`, with which ConfigCat's support can find the request.
    pub ray_id: Option<String>,
    /// The body, decompressed. Only that of a status 200 is looked at.
    pub body: Vec<u8>,
}

/// Why there is no answer to a request. Messages must not contain the URL, because that contains the SDK key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The server did not answer in time.
    #[error("the server did not answer in time")]
    Timeout(#[source] Box<dyn Error + Send + Sync>),
    /// The server could not be reached, or the connection was lost.
    #[error("the connection failed: {}", with_causes(&**_0))]
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
