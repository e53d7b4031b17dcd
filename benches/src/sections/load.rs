//! W7: loading documents.

use std::hint::black_box;

use configcat_benches::{contenders::all_loaders, document::flags_with_five_rules};

use crate::{
    effort::Effort,
    figure::{Figure, thousands},
    table::{Row, Table, title},
    turns::{Case, take_turns},
};

pub(super) fn measure(effort: Effort) -> Vec<Table> {
    let mut columns = Vec::new();
    let rows = [(1000, "≤ 3.5 ms"), (10_000, "≤ 45 ms")].map(|(count, goal)| {
        let loaders = all_loaders(&flags_with_five_rules(count));
        columns = loaders.iter().map(|loader| loader.name.to_owned()).collect();
        let mut cases: Vec<Case<'_>> =
            loaders.iter().map(|loader| Case::repeating(move || black_box(loader).load())).collect();
        let timings = take_turns(&mut cases, effort.pace());
        let figures = timings.into_iter().map(|timing| Some(Figure::compared(timing))).collect();
        let megabytes = loaders[0].document.len() as f64 / 1e6;
        let what = format!("W7 load {} flags × 5 rules ({megabytes:.2} MB)", thousands(count));
        Row::new(what, figures).goal(goal)
    });
    vec![Table {
        title: title::LOAD.to_owned(),
        note: "The time to make something of the text that flags can be read from, and to drop it. The official SDK \
               uses serde to fill its public `Config`. The floor uses `serde_json` to fill structs that borrow from \
               the document.".to_owned(),
        columns,
        rows: rows.into(),
    }]
}
