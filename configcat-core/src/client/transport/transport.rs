//! [`Transport`]: one HTTP GET, the only thing that a client needs from the network.

use crate::client::{
    future::BoxFuture,
    transport::{
        error::TransportError,
        message::{TransportRequest, TransportResponse},
    },
};

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
