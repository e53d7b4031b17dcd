//! [`Server`] and how it is built.

mod builder;
mod document_keys;
mod handle;
mod serve_error;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod server;

pub use builder::ServerBuilder;
pub use handle::{DocumentSummary, Handle};
pub use serve_error::ServeError;
pub use server::{RunningServer, Server};
