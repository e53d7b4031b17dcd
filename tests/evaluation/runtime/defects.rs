//! Everything that is wrong with a setting is found at once, and said with its place.

use configcat_core::{
    Config, EvaluationError, Snapshot,
    config::{BrokenSetting, Position},
};

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
