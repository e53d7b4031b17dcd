//! [`Transport`]: one HTTP GET, all that a client needs from the network.

use crate::client::{
    future::BoxFuture,
    transport::{
        error::TransportError,
        message::{TransportRequest, TransportResponse},
    },
};

/// Sends the requests of a client. The default is a built-in HTTP client;
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport) takes another one: your own HTTP stack, or a fake for
/// tests.
///
/// An implementation answers one request at a time. It follows HTTP redirects, but never tries a request again, and
/// does not interpret the body: the client does both. It must not redirect from `https` to `http`, because the URL
/// contains the SDK key.
///
/// The futures run inside a tokio runtime, on a thread that no other client needs; or on the
/// [`runtime`](crate::ClientBuilder::runtime) of the client, if it has one of its own. A future is dropped when the client
/// goes offline or is closed, and when it takes longer than [`request_timeout`](crate::ClientBuilder::request_timeout). If it
/// panics, the request has failed.
///
/// The [module](crate::transport) has a transport for tests. A transport over an HTTP client of your own has this form:
///
/// ```
/// use configcat_core::{
///     BoxFuture,
///     transport::{Transport, TransportError, TransportRequest, TransportResponse},
/// };
///
/// struct OwnHttp;
///
/// impl OwnHttp {
///     /// Status, `ETag` and body of an answer.
///     async fn fetch(&self, url: &str, etag: Option<&str>) -> std::io::Result<(u16, Option<String>, String)> {
///         // …
/// #       let _ = (url, etag);
/// #       Err(std::io::ErrorKind::Unsupported.into())
///     }
/// }
///
/// impl Transport for OwnHttp {
///     fn get<'a>(
///         &'a self,
///         request: &'a TransportRequest,
///     ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
///         Box::pin(async move {
///             let answer = self.fetch(&request.url, request.etag.as_deref()).await;
///             let (status, etag, body) = answer.map_err(|error| TransportError::Network(error.into()))?;
///             let response = TransportResponse::new(status).with_body(body);
///             Ok(if let Some(etag) = etag { response.with_etag(etag) } else { response })
///         })
///     }
/// }
/// # let _ = OwnHttp;
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a GET request and returns the whole answer.
    ///
    /// # Errors
    ///
    /// If no complete answer arrives. An answer with an error status, such as 404, is not an error.
    fn get<'a>(
        &'a self,
        request: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>>;
}
