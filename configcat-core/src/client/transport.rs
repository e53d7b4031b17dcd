//! Transports: one HTTP GET, all that a client needs from the network.
//!
//! Without options, clients use HTTP over rustls, or over the TLS of the operating system with the feature
//! `native-tls`. [`Proxy`] names an HTTP or SOCKS proxy for it, [`Tls`] root certificates and a client certificate of
//! your own. For another HTTP stack, or for tests without network, implement [`Transport`]:
//!
//! ```
//! use configcat_core::{
//!     BoxFuture, Client,
//!     transport::{Transport, TransportError, TransportRequest, TransportResponse},
//! };
//!
//! /// A server for tests, with the same config for all requests.
//! struct FixedConfig(&'static str);
//!
//! impl Transport for FixedConfig {
//!     fn get<'a>(
//!         &'a self,
//!         _request: &'a TransportRequest,
//!     ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
//!         Box::pin(async move {
//!             let mut response = TransportResponse::new(200);
//!             response.body = self.0.into();
//!             Ok(response)
//!         })
//!     }
//! }
//!
//! let client = Client::builder("configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012")
//!     .transport(FixedConfig(r#"{"flags": {"pageSize": 20}}"#))
//!     .build()?;
//! assert_eq!(client.get_value("pageSize", 10, None), 20);
//! # Ok::<(), configcat_core::BuildError>(())
//! ```

mod error;
mod header_text;
mod http;
mod message;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod transport;

pub use error::TransportError;
pub(crate) use header_text::is_header_text;
pub(crate) use http::back_end::HAS_TLS;
pub(crate) use http::clients::ConnectionOptions;
pub use http::proxy::{Proxy, ProxyError};
pub(crate) use http::safety::{is_safe, may_redirect, without_password};
pub use http::tls::Tls;
pub use http::tls_error::TlsError;
pub(crate) use http::{HttpOptions, HttpTransport};
pub(crate) use message::RayId;
pub use message::{TransportRequest, TransportResponse};
pub use transport::Transport;
