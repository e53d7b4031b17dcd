//! Settings of config v6 that are not as they should be: each fails alone, and says what is wrong with it.

use configcat_core::{Config, EvaluationError, Snapshot, User};
use configcat_test_support::snapshot_of;

const SEGMENTS: &str = r#"[
    {"n": "good", "r": [{"a": "Email", "c": 2, "l": ["@"]}]},
    {"n": "unknown comparator", "r": [{"a": "Email", "c": 36, "l": ["@"]}]},
    {"n": "no comparison value", "r": [{"a": "Email", "c": 6}]},
    {"n": "not a list", "r": {}},
    7
]"#;

/// The remedy where there is no more specific one.
const RESTORE: &str = "restore the setting";

/// A document with a good flag in front of another one, which is given in JSON.
fn document_with(preferences: &str, setting: &str) -> String {
    let good = r#"{"t": 0, "v": {"b": true}, "r": [
        {"c": [{"s": {"s": 0, "c": 0}}], "s": {"v": {"b": false}}}
    ]}"#;
    format!(r#"{{"p": {preferences}, "s": {SEGMENTS}, "f": {{"good": {good}, "bad": {setting}}}}}"#)
}

/// A setting with one rule, which has one condition.
fn with_condition(condition: &str) -> String {
    format!(r#"{{"t": 0, "v": {{"b": true}}, "r": [{{"c": [{condition}], "s": {{"v": {{"b": false}}}}}}]}}"#)
}

fn with_user_condition(condition: &str) -> String {
    with_condition(&format!(r#"{{"u": {condition}}}"#))
}

/// Checks that the only thing wrong in a document is this, and that only the bad flag is affected.
#[track_caller]
fn check(document: &str, defect: &str, remedy: &str) {
    let config = Config::parse(document).expect("a config document");
    let broken: Vec<_> = config.broken_settings().collect();
    let [broken] = broken[..] else { panic!("{broken:?} instead of one broken setting: {document}") };
    let shown: Vec<_> = broken.defects().iter().map(ToString::to_string).collect();
    assert_eq!((broken.key().as_str(), shown), ("bad", vec![defect.to_owned()]));
    assert!(broken.defects()[0].remedy().starts_with(remedy), "{}", broken.defects()[0].remedy());

    let snapshot = Snapshot::from(config);
    let user = User::new("1").email("jane@example.com");
    assert!(!snapshot.get_value("good", true, &user) && snapshot.get_value("good", false, None));
    let details = snapshot.get_value_details("bad", "default", &user);
    assert_eq!(details.value, "default");
    assert!(matches!(details.error, Some(EvaluationError::BrokenSetting(_))), "{:?}", details.error);
    assert_eq!(snapshot.explain("bad", &user).error, details.error);
}

#[test]
fn defects_of_types_and_values() {
    for (setting, defect, remedy) in [
        (r#"{"v": {"b": true}}"#, "the setting type is missing", r#"add `"t": 0` (bool)"#),
        (r#"{"t": 4, "v": {"b": true}}"#, "unknown setting type `4`", r#"use `"t": 0` (bool)"#),
        (r#"{"t": 0}"#, "the value is missing", "add a value"),
        (r#"{"t": 0, "v": {}}"#, "the value is missing", "add a value"),
        (r#"{"t": 0, "v": {"b": null}}"#, "the value is missing", "add a value"),
        (r#"{"t": 0, "v": {"s": "true"}}"#, "value `\"true\"` is not a bool", "make it a bool"),
        (r#"{"t": 3, "v": {"i": 1}}"#, "value `1` is not a decimal number", "make it a decimal number"),
        (r#"{"t": 0, "v": {"b": "x"}}"#, r#"value `"x"` is not a bool"#, "make it a bool"),
        (r#"{"t": 2, "v": {"i": 1.5}}"#, "value `1.5` is not a whole number", "make it a whole"),
        (
            r#"{"t": 2, "v": {"i": 9223372036854775808}}"#,
            "number `9223372036854775808` is out of range",
            "whole numbers have 64 bits",
        ),
        (
            r#"{"t": 0, "v": true}"#,
            "`v` is `true`, not a value such as `{\"b\": true}`",
            r#"make it a value such as `{"b": true}`"#,
        ),
        (
            r#"{"t": 0, "v": {"b": true}, "r": [{"c": []}]}"#,
            "targeting rule 1: the value is missing",
            "add a value",
        ),
        (
            r#"{"t": 0, "v": {"b": true}, "r": [{"p": []}]}"#,
            "targeting rule 1: the value is missing",
            "add a value",
        ),
        (
            r#"{"t": 0, "v": {"b": true}, "r": [{"p": [{"p": 100}]}]}"#,
            "targeting rule 1: the value is missing",
            "add a value",
        ),
        (
            r#"{"t": 0, "v": {"b": true}, "p": [{"p": 100, "v": {"i": 1}}]}"#,
            "percentage option 1: value `1` is not a bool",
            "make it a bool",
        ),
    ] {
        check(&document_with(r#"{"s": "salt"}"#, setting), defect, remedy);
    }
}

#[test]
fn defects_of_comparisons() {
    for (setting, defect, remedy) in [
        (
            with_user_condition(r#"{"a": "Email", "c": 36, "l": []}"#),
            "targeting rule 1: unknown comparator `36`",
            "use one that this version",
        ),
        (
            with_user_condition(r#"{"a": "Email", "c": 256, "l": []}"#),
            "targeting rule 1: unknown comparator `256`",
            "use one that this version",
        ),
        (
            with_condition(r#"{"s": {"s": 0, "c": 2}}"#),
            "targeting rule 1: unknown comparator `2`",
            "use one that this version",
        ),
        (
            with_user_condition(r#"{"a": "Email", "c": 0, "s": "x"}"#),
            "targeting rule 1: a list `l` to compare with is missing",
            RESTORE,
        ),
        (
            with_user_condition(r#"{"a": "Email", "c": 28, "l": ["x"]}"#),
            "targeting rule 1: a text `s` to compare with is missing",
            RESTORE,
        ),
        (
            with_user_condition(r#"{"a": "Email", "c": 18, "s": "5"}"#),
            "targeting rule 1: a number `d` to compare with is missing",
            RESTORE,
        ),
        (
            with_user_condition(r#"{"a": "Email", "c": 22, "l": ["5_00", "no hash"]}"#),
            "targeting rule 1: comparison value `no hash` is not of the form `length_hash`",
            RESTORE,
        ),
        (
            with_user_condition(r#"{"a": "Email", "c": 25, "l": ["-1_00"]}"#),
            "targeting rule 1: comparison value `-1_00` is not of the form `length_hash`",
            RESTORE,
        ),
    ] {
        check(&document_with(r#"{"s": "salt"}"#, &setting), defect, remedy);
    }
}

#[test]
fn defects_of_segments_and_prerequisites() {
    for (setting, defect, remedy) in [
        (
            with_condition(r#"{"s": {"s": 5, "c": 0}}"#),
            "targeting rule 1: there is no segment with index 5",
            RESTORE,
        ),
        (
            with_condition(r#"{"s": {"s": -1, "c": 0}}"#),
            "targeting rule 1: there is no segment with index -1",
            RESTORE,
        ),
        (
            with_condition(r#"{"s": {"s": 1, "c": 0}}"#),
            "targeting rule 1: segment `unknown comparator`: unknown comparator `36`",
            RESTORE,
        ),
        (
            with_condition(r#"{"s": {"s": 2, "c": 1}}"#),
            "targeting rule 1: segment `no comparison value`: a text `s` to compare with is missing",
            RESTORE,
        ),
        (
            with_condition(r#"{"s": {"s": 3, "c": 0}}"#),
            "targeting rule 1: segment `not a list`: `r` is `{}`, not a list",
            RESTORE,
        ),
        (
            with_condition(r#"{"s": {"s": 4, "c": 0}}"#),
            "targeting rule 1: segment with index 4: `7` is not a segment (a JSON object)",
            RESTORE,
        ),
        (
            with_condition("{}"),
            "targeting rule 1: a condition is not exactly one of user, segment or flag condition",
            RESTORE,
        ),
        (
            with_condition(r#"{"s": {"s": 0, "c": 0}, "p": {"f": "good", "c": 0, "v": {"b": true}}}"#),
            "targeting rule 1: a condition is not exactly one of user, segment or flag condition",
            RESTORE,
        ),
        (
            with_condition(r#"{"p": {"c": 0, "v": {"b": true}}}"#),
            "targeting rule 1: the key of the prerequisite flag is missing",
            RESTORE,
        ),
        (
            with_condition(r#"{"p": {"f": "good", "c": 0, "v": {}}}"#),
            "targeting rule 1: a value to compare with is missing",
            RESTORE,
        ),
        (
            with_condition(r#"{"p": {"f": "good", "c": 0, "v": {"b": 1}}}"#),
            "targeting rule 1: value `1` is not a bool",
            "make it a bool",
        ),
    ] {
        check(&document_with(r#"{"s": "salt"}"#, &setting), defect, remedy);
    }
}

#[test]
fn a_missing_salt_fails_only_flags_with_hashes() {
    for (comparator, value) in [
        (16, r#""l": []"#),
        (21, r#""s": """#),
        (22, r#""l": ["1_00"]"#),
        (25, r#""l": ["1_00"]"#),
        (27, r#""l": []"#),
    ] {
        let bad = with_user_condition(&format!(r#"{{"a": "Email", "c": {comparator}, {value}}}"#));
        check(
            &document_with("{}", &bad),
            "targeting rule 1: a hashed comparison needs the config's salt, which is missing",
            "add the salt `s` to the document's preferences `p`",
        );
    }
}

#[test]
fn a_broken_setting_does_not_hide_the_format_of_the_document() {
    for first in [r#"{"t": 0}"#, r#"{"t": 0, "v": {}}"#, r#"{"v": [1]}"#, "null", r#"{"v": {"x": 1}}"#] {
        let v6 =
            snapshot_of(&format!(r#"{{"f": {{"bad": {first}, "good": {{"t": 0, "v": {{"b": true}}}}}}}}"#));
        let v5 = snapshot_of(&format!(r#"{{"f": {{"bad": {first}, "good": {{"t": 0, "v": true}}}}}}"#));
        for snapshot in [v6, v5] {
            assert!(snapshot.get_value("good", false, None), "{first}");
            assert_eq!(snapshot.get_value("bad", 5, None), 5, "{first}");
        }
    }
}

#[test]
fn a_flag_with_a_broken_prerequisite_cannot_be_evaluated() {
    let rule = r#"{"c": [{"p": {"f": "bad", "c": 1, "v": {"b": true}}}], "s": {"v": {"b": true}}}"#;
    let snapshot = snapshot_of(&format!(
        r#"{{"f": {{"flag": {{"t": 0, "v": {{"b": false}}, "r": [{rule}]}}, "bad": {{"t": 0}}}}}}"#
    ));
    let details = snapshot.get_value_details("flag", true, None);
    assert_eq!(
        (details.value, details.error.map(|error| error.to_string()).as_deref()),
        (true, Some("flag `bad` cannot be evaluated: the value is missing")),
    );
}
