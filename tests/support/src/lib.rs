//! What the tests of all areas share: readers for recorded cases and for the public conformance data, an evaluation that
//! takes any type of flag, and a listener for log events.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod cases;
mod conformance;
mod evaluation;
mod hashes;
mod log_events;
mod matrix;

pub use cases::{RecordedCase, RecordedConfig, recorded_configs};
pub use conformance::Conformance;
pub use evaluation::{Evaluated, evaluate, local_client, number_of, snapshot_of};
pub use hashes::hashed;
pub use log_events::{LogEvent, LogListener, log_events_of};
pub use matrix::{Matrix, Row};
