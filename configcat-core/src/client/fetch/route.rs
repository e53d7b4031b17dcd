//! [`Route`]: the way of a request to the server.

use std::sync::Arc;

use crate::client::{
    driver::{GuestCalls, GuestFailure, WhenAbandoned, catch_panic},
    refresh::RefreshError,
    transport::{HttpTransport, Transport, TransportRequest, TransportResponse},
};

/// The way of a request to the server.
pub(crate) enum Route {
    BuiltIn(Box<HttpTransport>),
    /// A transport of the application.
    Guest {
        transport: Arc<dyn Transport>,
        calls: GuestCalls,
    },
}

impl Route {
    pub(super) async fn get(&self, request: TransportRequest) -> Result<TransportResponse, RefreshError> {
        let answer = match self {
            Self::BuiltIn(transport) => catch_panic(transport.get(&request)).await,
            Self::Guest { transport, calls } => {
                let own = Arc::clone(transport);
                let answer = async move { own.get(&request).await };
                match calls.run(transport, answer, WhenAbandoned::Drop).await {
                    Ok(answer) => Some(answer),
                    Err(GuestFailure::Panicked) => None,
                    Err(GuestFailure::Busy | GuestFailure::NoThread) => return Err(RefreshError::NoThread),
                }
            }
        };
        Ok(answer.ok_or(RefreshError::TransportPanicked)??)
    }
}
