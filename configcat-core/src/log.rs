//! The log of a client, and the ids of its events.
//!
//! Each client has a `Logger`, which its driver and its snapshots share. An event has a [`LogLevel`], an id of `event`
//! and a message. It passes the level, then the filter of the application, which gets a [`LogEvent`], then goes to
//! [`tracing`] with the target `configcat`. `causes` writes errors on one line.

mod causes;
pub(crate) mod event;
mod logger;

pub(crate) use causes::{debug_as_message, with_causes};
pub(crate) use logger::Logger;
pub use logger::{LogEvent, LogLevel};
