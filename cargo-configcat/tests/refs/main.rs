//! `refs`: uses that are known are found, all of them and nothing else.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod code_references;
mod files;
mod generated;
mod uses;
