//! How long single steps of an evaluation take on this machine, for any contender.

use std::{collections::HashMap, hint::black_box, sync::Arc};

use arc_swap::{ArcSwap, Cache};
use configcat_benches::{
    document::{hundred_flags, user},
    question::Question,
};
use foldhash::fast::FixedState;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use crate::{
    effort::Effort,
    figure::Figure,
    table::{Row, Table},
    turns::{Case, take_turns},
};

pub(super) fn measure(effort: Effort) -> Vec<Table> {
    let key = Question::HALF.key;
    let one_block = format!("{key}{}", user::ID);
    let two_blocks = format!("{}{:44}{key}", user::ID, "");
    assert!(one_block.len() <= 55 && (56..=119).contains(&two_blocks.len()));
    let keys: Vec<String> = hundred_flags().into_iter().map(|flag| flag.key).collect();
    let slots: HashMap<&str, usize, FixedState> =
        keys.iter().enumerate().map(|(slot, key)| (key.as_str(), slot)).collect();
    let (shared, arc) = (ArcSwap::from_pointee(0_u64), Arc::new(0_u64));
    let mut cache = Cache::new(&shared);

    let (names, mut cases): (Vec<_>, Vec<_>) = [
        ("SHA-1 of one block", Case::repeating(|| Sha1::digest(black_box(&one_block)))),
        ("SHA-256 of two blocks", Case::repeating(|| Sha256::digest(black_box(&two_blocks)))),
        ("look-up of a key of 24 bytes among 100", Case::repeating(|| slots.get(black_box(key)))),
        ("guarded load of an `ArcSwap`", Case::repeating(|| **black_box(&shared).load())),
        ("load of an `ArcSwap` by a cache", Case::repeating(|| **black_box(&mut cache).load())),
        ("clone and drop of an `Arc`", Case::repeating(|| Arc::clone(black_box(&arc)))),
        (
            "search for `@example.com`",
            Case::repeating(|| black_box(user::EMAIL).contains(black_box("@example.com"))),
        ),
    ]
    .into_iter()
    .unzip();
    let timings = take_turns(&mut cases, effort.pace());
    let rows =
        names.into_iter().zip(timings).map(|(name, own)| Row::new(name, vec![Some(Figure::from(own))]));
    vec![Table {
        title: "Limits of the machine".to_owned(),
        note: String::new(),
        columns: vec!["a call".to_owned()],
        rows: rows.collect(),
    }]
}
