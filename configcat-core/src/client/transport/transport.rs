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
/// panics, the request has failed. The [module](crate::transport) has an example.
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
