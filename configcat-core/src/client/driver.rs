//! The background of a client: the only code that touches network, cache and clock.
//!
//! All clients of a process share one thread with a small tokio runtime ([`thread`]); each has a task on it. Code of the
//! application must not harm other clients: hooks and blocking caches run on threads of their own, asynchronous caches in
//! tasks of their own. A transport runs in the task of its client, where its panics are caught.

mod cache_access;
mod command;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod driver;
mod file_watch;
mod handle;
mod hook_runner;
mod publish;
mod tasks;
mod thread;
mod update;
mod work;

pub(crate) use cache_access::CacheAccess;
pub(crate) use command::Command;
pub(crate) use driver::DriverParts;
pub(crate) use file_watch::FileWatch;
pub(crate) use handle::DriverHandle;
pub(crate) use tasks::{AbortOnDrop, catch_panic};
pub(crate) use thread::{driver_runtime, is_driver_thread};
