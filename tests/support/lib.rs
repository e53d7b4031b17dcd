//! What the tests of the workspace share: readers for recorded cases and for the public conformance data, an
//! evaluation that takes any type of flag, listeners for log events and hooks, and the surroundings of live clients,
//! made to be broken: a transport, a cache, a server.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod cases;
mod conformance;
mod evaluation;
mod fake_transport;
mod gate;
mod log_events;
mod matrix;
mod memory_cache;
mod recorder;
mod server;
mod users;

pub use cases::{RecordedCase, RecordedConfig, recorded_configs};
pub use conformance::Conformance;
pub use evaluation::{Evaluated, evaluate, local_client, number_of, snapshot_of};
pub use fake_transport::{Answer, FakeTransport, Observer, Request, flag_document};
pub use gate::Gate;
pub use log_events::{LogEvent, LogListener, log_events_of};
pub use matrix::{Matrix, Row};
pub use memory_cache::{CacheFault, MemoryCache};
pub use recorder::{Recorder, Told};
pub use server::{Behaviour, Received, Server, response};
pub use users::UserRecord;
