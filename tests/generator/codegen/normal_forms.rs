//! Names that are the same to the compiler, although their code points differ: it brings identifiers into the form NFC.

use std::path::Path;

use configcat_build::{
    Spec,
    codegen::{self, Document},
};

/// `한글` as two syllables, and as six letters.
const COMPOSED: &str = "\u{d55c}\u{ae00}";
const DECOMPOSED: &str = "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}";
const DECOMPOSED_LITERAL: &str = r"\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}";
const KELVIN: &str = "\u{212a}";

#[track_caller]
fn problems(document: &str, spec: Spec) -> Vec<String> {
    let document = Document::new("config.json", document);
    let error = codegen::resolve(&document, &spec.load_options(Path::new("")).unwrap()).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

fn spec() -> Spec {
    Spec::file("config.json")
}

#[test]
fn keys_that_look_the_same_collide() {
    let document = format!(r#"{{"flags": {{"{COMPOSED}": 1, "{DECOMPOSED}": 2, "K": 3, "{KELVIN}": 4}}}}"#);
    assert_eq!(
        problems(&document, spec()),
        [
            format!(
                "config.json:1:47: flag `{DECOMPOSED}`: its identifier `{COMPOSED}` is taken by flag `{COMPOSED}`, whose key \
                 only looks the same (help: name it yourself: `rename(\"{DECOMPOSED_LITERAL}\", \"{COMPOSED}_2\")`)"
            ),
            format!(
                "config.json:1:65: flag `{KELVIN}`: its identifier `k` is taken by flag `K`, whose key only looks the same \
                 (help: name it yourself: `rename(\"\\u{{212a}}\", \"k_2\")`)"
            ),
        ],
    );
    // The line that helps does help.
    let spec = spec().rename(DECOMPOSED, format!("{COMPOSED}_2")).rename(KELVIN, "k_2");
    codegen::resolve(&Document::new("config.json", document), &spec.load_options(Path::new("")).unwrap())
        .unwrap();
}

#[test]
fn values_that_look_the_same_collide() {
    let options = [COMPOSED, DECOMPOSED, "K", KELVIN].map(|text| format!(r#"{{"p": 25, "v": "{text}"}}"#));
    let document = format!(r#"{{"f": {{"unit": {{"t": 1, "v": "K", "p": [{}]}}}}}}"#, options.join(","));
    assert_eq!(
        problems(&document, spec().text_enum("unit")),
        [
            format!(
                "config.json:1:16: flag `unit`: the variant `{COMPOSED}` for its value `{DECOMPOSED}` is taken by \
                 `{COMPOSED}`, which only looks the same (help: name it yourself: `rename_value(\"unit\", \
                 \"{DECOMPOSED_LITERAL}\", \"{COMPOSED}2\")`)"
            ),
            format!(
                "config.json:1:16: flag `unit`: the variant `K` for its value `{KELVIN}` is taken by `K`, which only looks \
                 the same (help: name it yourself: `rename_value(\"unit\", \"\\u{{212a}}\", \"K2\")`)"
            ),
        ],
    );
}

#[test]
fn names_of_options_and_of_removed_flags_collide() {
    let document = format!(r#"{{"flags": {{"{COMPOSED}": 1, "b": "x", "c": 1, "d": 1}}}}"#);
    let spec = spec().rename("b", DECOMPOSED).removed(DECOMPOSED, 1).text_enum("b");
    let spec = spec.rename("c", format!("{KELVIN}EYS")).rename("d", format!("wor{KELVIN}"));
    let spec = spec.rename_value("b", "x", "as_str");
    let found = problems(&document, spec);
    for (part, message) in [
        ("flag `b`: its identifier", "is taken by flag"),
        ("flag `c`: its identifier `KEYS`", "is reserved"),
        (&format!("flag `{DECOMPOSED}`: its identifier"), "is taken by flag"),
        ("flag `b`: the variant `as_str`", "is reserved: every enum has it"),
    ] {
        assert!(found.iter().any(|line| line.contains(part) && line.contains(message)), "{part}: {found:?}");
    }
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn options_for_keys_that_only_look_the_same_say_so() {
    let document = format!(r#"{{"flags": {{"{DECOMPOSED}": 1, "unit": "{KELVIN}"}}}}"#);
    let spec = spec().default(COMPOSED, 2).text_enum("unit").rename_value("unit", "K", "Kelvin");
    assert_eq!(
        problems(&document, spec),
        [
            "config.json:1:45: flag `unit`: the option `rename_value` names the value `K`, which is not served (help: write \
             it as \"\\u{212a}\", which only looks the same)"
                .to_owned(),
            format!(
                "config.json: flag `{COMPOSED}`: the option `default` names a flag that is not in the document (help: did \
                 you mean `{DECOMPOSED_LITERAL}`? This is `\\u{{d55c}}\\u{{ae00}}`, which only looks the same)"
            ),
        ],
    );
}
