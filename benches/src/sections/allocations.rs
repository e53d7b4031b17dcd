//! Runs the program `allocations`, and makes tables of its counts.
//!
//! It is a separate program because a counting allocator slows allocations down: the times of contenders that allocate
//! would not be fair.

use std::{
    env,
    process::{Command, Stdio},
};

use configcat_benches::counts::{Counted, Counts};

use crate::{
    effort::Effort,
    figure::{Figure, Unit, thousands},
    table::{Row, Table},
};

pub(super) fn measure(_: Effort) -> Vec<Table> {
    let Counts { contenders, reads, kept, sizes, polls } = count();
    let rows = |counted: Vec<Counted>, unit: Unit| {
        let figures = move |counts: Vec<Option<f64>>| {
            counts.into_iter().map(|count| count.map(|count| Figure::new(count, unit))).collect()
        };
        counted.into_iter().map(move |Counted { what, counts }| Row::new(what, figures(counts)))
    };
    let goal_of_heap = |row: Row| if row.what.contains("10,000") { row.goal("≤ 24 MB") } else { row };
    vec![
        Table {
            title: "Allocations of a call".to_owned(),
            note: String::new(),
            columns: contenders.clone(),
            rows: rows(reads, Unit::Count).map(|row| row.goal("0")).collect(),
        },
        Table {
            title: "Heap kept after loading".to_owned(),
            note: "Without the document itself. The floor keeps slices of the document.".to_owned(),
            columns: contenders,
            rows: rows(kept, Unit::Bytes).map(goal_of_heap).collect(),
        },
        Table {
            title: "Allocations of a 304 poll".to_owned(),
            note: "The application provides the transport, so only the work of the client is counted."
                .to_owned(),
            columns: sizes.into_iter().map(|size| format!("{} flags", thousands(size))).collect(),
            rows: rows(polls, Unit::Count).collect(),
        },
    ]
}

fn count() -> Counts {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet", "--release", "--bin", "allocations"]);
    command.args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]);
    if cfg!(feature = "peers") {
        command.args(["--features", "peers"]);
    }
    let output = command.stderr(Stdio::inherit()).output().expect("cargo can be run");
    assert!(output.status.success(), "the program `allocations` failed");
    serde_json::from_slice(&output.stdout).expect("the counts of `allocations`")
}
