//! The surroundings of live clients, made to be broken: a transport, a cache, a server. And a listener to all that a client
//! tells.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod fake_transport;
mod gate;
mod memory_cache;
mod recorder;
mod server;

pub use fake_transport::{Answer, FakeTransport, Observer, Request, flag_document};
pub use gate::Gate;
pub use memory_cache::{CacheFault, MemoryCache};
pub use recorder::{Recorder, Told};
pub use server::{Behaviour, Received, Server, response};
