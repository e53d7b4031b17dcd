//! Without TLS. The builder of clients refuses `https`, and [`Tls`](crate::client::transport::Tls) takes no certificate.

use crate::client::transport::{
    error::TransportError,
    http::tls_parts::{ClientIdentity, TlsParts},
};

/// Whether there is a TLS library.
pub(crate) const HAS_TLS: bool = false;

const NO_TLS: &str = "built without TLS";

pub(in crate::client::transport::http) fn check_certificate(_: &str) -> Result<(), String> {
    Err(NO_TLS.to_owned())
}

pub(in crate::client::transport::http) fn check_identity(_: &ClientIdentity) -> Result<(), String> {
    Err(NO_TLS.to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "the forms with TLS can fail")]
pub(in crate::client::transport::http) fn configure(
    builder: reqwest::ClientBuilder,
    _: &TlsParts,
    _: bool,
) -> Result<reqwest::ClientBuilder, TransportError> {
    Ok(builder)
}
