//! Evaluation: from a config and a user to a value, and to the reasons for it.
//!
//! A [`Snapshot`] finds the setting slot of a key and calls `evaluator`. That walks through targeting rules and
//! percentage options, with `comparison` for user conditions and `percentage` for buckets. The result borrows from the
//! config: an `Evaluation`, or a `Failure` if the flag has no value. On the way, the evaluator reports to a `Trace`
//! what happens: `warnings` logs obstacles, [`explanation`] records every step. The snapshot makes a value or
//! [`Details`] of the result, and an [`EvaluationError`] only if somebody reads it. `failure_log` logs failures, with
//! `did_you_mean` for a key that does not exist.

mod comparison;
mod details;
mod did_you_mean;
mod error;
mod evaluation_event;
mod evaluator;
pub mod explanation;
mod failure;
mod failure_log;
mod flag_data;
mod flag_read;
mod new_snapshot;
mod observed_reads;
mod obstacle;
mod percentage;
mod read_listener;
mod ready_state;
mod snapshot;
mod trace;
mod warnings;

pub use details::Details;
pub(crate) use did_you_mean::DidYouMean;
pub use error::EvaluationError;
pub(crate) use explanation::Explanation;
pub(crate) use flag_data::FlagData;
pub use flag_read::{FlagRead, ReadReason};
pub(crate) use read_listener::{ReadCallback, ReadListener};
pub use ready_state::ReadyState;
pub use snapshot::Snapshot;
