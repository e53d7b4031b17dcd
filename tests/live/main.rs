//! The live client: polling, caching, life cycle, and everything that can go wrong on the way to a config.
//!
//! Where time matters, the clock is paused: the driver of the client runs on the runtime of the test, and time passes
//! whenever nothing else happens.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod world;

mod auto_polling;
mod caching;
mod changes;
mod child;
mod clocks;
mod commands;
mod deadline;
mod destructors;
mod download;
mod evaluation_events;
mod faults;
mod floods;
mod followers;
#[cfg(unix)]
mod forks;
mod governance;
mod guests;
mod headers;
mod herds;
mod hooks;
mod interop;
mod lazy_loading;
mod life_cycle;
mod many_clients;
mod nested;
mod offline;
mod offline_start;
mod options;
mod overrides;
mod proxies;
mod refresh;
mod secrecy;
mod sharing;
mod short_programs;
#[cfg(unix)]
mod shortages;
mod slow_hooks;
mod surroundings;
mod tls;
mod usage;
mod watches;
