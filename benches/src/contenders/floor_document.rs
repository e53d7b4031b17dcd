//! The least work that loads a document: `serde_json` into structs that borrow from the document.

#![expect(dead_code, reason = "only the time to fill these structs is measured")]

use std::collections::HashMap;

use serde::Deserialize;

use super::floor;
use crate::{
    document::{Flag, config_v6},
    loader::Loader,
};

pub(super) fn loader(flags: &[Flag]) -> Loader {
    Loader {
        name: floor::NAME,
        document: config_v6::document(flags),
        load: |document| {
            let document: Document<'_> = serde_json::from_str(document).expect("a config document");
            Box::new(document)
        },
    }
}

#[derive(Deserialize)]
struct Document<'d> {
    #[serde(borrow)]
    f: HashMap<&'d str, Setting<'d>>,
}

#[derive(Deserialize)]
struct Setting<'d> {
    t: u8,
    v: Value,
    i: Option<&'d str>,
    #[serde(borrow, default)]
    r: Box<[Rule<'d>]>,
    #[serde(borrow, default)]
    p: Box<[Served<'d>]>,
}

#[derive(Deserialize)]
struct Value {
    b: bool,
}

#[derive(Deserialize)]
struct Rule<'d> {
    #[serde(borrow)]
    c: Box<[Condition<'d>]>,
    s: Served<'d>,
}

#[derive(Deserialize)]
struct Served<'d> {
    p: Option<u8>,
    v: Value,
    i: Option<&'d str>,
}

#[derive(Deserialize)]
struct Condition<'d> {
    #[serde(borrow)]
    u: UserCondition<'d>,
}

#[derive(Deserialize)]
struct UserCondition<'d> {
    a: &'d str,
    c: u8,
    #[serde(borrow)]
    l: Option<Box<[&'d str]>>,
    s: Option<&'d str>,
    d: Option<f64>,
}
