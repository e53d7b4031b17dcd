//! Everything that is wrong with a setting is found at once, and said with its place.

use configcat_core::{BrokenSetting, Config, EvaluationError, Position, Snapshot};
use proptest::{
    prelude::*,
    sample::subsequence,
    test_runner::{Config as Settings, RngSeed},
};
use serde_json::{Value as Json, json};

/// Where the marks `⟨` are in a text, and the text without them.
fn marked(text: &str) -> (Vec<Position>, String) {
    let mut positions = Vec::new();
    let mut document = String::new();
    for (index, piece) in text.split('⟨').enumerate() {
        if index > 0 {
            let line_start = document.rfind('\n').map_or(0, |newline| newline + 1);
            let line = document.matches('\n').count() + 1;
            positions.push(Position { line, column: document.len() - line_start + 1 });
        }
        document.push_str(piece);
    }
    (positions, document)
}

/// The only broken setting of a document. At run time it gives its default value, and the others are not affected.
#[track_caller]
fn only_broken(document: &str) -> BrokenSetting {
    let config = Config::parse(document).expect("a config document");
    let broken: Vec<_> = config.broken_settings().cloned().collect();
    let [broken] = &broken[..] else { panic!("{broken:?} instead of one broken setting: {document}") };
    let snapshot = Snapshot::from(config);
    assert!(snapshot.get_value("good", false, None), "{document}");
    let details = snapshot.get_value_details(broken.key(), 7, None);
    assert_eq!(details.value, 7);
    assert!(matches!(details.error, Some(EvaluationError::BrokenSetting(_))), "{:?}", details.error);
    broken.clone()
}

/// Checks that exactly this is wrong with the only broken setting of a document, where the marks are.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (positions, document) = marked(text);
    let broken = only_broken(&document);
    let found: Vec<_> =
        broken.defects().iter().map(|defect| (defect.position(), defect.to_string())).collect();
    let expected: Vec<_> = positions.into_iter().zip(expected.iter().map(ToString::to_string)).collect();
    assert_eq!(found, expected);
    assert!(broken.defects().iter().all(|defect| !defect.remedy().is_empty()));
}

#[test]
fn all_that_is_wrong_with_a_setting_of_config_v5() {
    check(
        r#"{"f": {
            "good": {"t": 0, "v": true},
            "bad": {
                "t": 0,
                "v": ⟨"yes",
                "i": ⟨5,
                "p": [
                    {"p": ⟨"50", "v": true},
                    ⟨{"p": 50, "v": null},
                    ⟨null
                ],
                "r": [
                    {"a": "Email", "t": ⟨"IS ONE OF", "c": ⟨7, "v": true},
                    {"a": ⟨["Email"], "t": ⟨99, "c": "x", "v": ⟨"no", "i": "\ud83d\ude00"},
                    ⟨7,
                    ⟨{"o": ⟨1.5, "a": "Email", "t": 2, "c": "x"},
                    {"a": "Email", "t": 2, "c": ⟨"\ud800", "v": true, "v": ⟨false}
                ],
                "t": ⟨1
            }
        }}"#,
        &[
            r#"value `"yes"` is not a bool"#,
            "`i` is `5`, not a text",
            r#"percentage option 1: `p` is `"50"`, not a number"#,
            "percentage option 2: the value is missing",
            "percentage option 3: `null` is not a percentage option (a JSON object)",
            r#"targeting rule 1: `t` is `"IS ONE OF"`, not a whole number"#,
            "targeting rule 1: `c` is `7`, not a text",
            r#"targeting rule 2: `a` is `["Email"]`, not a text"#,
            "targeting rule 2: unknown comparator `99`",
            r#"targeting rule 2: value `"no"` is not a bool"#,
            "targeting rule 3: `7` is not a targeting rule (a JSON object)",
            "targeting rule 4: the value is missing",
            "targeting rule 4: `o` is `1.5`, not a whole number",
            r#"targeting rule 5: `c` is `"\ud800"`, not a text of valid Unicode"#,
            "targeting rule 5: `v` is there more than once",
            "`t` is there more than once",
        ],
    );
}

