//! What is found in small crates that are made up.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::{collections::BTreeMap, path::Path};

use configcat_test_structure::{Graph, Structure, Tree, drawing_of};

fn tree(files: &[(&str, &str)]) -> Tree {
    let files: BTreeMap<_, _> = files.iter().map(|(path, text)| (path.into(), (*text).to_owned())).collect();
    Tree::read(Path::new("lib.rs"), &files).expect("a crate")
}

fn structure(files: &[(&str, &str)]) -> Structure {
    Structure::of(&tree(files))
}

/// The members of each circle.
fn circles(graph: &Graph) -> Vec<Vec<String>> {
    graph.circles().into_iter().map(|circle| circle.members).collect()
}

/// Checks who uses whom: `a.rs → b.rs` for each arrow.
#[track_caller]
fn assert_arrows(graph: &Graph, expected: &[&str]) {
    let arrows = graph
        .from_top_to_bottom()
        .into_iter()
        .flat_map(|from| graph.used_by(from).map(move |to| format!("{from} → {to}")).collect::<Vec<_>>());
    let mut arrows: Vec<_> = arrows.collect();
    arrows.sort();
    assert_eq!(arrows, expected);
}

#[test]
fn a_clean_crate_has_no_circle() {
    let Structure { files, rooms } = structure(&[
        ("lib.rs", "//! Docs.\nmod a;\nmod b;\nmod c;\npub use a::A;\npub use b::B;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);\nfn f() { crate::c::c(); }"),
        ("b.rs", "use super::c;\npub struct B;\nfn f() { c::c(); }"),
        ("c.rs", "pub fn c() {}"),
    ]);
    assert_arrows(&files, &["a.rs → b.rs", "a.rs → c.rs", "b.rs → c.rs"]);
    assert!(circles(&files).is_empty() && circles(&rooms).is_empty());
    assert_eq!(drawing_of(&rooms), "  a → b, c\n  b → c\n  c\n");
}

#[test]
fn a_circle_behind_a_re_export_of_the_root() {
    let Structure { files, rooms } = structure(&[
        ("lib.rs", "mod a;\nmod b;\npub use a::A;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        ("b.rs", "pub struct B;\nimpl B { fn a(&self) -> Option<Box<crate::A>> { None } }"),
    ]);
    assert_eq!(circles(&files), [["a.rs", "b.rs"]]);
    assert_eq!(circles(&rooms), [["a", "b"]]);
    let circle = files.circles().remove(0);
    assert_eq!(
        circle.to_string(),
        "2 use each other: a.rs, b.rs\n  \
         * a.rs → b.rs\n        a.rs:1  crate::b::B\n    \
           b.rs → a.rs\n        b.rs:2  crate::A\n"
    );
}

#[test]
fn a_circle_behind_globs() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "mod a;\nmod b;\nmod names;"),
        ("names.rs", "mod inner;\npub use self::inner::*;"),
        ("names/inner.rs", "pub use crate::a::*;"),
        ("a.rs", "use crate::b::f;\npub struct A;\nfn g() { f() }"),
        ("b.rs", "use crate::names::*;\npub fn f() { let _ = A; }"),
    ]);
    assert_arrows(&files, &["a.rs → b.rs", "b.rs → a.rs"]);
}

#[test]
fn a_circle_behind_new_names() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "mod a;\nmod b;\nuse a as first;\npub use first::A as One;"),
        ("a.rs", "use super::b::B as Two;\npub struct A(Two);"),
        (
            "b.rs",
            "use crate::{self as root, One as Other};\npub struct B;\nfn f(_: Other) -> root::One { todo!() }",
        ),
    ]);
    assert_arrows(&files, &["a.rs → b.rs", "b.rs → a.rs"]);
}

#[test]
fn a_circle_between_parent_and_child() {
    let files = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod child;\npub struct A;\nfn f() { child::g(); }"),
        ("a/child.rs", "use super::A;\npub fn g() -> A { A }"),
    ];
    let Structure { files, rooms } = structure(&files);
    assert_eq!(circles(&files), [["a.rs", "a/child.rs"]]);
    assert!(circles(&rooms).is_empty(), "both are in one room");
}

#[test]
fn names_taken_through_a_facade_are_no_use_of_it() {
    let facade = [
        ("lib.rs", "mod a;"),
        ("a.rs", "//! Docs.\nmod one;\nmod two;\npub use one::One;\npub use two::Two;"),
        ("a/one.rs", "use super::Two;\npub struct One(Two);"),
        ("a/two.rs", "pub struct Two;"),
    ];
    assert_arrows(&structure(&facade).files, &["a/one.rs → a/two.rs"]);
    // With code of its own, it is a file as any other.
    let mut file = facade;
    file[1].1 = "mod one;\nmod two;\npub use one::One;\npub use two::Two;\npub const A: u8 = 1;";
    let files = structure(&file).files;
    assert_eq!(circles(&files), [["a.rs", "a/one.rs"]]);
}

