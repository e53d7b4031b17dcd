//! Reads with and without counters, side by side.

use std::{hint::black_box, time::Duration};

use configcat_benches::{
    contender::Contender as _,
    contenders::Ours,
    document::{Flag, hundred_flags_and_a_hashed_one},
    question::Question,
};

use crate::{
    effort::Effort,
    figure::Figure,
    table::{Row, Table},
    turns::{Case, Pace, take_turns},
};

/// Reads with and without `ClientBuilder::usage`.
pub(super) fn measure(effort: Effort) -> Vec<Table> {
    let flags: Vec<Flag> = hundred_flags_and_a_hashed_one();
    let plain = Ours::live(&flags);
    let counting = Ours::counting(&flags);
    let pace = Pace { batch: Duration::from_micros(200), ..effort.pace() };
    let rows = [
        ("W1 plain flag, no user", Question::PLAIN),
        ("W2 one text rule (`Email CONTAINS`)", Question::TEXT),
        ("W3 50/50 rollout by id", Question::HALF),
        ("W4 five rules, the last matches", Question::RULES),
        ("a key that does not exist", Question::MISSING),
    ];
    let row = |(what, question): (&str, Question)| {
        let mut cases =
            [&plain, &counting].map(|ours| Case::new(move |times| _ = black_box(ours.read(question, times))));
        let figures = take_turns(&mut cases, pace).into_iter().map(|timing| Some(Figure::compared(timing)));
        Row::new(what, figures.collect())
    };
    vec![Table {
        title: "What it costs to count reads".to_owned(),
        note: "Medians for a call, with and without `ClientBuilder::usage(true)`, in one run. A key that does not exist takes a \
               lock to be counted.".to_owned(),
        columns: vec![plain.name().to_owned(), "with `usage(true)`".to_owned()],
        rows: rows.map(row).into(),
    }]
}
