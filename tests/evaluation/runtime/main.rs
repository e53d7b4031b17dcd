//! The runtime as an application meets it: evaluation, details, overrides, the log, and input that is not as it
//! should be.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests fail by panicking")]

mod bad_input;
mod comparators;
mod defects;
mod details;
mod evaluation;
mod explanations;
mod handles;
mod log;
mod overrides;
mod positions;
mod public_data;
mod v6_defects;
mod v6_evaluation;
mod v6_overrides;
mod v6_prerequisites;
