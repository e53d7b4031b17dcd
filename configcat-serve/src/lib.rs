//! A local ConfigCat: it serves committed config documents to every ConfigCat SDK, in any language.
//!
//! `cargo configcat serve` is its command line, and this crate the same for tests and programs in Rust:
//!
//! ```
//! use configcat_core::Client;
//! use configcat_serve::Server;
//!
//! let document = r#"{"f": {"isBetaTester": {"t": 0, "v": false, "r": [
//!     {"a": "Email", "t": 2, "c": "@example.com", "v": true}
//! ]}}}"#;
//! let running = Server::builder().document("shop", document).sdk_key("local/shop").bind()?.spawn()?;
//! // Any SDK key works for a single document.
//! let client = Client::builder("configcat-proxy/shop").base_url(running.base_url()).build()?;
//! assert!(!client.get_value("isBetaTester", false, None));
//! running.handle().set_override("shop", "isBetaTester", true)?;
//! client.force_refresh()?;
//! assert!(client.get_value("isBetaTester", false, None));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A document of config v5 is also served as config v6, if config v6 can express it, and the other way round. SDKs find the
//! same routes as on ConfigCat's CDN. `/api/openapi.json` describes the API.
//!
//! ```text
//! FILE ─read─► Source ─edits─► Draft ─overrides─► Content: v5 and v6 with ETag and gzip ─► SDKs
//!                                 └─────────────────┴─view─► API, page
//! ```

#![cfg_attr(docsrs, feature(doc_cfg))]

mod document;
mod documents;
mod draft;
mod http;
mod problem;
mod refusal;
mod served;
mod server;
mod state;
mod token;
mod traffic;
mod users;
mod view;
mod watch;
mod watched_file;

pub use problem::{Problem, ProblemSource, Severity};
pub use refusal::{Refusal, RefusalKind};
pub use server::{DocumentSummary, Handle, RunningServer, ServeError, Server, ServerBuilder};
pub use traffic::{Fault, FaultKind, UnknownFault};
pub use view::BaseUrl;
