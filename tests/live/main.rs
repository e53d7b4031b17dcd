//! The live client: polling, caching, life cycle, and everything that can go wrong on the way to a config.
//!
//! Where time matters, the clock is paused: the driver of the client runs on the runtime of the test, and time passes
//! whenever nothing else happens.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod world;

mod auto_polling;
mod hooks;
mod lazy_loading;
mod life_cycle;
mod offline;
mod refresh;
mod surroundings;
