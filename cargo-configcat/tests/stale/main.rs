//! `stale`: flags that can go are found, each with its evidence, and no others.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod bad_input;
mod code;
mod kinds;
mod package;
mod usage;
