//! Counters of reads and downloads.
//!
//! Each snapshot of a client that counts has a [`Counter`]: the counts of its config. [`Counts`] knows which cell counts which
//! value, and `cells` has the numbers, apart for each thread. When the last snapshot of a config is gone, its counts become
//! part of the totals in the [`UsageBook`] of the client. A [`Usage`] is what the book says at one moment.

mod book;
mod cells;
mod counter;
mod counts;
mod download_usage;
mod flag_usage;
mod prometheus;
mod thread_number;
mod totals;
mod unix_time;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod usage;

pub(crate) use book::UsageBook;
pub(crate) use counter::Counter;
pub use download_usage::DownloadUsage;
pub use flag_usage::{FlagUsage, UnknownKeyUsage, ValueUsage};
pub use usage::Usage;