#[test]
fn what_is_for_tests_does_not_count() {
    let files = [
        ("lib.rs", "mod a;\nmod b;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        (
            "b.rs",
            "#[cfg(test)]\nuse crate::a::A;\npub struct B;\n#[cfg(all(test, unix))]\nfn f(_: crate::a::A) {}\n\
             impl B {\n#[cfg(test)]\nfn g(_: crate::a::A) {}\n}\n\
             #[cfg(test)]\nmod tests {\nuse crate::a::A;\nfn f(_: A) {}\n}\n#[cfg(test)]\nmod more;",
        ),
    ];
    assert_arrows(&structure(&files).files, &["a.rs → b.rs"]);
    let lines: Vec<usize> = tree(&files).files().iter().map(|file| file.lines).collect();
    assert_eq!(lines, [2, 2, 5]);
}

#[test]
fn paths_in_macros_and_attributes_count() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "mod a;\nmod b;\nmod c;\nmod d;\nmod e;"),
        ("a.rs", "use crate::b;\nfn f() { println!(\"{}\", vec![b::b()].len()); }"),
        (
            "b.rs",
            "#[derive(Serialize)]\nstruct B(#[serde(with = \"crate::c\")] u8, #[serde(default = \"crate::c::c\")] u8);\npub fn b() {}",
        ),
        ("c.rs", "use crate::d::D;\nthread_local! { static X: D = D; }\npub fn c() {}"),
        ("d.rs", "pub struct D;\nfn f() { assert!(matches!(g(), self::D if crate::e::e() .e != 1)); }"),
        ("e.rs", "pub fn e() {}\nfn a() { let a = 1; format!(\"{}\", a); x.crate_a(a::b); ::a::b(); }"),
    ]);
    assert_arrows(&files, &["a.rs → b.rs", "b.rs → c.rs", "c.rs → d.rs", "d.rs → e.rs"]);
}

#[test]
fn what_a_macro_expands_to_is_of_the_file_that_calls_it() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "#[macro_use]\nmod macros;\nmod a;\nmod b;"),
        (
            "macros.rs",
            "macro_rules! make { () => { $crate::b::b(); again!() } }\nmacro_rules! again { () => { make!() } }",
        ),
        ("a.rs", "fn a() { make!(); }"),
        ("b.rs", "pub fn b() {}"),
    ]);
    assert_arrows(&files, &["a.rs → b.rs", "a.rs → macros.rs"]);
}

#[test]
fn modules_are_found_wherever_they_are() {
    let Structure { files, rooms } = structure(&[
        (
            "lib.rs",
            "#[path = \"odd/place.rs\"]\nmod a;\nmod b;\nmod inline {\npub mod c;\npub fn f() { c::c() }\n}",
        ),
        ("odd/place.rs", "mod beside;\nuse crate::inline::c;\nfn f() { c::c(); beside::g() }"),
        ("odd/beside.rs", "pub fn g() {}"),
        ("b/mod.rs", "mod d;\npub fn b() { d::D; }"),
        ("b/d.rs", "pub struct D;\nfn f() -> super::super::inline::c::C { crate::inline::c::C }"),
        ("inline/c.rs", "pub fn c() {}\npub struct C;"),
    ]);
    assert_arrows(
        &files,
        &[
            "b/d.rs → inline/c.rs",
            "b/mod.rs → b/d.rs",
            "lib.rs → inline/c.rs",
            "odd/place.rs → inline/c.rs",
            "odd/place.rs → odd/beside.rs",
        ],
    );
    assert_arrows(&rooms, &["a → inline", "b → inline", "lib → inline"]);
}

#[test]
fn names_of_functions_lead_outside() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "mod a;\nmod b;"),
        ("a.rs", "fn f() { use crate::b as other;\nuse other::Kind::*;\nother::b(); }"),
        ("b.rs", "pub fn b() {}\npub enum Kind { One }"),
    ]);
    assert_arrows(&files, &["a.rs → b.rs"]);
}

#[test]
fn names_of_other_crates_lead_nowhere() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "mod a;\nmod log;\nuse a::*;"),
        (
            "a.rs",
            "use serde::log::X;\nuse ::log::Level;\npub use std::a;\nfn f() { serde_json::to_string(&1); log() }",
        ),
        ("log.rs", "pub use self::log as log;\npub use crate::log::*;\nfn f() { nothing::at::all() }"),
    ]);
    assert_arrows(&files, &[]);
}

#[test]
fn private_names_are_for_modules_inside() {
    let Structure { files, .. } = structure(&[
        ("lib.rs", "mod a;\nmod b;\nmod c;"),
        ("a.rs", "mod inner;\nuse crate::c::C;\nfn f(_: C) {}"),
        ("a/inner.rs", "use super::*;\nfn f(_: C) {}"),
        ("b.rs", "use crate::a::*;\nfn f(_: C) {}"),
        ("c.rs", "pub struct C;"),
    ]);
    assert_arrows(&files, &["a.rs → c.rs", "a/inner.rs → a.rs", "a/inner.rs → c.rs", "b.rs → a.rs"]);
}
