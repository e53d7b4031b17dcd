//! The lints: what a document can have wrong although it can be read. They look at the compiled config.

mod check;
mod conditions;
mod finding;
mod percentages;
mod positions;
mod reachability;
mod values;

pub(super) use check::check;
