//! Evaluation: from a config and a user to a value, and to the reasons for it.

mod comparison;
mod details;
mod error;
mod evaluator;
pub mod explanation;
mod failure;
mod flag_data;
mod obstacle;
mod percentage;
mod ready_state;
mod snapshot;
mod trace;
mod warnings;

pub use details::Details;
pub use error::EvaluationError;
pub(crate) use explanation::Explanation;
pub(crate) use flag_data::FlagData;
pub use ready_state::ReadyState;
pub use snapshot::Snapshot;
