//! `pull` and `check`: the commands around a lock, against a server on the loopback interface.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod check;
mod environments;
mod package;
mod progress;
mod pull;
mod timeout;
