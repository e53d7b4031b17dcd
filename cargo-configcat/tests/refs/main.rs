//! `refs`: uses that are known are found, all of them and nothing else.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod files;
mod generated;
mod uses;
