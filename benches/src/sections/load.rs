//! W7: loading documents.

use std::hint::black_box;

use configcat_benches::{document::flags_with_five_rules, loader::loaders};

use super::thousands;
use crate::{
    options::Options,
    report::{Figure, Row, Section},
    turns::{Case, take_turns},
};

pub(super) fn measure(options: &Options) -> Vec<Section> {
    let mut columns = Vec::new();
    let rows = [(1000, "≤ 3.5 ms"), (10_000, "≤ 45 ms")].map(|(count, goal)| {
        let loaders = loaders(&flags_with_five_rules(count));
        columns = loaders.iter().map(|loader| loader.name.to_owned()).collect();
        let mut cases: Vec<Case<'_>> =
            loaders.iter().map(|loader| Case::repeating(move || black_box(loader).load())).collect();
        let timings = take_turns(&mut cases, options.pace());
        let figures = timings.into_iter().map(|timing| Some(Figure::compared(timing))).collect();
        let megabytes = loaders[0].document.len() as f64 / 1e6;
        let what = format!("W7 load {} flags × 5 rules ({megabytes:.2} MB)", thousands(count));
        Row::new(what, figures).goal(goal)
    });
    vec![Section {
        title: "Loading a document",
        note: "From the text to something that flags can be read from, and dropping it. The official SDK's is serde into \
               its public `Config`; the floor is `serde_json` into structs that borrow from the document.",
        columns,
        rows: rows.into(),
    }]
}
