//! The generated code of each document in `cases/`, word for word. What it does is tested in `accessors.rs`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p configcat-test-generator --test golden` writes the files anew.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::{env, fs, path::PathBuf};

use configcat_build::{AttributeForm, Spec, codegen};
use proc_macro2::{Ident, Span};
use quote::quote;

fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("codegen/cases")
}

fn generate(spec: Spec, document: &str) -> String {
    let loaded = spec.load(&cases()).unwrap();
    let accessors = codegen::resolve(&loaded.document, &loaded.options).unwrap().accessors;
    let declaration = codegen::Declaration {
        attributes: quote!(#[doc = "Flags of a test."]),
        conditions: quote!(),
        lint_levels: quote!(),
        visibility: quote!(pub(crate)),
        name: Ident::new("Flags", Span::call_site()),
        runtime: quote!(::configcat_core),
        document: document.to_owned(),
        tracked: Vec::new(),
        user: codegen::UserDeclaration::default(),
    };
    let tokens = codegen::generate(&accessors, &declaration);
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

#[track_caller]
fn check(spec: Spec, name: &str) {
    let generated = generate(spec.clone(), &format!("{name}.json"));
    assert_eq!(generated, generate(spec, &format!("{name}.json")), "the output is not deterministic");
    let golden = cases().join(format!("{name}.rs"));
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &generated).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap();
    assert!(generated == expected, "`cases/{name}.rs` is not what is generated now:\n{generated}");
}

#[test]
fn targeting() {
    check(Spec::file("targeting.json"), "targeting");
}

#[test]
fn simple() {
    check(Spec::file("simple.json"), "simple");
}

#[test]
fn names() {
    check(Spec::file("names.json"), "names");
}

#[test]
fn options() {
    let spec = Spec::file("options.json")
        .default("keepMe", false)
        .default("ratio", 2)
        .rename("renameMe", "better_name")
        .skip("skipMe")
        .descriptions("options.descriptions.json");
    check(spec, "options");
}

#[test]
fn v6() {
    check(Spec::file("v6.json"), "v6");
}

#[test]
fn kinds() {
    let spec = Spec::file("kinds.json")
        .text_enum("buttonColor")
        .text_enums(6)
        .default("buttonColor", "blue")
        .rename_value("2faMethod", "other", "AnotherMethod")
        .rename_value("2faMethod", "😀", "Smile")
        .json("limits", "super::Limits")
        .removed("oldFlag", false)
        .removed("oldText", "x")
        .rename("oldText", "type");
    check(spec, "kinds");
}

#[test]
fn users() {
    let spec = Spec::file("users.json")
        .attribute("plan", AttributeForm::OneOf)
        .required("plan")
        .required("seats")
        .rename_attribute("app version", "app_version");
    check(spec, "users");
}
