//! The TLS library of the operating system.

use reqwest::{Certificate, Identity};

use crate::{
    client::transport::{
        error::TransportError,
        http::{
            cause::transport_error,
            tls_parts::{ClientIdentity, TlsParts},
        },
    },
    log::with_causes,
};

/// Whether there is a TLS library.
pub(crate) const HAS_TLS: bool = true;

/// Checks a root certificate, a PEM block.
pub(in crate::client::transport::http) fn check_certificate(pem: &str) -> Result<(), String> {
    Certificate::from_pem(pem.as_bytes()).map(drop).map_err(|error| with_causes(&error))
}

/// Checks that certificate and key can be read, and belong together.
pub(in crate::client::transport::http) fn check_identity(identity: &ClientIdentity) -> Result<(), String> {
    if !identity.key.starts_with("-----BEGIN PRIVATE KEY-----") {
        return Err("the key is not PKCS #8; `openssl pkcs8 -topk8 -nocrypt` converts it".to_owned());
    }
    // The library compares them only when a connector is built.
    let builder = read(identity).map(|identity| {
        reqwest::Client::builder().tls_backend_native().tls_certs_only([]).no_proxy().identity(identity)
    });
    let built = builder.and_then(reqwest::ClientBuilder::build);
    built.map(drop).map_err(|_| "one of them cannot be read, or they do not belong together".to_owned())
}

/// Makes a client use this TLS library. The library itself loads the root certificates of the system.
pub(in crate::client::transport::http) fn configure(
    builder: reqwest::ClientBuilder,
    tls: &TlsParts,
    _: bool,
) -> Result<reqwest::ClientBuilder, TransportError> {
    let roots =
        tls.roots.iter().map(|pem| Certificate::from_pem(pem.as_bytes())).collect::<Result<Vec<_>, _>>();
    let roots = roots.map_err(|error| transport_error(&error))?;
    let builder = builder.tls_backend_native();
    let builder =
        if tls.only_these_roots { builder.tls_certs_only(roots) } else { builder.tls_certs_merge(roots) };
    match &tls.identity {
        Some(identity) => Ok(builder.identity(read(identity).map_err(|error| transport_error(&error))?)),
        None => Ok(builder),
    }
}

fn read(identity: &ClientIdentity) -> reqwest::Result<Identity> {
    Identity::from_pkcs8_pem(identity.chain.concat().as_bytes(), identity.key.as_bytes())
}
