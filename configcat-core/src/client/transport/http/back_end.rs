//! The TLS library: rustls, the one of the operating system, or none. Each child has the same functions.

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
mod with_native_tls;
#[cfg(feature = "rustls")]
mod with_rustls;
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
mod without_tls;

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(crate) use with_native_tls::HAS_TLS;
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) use with_native_tls::{check_certificate, check_identity, configure};
#[cfg(feature = "rustls")]
pub(crate) use with_rustls::HAS_TLS;
#[cfg(feature = "rustls")]
pub(super) use with_rustls::{check_certificate, check_identity, configure};
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(crate) use without_tls::HAS_TLS;
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(super) use without_tls::{check_certificate, check_identity, configure};
