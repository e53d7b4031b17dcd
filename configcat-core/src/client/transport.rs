//! One HTTP GET: the only thing that a client needs from the network.

mod error;
mod http;
mod message;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod transport;

pub use error::TransportError;
pub use http::proxy::{Proxy, ProxyError};
pub(crate) use http::safety::{base_url_problem, may_redirect, without_password};
pub(crate) use http::{HttpOptions, HttpTransport};
pub use message::{TransportRequest, TransportResponse};
pub use transport::Transport;
