//! The SDKs: what they ask for, and the faults that they get.

mod event;
mod fault;
mod faults;
mod request_log;
mod streams;

pub(crate) use event::Event;
pub use fault::{Fault, FaultKind, UnknownFault};
pub(crate) use faults::Faults;
pub(crate) use request_log::{Recorded, RequestLog};
pub(crate) use streams::{Gap, Stream, Streams};
