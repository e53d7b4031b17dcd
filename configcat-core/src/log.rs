//! The log of a client, and the ids of its events.

mod causes;
pub(crate) mod event;
mod logger;

pub(crate) use causes::{debug_as_message, with_causes};
pub(crate) use logger::Logger;
pub use logger::{LogEvent, LogLevel};
