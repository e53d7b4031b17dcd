//! What is measured.

mod growth;
mod limits;
mod load;
mod reads;
mod start;
mod swap;
mod threads;

use configcat_benches::contender::Contender;

use crate::{allocations, options::Options, report::Section};

/// Tables that are measured together.
pub(crate) struct Measurement {
    pub(crate) name: &'static str,
    pub(crate) measure: fn(&Options) -> Vec<Section>,
}

/// All of them, in the order of the report.
pub(crate) const ALL: &[Measurement] = &[
    Measurement { name: "reads", measure: reads::single },
    Measurement { name: "all", measure: reads::all },
    Measurement { name: "load", measure: load::measure },
    Measurement { name: "threads", measure: threads::measure },
    Measurement { name: "allocations", measure: allocations::measure },
    Measurement { name: "limits", measure: limits::measure },
    Measurement { name: "growth", measure: growth::measure },
    Measurement { name: "start", measure: start::measure },
    Measurement { name: "swap", measure: swap::measure },
];

/// The heads of the columns.
fn names(contenders: &[Box<dyn Contender>]) -> Vec<String> {
    contenders.iter().map(|contender| contender.name().to_owned()).collect()
}

/// How many, in figures that can be read.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}
