//! What the code tells: which of it is for tests, which flags others need, which keys nobody has.

use crate::package::{FLAGS, MANIFEST, Package, set};

/// A use of the flag `color`.
const USE: &str = "fn f(flags: &Flags) { flags.color(None); }";

/// Whether `color` counts as used, with these files beside a package that does not use it.
#[track_caller]
fn assert_color(files: &[(&str, &str)], expected: &str) {
    let package =
        Package::new("configcat_flags::flags! { pub struct Flags; spec = \"flags/config.json\" }\nmod a;");
    for (path, text) in files {
        package.write(path, &text.replace("USE", USE));
    }
    let found = package.found(&[]).into_iter();
    let found: Vec<_> = found.filter(|found| found.ends_with(" color")).collect();
    assert_eq!(found.join(""), expected, "{files:?}");
}

#[test]
fn code_for_tests() {
    for code in [
        "#[cfg(test)]\nmod tests {\n    USE\n}",
        "mod a { mod b { #[cfg(all(test, unix))] mod tests { USE } } }",
        "#[tokio::test(flavor = \"current_thread\")]\nasync fn g() {\n    USE\n}",
        "impl A {\n    #[cfg(test)]\n    USE\n}",
        "#[cfg(test)]\nimpl A {\n    USE\n}",
        "#![cfg(test)]\nUSE",
        "#[rstest]\n#[case(1)]\nUSE",
        // A fake is for tests, wherever it stands.
        "pub fn flags_of_tests() -> Flags { Flags::fake().color(\"red\").build() }",
    ] {
        assert_color(&[("src/a.rs", code)], "test-only color");
    }
    for code in [
        "USE",
        "mod tests {\n    USE\n}",
        "#[cfg(not(test))]\nmod a {\n    USE\n}",
        "#[cfg(any(test, feature = \"demo\"))]\nmod a {\n    USE\n}",
        "#[cfg(test)]\nmod tests {\n}\nUSE",
        "#[cfg(test)]\nmod tests { USE }\nfn g(flags: Flags) { flags.color(None); }",
    ] {
        assert_color(&[("src/a.rs", code)], "");
    }
}

#[test]
fn files_for_tests() {
    let tests = ("src/a.rs", "#[cfg(test)]\nmod tests;");
    for files in [
        &[("tests/a.rs", "USE")][..],
        &[("benches/a/main.rs", "USE")],
        &[("examples/a.rs", "USE")],
        &[tests, ("src/a/tests.rs", "USE")],
        &[tests, ("src/a/tests/mod.rs", "mod b;"), ("src/a/tests/b.rs", "USE")],
        &[("src/a.rs", "mod b { #[cfg(test)] mod tests; }"), ("src/a/b/tests.rs", "USE")],
        &[
            ("src/a.rs", "#[cfg(test)]\n#[path = \"checks/all.rs\"]\nmod tests;"),
            ("src/checks/all.rs", "USE"),
        ],
        &[("src/a.rs", ""), ("src/bin/b.rs", "#[cfg(test)] mod c;"), ("src/bin/c.rs", "USE")],
        &[("src/a/mod.rs", "#[cfg(test)] mod checks;"), ("src/a/checks.rs", "USE")],
        &[("src/main.rs", "#[cfg(test)] mod checks;"), ("src/checks.rs", "USE")],
        &[("src/a.rs", "#![cfg(test)]\nmod b;"), ("src/a/b.rs", "USE")],
    ] {
        assert_color(files, "test-only color");
    }
    for files in [
        &[("src/tests/mod.rs", "USE")][..],
        &[("src/bin/b.rs", "USE")],
        // Another module with this name.
        &[tests, ("src/a/tests.rs", ""), ("src/tests.rs", "USE")],
        &[tests, ("src/a/tests_too.rs", "USE")],
        &[("build.rs", "USE")],
    ] {
        assert_color(files, "");
    }
}

/// Tests can be anywhere, if the manifest says so.
#[test]
fn targets_for_tests() {
    let package = Package::new("mod a;");
    let manifest = |target: &str| format!("{MANIFEST}[lib]\npath = \"src/lib.rs\"\n{target}");
    package.write("checks/main.rs", "mod colors;");
    package.write("checks/colors.rs", USE);
    assert!(!package.found(&[]).contains("test-only color"));
    package.write("Cargo.toml", &manifest("[[test]]\nname = \"checks\"\npath = \"checks/main.rs\"\n"));
    assert!(package.found(&[]).contains("test-only color"));
    // A package whose only code is a test, in its own folder.
    package.write("Cargo.toml", "[workspace]\nmembers = [\"live\"]\n");
    package.write("live/Cargo.toml", &format!("{MANIFEST}[[test]]\nname = \"live\"\npath = \"main.rs\"\n"));
    package.write("live/build.rs", "");
    package.write("live/main.rs", USE);
    assert!(package.found(&[]).contains("test-only color"));
    // A test beside a program says nothing about the program.
    package.write("Cargo.toml", &manifest("[[test]]\nname = \"checks\"\npath = \"src/main.rs\"\n"));
    package.write("src/main.rs", "");
    package.write("src/a.rs", USE);
    package.write("checks/colors.rs", "");
    assert!(!package.found(&[]).contains("test-only color"));
}

