//! How two configs differ, as far as a program that was written for one of them is concerned.
//!
//! Variation ids are left out: every environment has its own, and they change nothing that a flag serves.

mod compare;
mod difference;
mod lines;
mod prerequisites;
mod rules;

pub(crate) use compare::compare;
pub(crate) use difference::{Drift, DriftKind};
pub(crate) use lines::DriftLines;
