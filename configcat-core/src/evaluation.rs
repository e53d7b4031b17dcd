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

pub(crate) use {explanation::Explanation, flag_data::FlagData};
pub use {details::Details, error::EvaluationError, ready_state::ReadyState, snapshot::Snapshot};
