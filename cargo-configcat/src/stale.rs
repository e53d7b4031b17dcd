//! Flags that can go: what the document, the code and the counts of running programs say about them.
//!
//! ```text
//! document ─┐
//! refs ─────┼─► Evidence ─► Finding ─► StaleReport
//! dumps ────┘
//! ```

mod dependents;
mod dumps;
mod evidence;
mod finding;
mod kind;
mod missing;
mod report;

pub(crate) use dumps::Dumps;
pub(crate) use evidence::Evidence;
pub(crate) use kind::{Denied, denied};
pub(crate) use report::StaleReport;