/// A package for itself is a program, though it is in a folder for examples.
#[test]
fn a_package_among_examples() {
    let package = Package::new("");
    package.write("Cargo.toml", "[workspace]\nmembers = [\"examples/shop\"]\n");
    package.write("examples/shop/Cargo.toml", MANIFEST);
    package.write("examples/shop/src/main.rs", FLAGS);
    package.write("examples/shop/tests/main.rs", "fn f(flags: &Flags) { flags.base(None); }");
    assert_eq!(package.found(&[]), set(&["constant switch", "constant twin"]));
}

#[test]
fn a_flag_that_another_one_needs_is_used() {
    let uses = |flag: &str| format!("fn f(flags: &Flags) {{ flags.{flag}(None); }}");
    let package = Package::new(&uses("checkout"));
    let of_base = |found: &std::collections::BTreeSet<String>| {
        found
            .iter()
            .filter(|found| found.ends_with(" base") || found.ends_with(" checkout"))
            .cloned()
            .collect()
    };
    let assert_found = |expected: &[&str]| {
        let found: std::collections::BTreeSet<String> = of_base(&package.found(&[]));
        assert_eq!(found, set(expected));
    };
    assert_found(&[]);
    package.write("src/lib.rs", &format!("#[cfg(test)] mod tests {{ {} }}", uses("checkout")));
    assert_found(&["test-only base", "test-only checkout"]);
    package.write("src/lib.rs", &uses("base"));
    assert_found(&["unused checkout"]);

    // Chains, and flags that need each other.
    package.write("flags/config.json", r#"{"f": {
        "checkout": {"t": 0, "v": {"b": false}, "r": [{"c": [{"p": {"f": "middle", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}]},
        "middle": {"t": 0, "v": {"b": false}, "r": [{"c": [{"p": {"f": "base", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}]},
        "base": {"t": 0, "v": {"b": false}, "r": [{"c": [{"p": {"f": "middle", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}]}
    }}"#);
    package.write("src/lib.rs", &uses("checkout"));
    assert_eq!(package.found(&[]), set(&[]));
    package.write("src/lib.rs", "");
    assert_eq!(package.found(&[]), set(&["unused checkout", "unused middle", "unused base"]));
}

#[test]
fn an_enum_in_the_code_is_a_use_of_its_flag() {
    let package = Package::new("fn paint(color: Color) { match color { Color::Gray => {} } }");
    let arguments = ["--text-enum", "color"];
    assert!(package.found(&[]).contains("unused color"));
    assert!(!package.found(&arguments).contains("unused color"));
    // A type of the program with this name makes it likely, not certain.
    package.write("src/lib.rs", "enum Color { Gray }\nfn paint(color: Color) {}");
    assert!(!package.found(&arguments).contains("unused color"));
    assert!(package.found(&[&arguments[..], &["--certain"]].concat()).contains("unused color"));
}

#[test]
fn keys_that_the_document_does_not_have() {
    let package = Package::new(FLAGS);
    let rest = set(&["constant switch", "constant twin"]);
    let with = |more: &[&str]| rest.union(&set(more)).cloned().collect();
    package.write(
        "src/keys.rs",
        r#"
fn read(client: &Client, snapshot: &Snapshot, user: &User) {
    client.get_value("one", false, user);
    println!("{:?}", snapshot.get_any_value_details("two", user));
    client.watch_value("three", 1, user);
    client.get_value("checkout", false, user);
    // client.get_value("comment", false, user)
    toml.get_value("table");
    watcher.watch("src", 3);
    client.get_value(key(), false, user);
}
#[test]
fn test() { client().get_value("of a test", false, None); }
"#,
    );
    assert_eq!(package.found(&[]), with(&["removed one", "removed two", "removed three"]));
    // A method of the program with this name says nothing about flags.
    package.write("src/table.rs", "impl Table { fn get_value(&self, key: &str, a: u8, b: u8) {} }");
    assert_eq!(package.found(&[]), with(&["removed two", "removed three"]));
    // A flag that is left out is in the document all the same.
    package.write("src/keys.rs", r#"fn f(client: &Client) { client.get_variation_id("color", None); }"#);
    package.write("src/lib.rs", "fn f(flags: Flags) { flags.checkout(None); }");
    let left_out = ["color", "twin", "switch", "base"].map(|key| format!("--skip={key}"));
    assert_eq!(package.found(&left_out.each_ref().map(String::as_str)), set(&[]));
}
