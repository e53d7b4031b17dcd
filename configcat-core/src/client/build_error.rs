//! [`BuildError`]: why a client could not be built.

use std::time::Duration;

use crate::{client::error_cause::ErrorCause, config::ParseError, log::debug_as_message};

/// Why a client could not be built.
#[doc(alias("ClientError", "ConfigCatClientException", "ErrorKind"))]
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The SDK key is empty.
    #[error(
        "the SDK key is empty; copy it from the ConfigCat dashboard, or give any name to a local-only client"
    )]
    EmptySdkKey,
    /// The SDK key has white space or another invisible character, at its ends or inside.
    #[error(
        "the SDK key has white space {place} ({what}); remove it, for example with `trim` if the key is read from a \
         file or a variable"
    )]
    #[non_exhaustive]
    WhiteSpaceInSdkKey {
        /// Where it is, as a part of a sentence: `at its end`.
        place: &'static str,
        /// What it is, as a part of a sentence: `a line break`.
        what: &'static str,
    },
    /// The SDK key does not have the form of a ConfigCat SDK key.
    #[error(
        "the SDK key is not of the form `configcat-sdk-1/…22 characters…/…22 characters…` or `…22 characters…/…22 \
         characters…`; copy it from the ConfigCat dashboard. For a ConfigCat Proxy, it is `configcat-proxy/` and an \
         SDK identifier"
    )]
    InvalidSdkKey,
    /// The SDK key is for a ConfigCat Proxy, but no base URL was given.
    #[error("SDK keys that start with `configcat-proxy/` need the proxy's address as `base_url`")]
    ProxyWithoutBaseUrl,
    /// SDK keys of this form have no config v5.
    #[error("SDK keys of this form have no config v5; leave `config_version` out")]
    NoConfigV5,
    /// The base URL is not a URL.
    #[error("the base URL `{url}` is not valid: {reason}")]
    #[non_exhaustive]
    InvalidBaseUrl {
        /// The URL as given.
        url: String,
        /// Why it is not valid.
        reason: String,
    },
    /// With this base URL, the SDK key would cross the network unencrypted.
    #[error(
        "the base URL `{url}` is not secure; use `https`, or `allow_insecure_http` if the network can be trusted"
    )]
    #[non_exhaustive]
    InsecureBaseUrl {
        /// The URL as given.
        url: String,
    },
    /// The config would be downloaded over `https`, but the crate was built without TLS.
    #[error(
        "downloads over `https` need TLS; turn on the crate's feature `rustls` or `native-tls`, or use a `base_url` with \
         `http` or a `transport` of your own"
    )]
    TlsDisabled,
    /// The option `tls` trusts only its own root certificates, but has none.
    #[error("`only_these_roots` needs root certificates; add them with `Tls::root_certificate_pem`")]
    NoRootCertificates,
    /// The value of an option is outside of its limits.
    #[error("`{option}` is {given:?}, but must be between {min:?} and {max:?}")]
    #[non_exhaustive]
    OutOfRange {
        /// The name of the option.
        option: &'static str,
        /// The value as given.
        given: Duration,
        /// The smallest value that is allowed.
        min: Duration,
        /// The largest value that is allowed.
        max: Duration,
    },
    /// The bootstrap document cannot be parsed.
    #[error("the bootstrap document cannot be read")]
    Bootstrap(#[source] ParseError),
    /// The thread that downloads configs could not be started.
    #[error("cannot start the thread that downloads configs")]
    Driver(#[source] ErrorCause),
    /// The crate was built without the feature `http`.
    #[error(
        "only clients with `OverrideBehaviour::LocalOnly` can be built without the crate's feature `http`"
    )]
    HttpDisabled,
}

debug_as_message!(BuildError);