#[test]
fn all_that_is_wrong_with_a_setting_of_config_v6() {
    check(
        r#"{"p": {}, "s": [{"n": "seg", "r": [{"a": "x", "c": 40}, {"c": 2, "l": [1]}, {}]}, {"r": 1}, 5], "f": {
            "good": {"t": 0, "v": {"b": true}},
            "bad": {
                "t": 0,
                "a": ⟨5,
                "v": {"b": ⟨1},
                "r": [
                    {
                        "c": [
                            {"u": {"a": "x", "c": 0, "l": ["a", ⟨1, "b", ⟨null]}},
                            {"u": ⟨{"a": "x", "l": ["a"]}},
                            {"s": ⟨{"s": ⟨9}},
                            {"s": {"s": ⟨0, "c": ⟨2}},
                            {"s": ⟨{"c": 0}},
                            ⟨{"s": {"s": 0, "c": 0}, "u": {"c": 2, "l": []}},
                            {"p": ⟨{"v": {"b": true}, "c": ⟨"0"}},
                            {"p": {"f": ⟨"", "v": ⟨{}, "c": ⟨-1}},
                            ⟨7
                        ],
                        "s": ⟨true
                    },
                    {"c": ⟨"all", "s": ⟨{"i": ⟨5}},
                    {"c": [{"u": {"a": "x", "c": ⟨16, "l": []}}], "p": [{"p": ⟨"x", "v": {"b": true}}, ⟨[]]},
                    {"c": [{"s": {"s": ⟨1, "c": 0}}, {"s": {"s": ⟨2, "c": 0}}], "s": {"v": {"b": true}}},
                    ⟨{"c": []}
                ],
                "p": [{"p": 100, "v": {"s": ⟨"x"}}]
            }
        }}"#,
        &[
            "`a` is `5`, not a text",
            "value `1` is not a bool",
            "targeting rule 1: `1` is not a text",
            "targeting rule 1: `null` is not a text",
            "targeting rule 1: the comparator is missing",
            "targeting rule 1: the comparator is missing",
            "targeting rule 1: there is no segment with index 9",
            "targeting rule 1: segment `seg`: unknown comparator `40`; `1` is not a text; the comparator is missing",
            "targeting rule 1: unknown comparator `2`",
            "targeting rule 1: the index of the segment is missing",
            "targeting rule 1: a condition is not exactly one of user, segment or flag condition",
            "targeting rule 1: the key of the prerequisite flag is missing",
            r#"targeting rule 1: `c` is `"0"`, not a whole number"#,
            "targeting rule 1: the key of the prerequisite flag is missing",
            "targeting rule 1: a value to compare with is missing",
            "targeting rule 1: unknown comparator `-1`",
            "targeting rule 1: `7` is not a condition (a JSON object)",
            "targeting rule 1: `s` is `true`, not a served value (a JSON object)",
            r#"targeting rule 2: `c` is `"all"`, not a list"#,
            "targeting rule 2: the value is missing",
            "targeting rule 2: `i` is `5`, not a text",
            "targeting rule 3: a hashed comparison needs the config's salt, which is missing",
            r#"targeting rule 3: `p` is `"x"`, not a number"#,
            "targeting rule 3: `[]` is not a percentage option (a JSON object)",
            "targeting rule 4: segment with index 1: `r` is `1`, not a list",
            "targeting rule 4: segment with index 2: `5` is not a segment (a JSON object)",
            "targeting rule 5: the value is missing",
            r#"percentage option 1: value `"x"` is not a bool"#,
        ],
    );
}

#[test]
fn segments_that_are_no_list_are_what_is_said_of_conditions_on_them() {
    check(
        r#"{"s": {"n": "seg"}, "f": {"good": {"t": 0, "v": {"b": true}}, "bad": {"t": 0, "v": {"b": true}, "r": [
            {"c": [{"s": {"s": ⟨0, "c": 0}}], "s": {"v": {"b": true}}}
        ]}}}"#,
        &[r#"targeting rule 1: the document's segments `s` are `{"n": "seg"}`, not a list"#],
    );
}

