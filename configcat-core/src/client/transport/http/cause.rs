//! From errors of reqwest to a [`TransportError`] without the URL.

use std::error::Error;

use crate::client::{error_cause::ErrorCause, transport::error::TransportError};

/// The causes of an error, without reqwest's generic messages and without the URL, which contains the SDK key.
fn cause_of(error: &reqwest::Error) -> ErrorCause {
    let without_url = |error: &(dyn Error + 'static)| {
        let message = error.to_string();
        message.split(" for url (").next().unwrap_or_default().to_owned()
    };
    let mut causes = std::iter::successors(error.source(), |&error| error.source())
        .filter(|error| !error.is::<reqwest::Error>())
        .map(without_url);
    let outermost = causes.next().unwrap_or_else(|| without_url(error));
    ErrorCause::chain(outermost, causes.collect())
}

pub(super) fn network(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    TransportError::Network(error.into())
}

pub(super) fn transport_error(error: &reqwest::Error) -> TransportError {
    let cause = Box::new(cause_of(error));
    if error.is_timeout() { TransportError::Timeout(cause) } else { TransportError::Network(cause) }
}
