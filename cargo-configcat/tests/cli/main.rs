//! The binary as a process: streams, formats, exit codes, many users, recorded evaluations.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

mod eval;
mod formats;
mod hazards;
mod process;
mod recorded;
mod serve;
mod shells;
mod streams;