#[test]
fn a_key_or_text_that_is_not_unicode_breaks_one_setting() {
    for text in [
        r#"{"f": {"good": {"v": true}, "bad \ud800\n": ⟨{"v": ⟨"\udfff"}}}"#,
        r#"{"f": {"good": {"t": 0, "v": {"b": true}}, "bad \ud800\n": ⟨{"t": 1, "v": {"s": ⟨"\udfff"}}}}"#,
    ] {
        check(text, &["the key is not valid Unicode", r#"`"\udfff"` is not a text of valid Unicode"#]);
    }
    check(r#"{"flags": {"good": true, "bad \ud800\n": ⟨1}}"#, &["the key is not valid Unicode"]);
    let broken = only_broken(r#"{"flags": {"good": true, "bad \ud800": 1}}"#);
    assert_eq!(broken.key(), r"bad \ud800");
    let escaped = Config::parse(r#"{"f": {"\ud83d\ude00\u0022": {"\ud800": 1, "v": "\"\ud83d\ude00"}}}"#);
    assert_eq!(Snapshot::from(escaped.expect("a config document")).get_value("😀\"", "", None), "\"😀");
}

#[test]
fn what_is_wrong_everywhere_is_not_said_without_end() {
    for list in ["1,", "{},", "[[[]]],"] {
        let list = list.repeat(10_000);
        let setting = format!(r#"{{"t": 0, "v": true, "r": [{list}1], "p": [{list}1]}}"#);
        let document = format!(r#"{{"f": {{"good": {{"v": true}}, "bad": {setting}}}}}"#);
        assert_eq!(only_broken(&document).defects().len(), 1000);
    }
}

fn setting_v5() -> Json {
    let rule = || json!({"o": 0, "a": "Email", "t": 0, "c": "x", "v": true, "i": "id"});
    let option = || json!({"o": 0, "p": 50, "v": true, "i": "id"});
    json!({
        "t": 0, "v": true, "i": "id",
        "r": [rule(), rule(), rule(), rule()],
        "p": [option(), option(), option()],
    })
}

/// What can go wrong with a setting of config v5 at once: where, and what is there instead.
fn damages_v5() -> Vec<(&'static str, Json)> {
    vec![
        ("/t", json!("bool")),
        ("/v", json!([])),
        ("/i", json!(5)),
        ("/r/0/o", json!("first")),
        ("/r/0/a", json!(5)),
        ("/r/0/t", json!("IS ONE OF")),
        ("/r/0/c", json!(["x"])),
        ("/r/0/v", json!({})),
        ("/r/0/i", json!(true)),
        ("/r/1/t", json!(18)),
        ("/r/1/v", json!(null)),
        ("/r/2", json!(null)),
        ("/r/3/t", json!(-1)),
        ("/p/0/o", json!(0.5)),
        ("/p/0/p", json!("50")),
        ("/p/0/v", json!([true])),
        ("/p/0/i", json!(1)),
        ("/p/1", json!([50, true])),
        ("/p/2/v", json!(null)),
    ]
}

fn setting_v6() -> Json {
    let value = || json!({"b": true});
    let served = || json!({"v": value(), "i": "id"});
    let option = || json!({"p": 50, "v": value(), "i": "id"});
    json!({
        "t": 0, "a": "Email", "v": value(), "i": "id",
        "r": [
            {
                "c": [
                    {"u": {"a": "Email", "c": 0, "l": ["x", "y"]}},
                    {"u": {"a": "Email", "c": 28, "s": "x"}},
                    {"u": {"a": "Email", "c": 10, "d": 1}},
                    {"u": {"a": "Email", "c": 22, "l": ["1_00", "2_00"]}},
                    {"s": {"s": 0, "c": 0}},
                    {"p": {"f": "good", "c": 0, "v": value()}},
                    {"u": {"a": "Email", "c": 0, "l": ["x", "y"]}},
                ],
                "s": served(),
            },
            {"c": [], "p": [option(), option(), option()]},
            {"c": [], "s": served()},
            {"c": [], "s": served()},
            {"c": [], "s": served()},
        ],
        "p": [option(), option()],
    })
}

/// The same for config v6.
fn damages_v6() -> Vec<(&'static str, Json)> {
    vec![
        ("/t", json!("bool")),
        ("/a", json!(5)),
        ("/v/b", json!([])),
        ("/i", json!(5)),
        ("/r/0/c/0/u/a", json!(5)),
        ("/r/0/c/0/u/c", json!(36)),
        ("/r/0/c/0/u/l/0", json!(5)),
        ("/r/0/c/0/u/l/1", json!(null)),
        ("/r/0/c/1/u/s", json!(["x"])),
        ("/r/0/c/2/u/d", json!("1")),
        ("/r/0/c/3/u/l/0", json!("no hash")),
        ("/r/0/c/3/u/l/1", json!("x_00")),
        ("/r/0/c/4/s/s", json!(1)),
        ("/r/0/c/4/s/c", json!(null)),
        ("/r/0/c/5/p/f", json!("")),
        ("/r/0/c/5/p/c", json!(2)),
        ("/r/0/c/5/p/v/b", json!(null)),
        ("/r/0/c/6", json!({})),
        ("/r/0/s/v/b", json!([1])),
        ("/r/0/s/i", json!(1)),
        ("/r/1/c", json!({})),
        ("/r/1/p/0/p", json!("50")),
        ("/r/1/p/0/v", json!(true)),
        ("/r/1/p/0/i", json!(1)),
        ("/r/1/p/1", json!(7)),
        ("/r/1/p/2/v", json!(null)),
        ("/r/2", json!("IF")),
        ("/r/3/s", json!(true)),
        ("/r/4/s", json!(null)),
        ("/p/0/p", json!({})),
        ("/p/0/v/b", json!(null)),
        ("/p/1", json!([])),
    ]
}

/// Checks that each damage to a setting is found, and nothing besides.
fn assert_all_found(mut document: Json, damages: &[(&str, Json)]) -> Result<(), TestCaseError> {
    for (pointer, damage) in damages {
        *document.pointer_mut(&format!("/f/bad{pointer}")).expect("a place in the setting") = damage.clone();
    }
    let broken = only_broken(&document.to_string());
    prop_assert_eq!(broken.defects().len(), damages.len(), "{}: {:#?}", document, broken);
    prop_assert!(broken.defects().is_sorted_by_key(configcat_core::Defect::position));
    Ok(())
}

proptest! {
    #![proptest_config(Settings {
        cases: 500, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Settings::default()
    })]

    #[test]
    fn no_defect_of_config_v5_hides_another(
        damages in subsequence(damages_v5(), 1..=damages_v5().len()),
    ) {
        let document = json!({"f": {"good": {"v": true}, "bad": setting_v5()}});
        assert_all_found(document, &damages)?;
    }

    #[test]
    fn no_defect_of_config_v6_hides_another(
        damages in subsequence(damages_v6(), 1..=damages_v6().len()),
    ) {
        let segments = json!([{"n": "seg", "r": []}]);
        let good = json!({"t": 0, "v": {"b": true}});
        let document =
            json!({"p": {"s": "salt"}, "s": segments, "f": {"good": good, "bad": setting_v6()}});
        assert_all_found(document, &damages)?;
    }
}

#[test]
fn nothing_is_wrong_with_the_settings_before_they_are_damaged() {
    for document in [
        json!({"f": {"flag": setting_v5()}}),
        json!({"p": {"s": "salt"}, "s": [{"n": "seg"}], "f": {"flag": setting_v6()}}),
    ] {
        let config = Config::parse(&document.to_string()).expect("a config document");
        assert!(config.setting("flag").is_some(), "{:?}", config.broken_settings().next());
    }
}
