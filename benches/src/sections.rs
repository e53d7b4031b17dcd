//! [`Section`]: tables that are measured together.

mod allocations;
mod growth;
mod limits;
mod load;
mod reads;
mod start;
mod swap;
mod threads;
mod usage;

use crate::{effort::Effort, table::Table};

/// Tables that are measured together, under a name for the command line.
pub(crate) struct Section {
    pub(crate) name: &'static str,
    pub(crate) measure: fn(Effort) -> Vec<Table>,
}

impl Section {
    /// All sections, in the order of the report.
    pub(crate) const ALL: &[Self] = &[
        Self { name: "reads", measure: reads::single },
        Self { name: "all", measure: reads::all },
        Self { name: "load", measure: load::measure },
        Self { name: "threads", measure: threads::measure },
        Self { name: "allocations", measure: allocations::measure },
        Self { name: "limits", measure: limits::measure },
        Self { name: "growth", measure: growth::measure },
        Self { name: "start", measure: start::measure },
        Self { name: "swap", measure: swap::measure },
        Self { name: "usage", measure: usage::measure },
    ];
}
