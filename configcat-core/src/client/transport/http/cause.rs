//! From errors of reqwest to a [`TransportError`] without the URL.

use std::error::Error;

use reqwest::Url;

use crate::client::{error_cause::ErrorCause, transport::error::TransportError};

/// The causes of an error, without reqwest's generic messages and without the URL, which contains the SDK key. Only its
/// host is named.
fn cause_of(error: &reqwest::Error) -> ErrorCause {
    let without_url = |error: &(dyn Error + 'static)| {
        let message = error.to_string();
        message.split(" for url (").next().unwrap_or_default().to_owned()
    };
    let mut causes = std::iter::successors(error.source(), |&error| error.source())
        .filter(|error| !error.is::<reqwest::Error>())
        .map(without_url);
    if let Some(host) = error.url().and_then(host_of).filter(|_| error.is_connect()) {
        let outermost = format!("cannot connect to `{host}` (check the network, the proxy and the base URL)");
        return ErrorCause::chain(outermost, causes.collect());
    }
    let outermost = causes.next().unwrap_or_else(|| without_url(error));
    ErrorCause::chain(outermost, causes.collect())
}

/// The host and the port of a URL.
fn host_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

pub(super) fn network(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    TransportError::Network(error.into())
}

pub(super) fn transport_error(error: &reqwest::Error) -> TransportError {
    let cause = Box::new(cause_of(error));
    if error.is_timeout() { TransportError::Timeout(cause) } else { TransportError::Network(cause) }
}
