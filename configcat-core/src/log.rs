//! The log of a client, and the ids of its events.
//!
//! Each client has a `Logger`, which its driver and its snapshots share. An event has a [`LogLevel`], an id of `event`
//! and a message. It passes the level, then the filter of the application, which gets a [`LogEvent`], then goes to
//! [`tracing`] with the target `configcat`. `nested` keeps filters and subscribers from calling themselves, `recent`
//! keeps reads from logging the same again and again, and `causes` writes errors on one line.

mod causes;
pub(crate) mod event;
mod level;
mod logger;
mod nested;
mod recent;

pub(crate) use causes::{debug_as_message, with_causes};
pub use level::LogLevel;
pub use logger::LogEvent;
pub(crate) use logger::Logger;
pub(crate) use nested::{is_nested, unless_nested};
