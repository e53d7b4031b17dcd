//! The binary as a process: streams, exit codes, many users, recorded evaluations.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod eval;
mod process;
mod recorded;
mod streams;
