//! How two configs differ, from the view of a program that was written for one of them.
//!
//! Variation ids are not compared: every environment has its own, and they do not affect the served values.

mod compare;
mod difference;
mod lines;
mod prerequisites;
mod rules;

pub(crate) use compare::compare;
pub(crate) use difference::{Drift, DriftKind};
pub(crate) use lines::DriftLines;
