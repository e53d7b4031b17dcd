//! The JSON of the pages: it can be parsed, and config documents serve what the text says.

use std::fs;

use configcat_core::{Config, Snapshot, User};
use configcat_test_guide::PAGES;
use serde_json::Value;

use crate::page::{Page, repository};

/// The config documents of a page, in their order.
fn documents_of(path: &str) -> Vec<Config> {
    let page = Page::read(path);
    let mut configs = Vec::new();
    for block in page.blocks_in("json") {
        let value: Value =
            serde_json::from_str(block).unwrap_or_else(|error| panic!("{path}: {error}\n{block}"));
        if value.get("f").is_some() || value.get("flags").is_some() {
            let config = Config::parse(block).unwrap_or_else(|error| panic!("{path}: {error}\n{block}"));
            assert_eq!(config.broken_settings().next(), None, "{path}\n{block}");
            configs.push(config);
        }
    }
    configs
}

#[test]
fn json_can_be_parsed() {
    let count: usize = PAGES.iter().map(|path| documents_of(path).len()).sum();
    assert!(count >= 5, "{count} documents");
}

#[test]
fn documents_serve_what_their_chapter_says() {
    let documents = documents_of("docs/guide/config-document.md");
    let [simple, v5, v6] =
        documents.try_into().unwrap_or_else(|documents: Vec<_>| panic!("{} documents", documents.len()));

    let simple = Snapshot::from(simple);
    assert_eq!(simple.get_value("maxUploadMb", 0, None), 10);
    assert_eq!(simple.get_value("discount.rate", 0.0, None).to_string(), "0.15");

    let v5 = Snapshot::from(v5);
    let color = |user: &User| v5.get_value("buttonColor", "none", user).to_string();
    assert_eq!(v5.get_value("buttonColor", "none", None), "gray");
    assert_eq!(color(&User::new("1").custom("plan", "pro")), "gold");
    assert_eq!(color(&User::new("1").custom("seats", 11)), "blue");
    assert!(["red", "green"].contains(&color(&User::new("1")).as_str()));

    let v6 = Snapshot::from(v6);
    let tester = User::new("1").email("joe@example.org").custom("appVersion", "2.4.0");
    assert!(v6.get_value("newCheckout", false, &tester));
    assert_eq!(v6.get_value("checkoutColor", "none", &tester), "gold");
    assert!(!v6.get_value("newCheckout", true, &User::new("1").country("Brazil")));
    assert!(v6.get_value("internalTools", false, &User::new("1").email("jane@example.com")));
    assert!(!v6.get_value("internalTools", true, &User::new("1").email("joe@example.com")));
}

/// A program, without the documentation at its beginning.
fn program(path: &str) -> String {
    let program = fs::read_to_string(repository().join(path)).expect(path);
    program.split_once("\n\n").expect("the documentation, and the program").1.to_owned()
}

#[test]
fn the_build_script_of_this_package_is_the_one_that_the_guide_shows() {
    let page = Page::read("docs/guide/generation.md");
    let script = format!("// build.rs\n{}", program("tests/guide/build.rs"));
    assert!(page.blocks_in("rust,no_run").any(|block| block == script), "{script}");
}

#[test]
fn the_readme_shows_the_quickstart_of_the_examples() {
    let readme = Page::read("README.md");
    assert_eq!(readme.blocks_in("rust").next(), Some(program("examples/quickstart/src/main.rs").as_str()));
    let document = repository().join("examples/quickstart/flags/config.json");
    let document = fs::read_to_string(document).expect("there is a document");
    assert_eq!(readme.blocks_in("json").next(), Some(document.as_str()));
}
