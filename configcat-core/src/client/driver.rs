//! The background work of clients: the only code that touches network, cache and clock.
//!
//! Commands come in through [`DriverHandle`]; new states go out to the store, and events to the hooks. `work.rs`
//! decides when to act: at a moment of the schedule, or on a command. `update.rs` gets the current config, from the
//! cache or by a download. `publish.rs` replaces the state in the store.
//!
//! All clients of a process share one thread with a small tokio runtime ([`thread`]); each has a task on it. Code of
//! the application must not delay or stop other clients. So hooks and blocking caches run on other threads, and
//! asynchronous caches in other tasks. A transport runs in the task of its client, where its panics are caught.

mod attend;
mod cache_access;
mod command;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod driver;
mod file_watch;
mod guest_calls;
mod handle;
mod hook_runner;
mod pending_writes;
mod publish;
mod reply;
mod requests;
mod tasks;
mod thread;
mod unknown_overrides;
mod update;
mod work;

pub(crate) use cache_access::CacheAccess;
pub(crate) use command::Command;
pub(crate) use driver::DriverParts;
pub(crate) use file_watch::FileWatch;
pub(crate) use guest_calls::{GuestCalls, GuestFailure, WhenAbandoned};
pub(crate) use handle::DriverHandle;
pub(crate) use reply::Reply;
pub(crate) use tasks::{AbortOnDrop, catch_panic, parse_beside, spawn_blocking, wake_elsewhere};
pub(crate) use thread::{cannot_wait, driver_runtime, is_driver_thread};
