//! Code generation: what is generated, what does not compile, and what a build script says.

#![deny(warnings)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod accessors;
mod application;
mod front_door;
mod kinds;
mod lints;
mod lock;
mod normal_forms;
mod problems;
mod refresh;
mod scratch;
mod ui;
mod users;
