//! Documents that are not as they should be: whatever is wrong harms as little as possible and never panics.

use configcat_core::{Config, EvaluationError, ParseError, Snapshot};
use configcat_test_support::snapshot_of;

/// A document with a good flag in front of another one, which is given in JSON.
fn document_with(key: &str, setting: &str) -> String {
    format!(r#"{{"f": {{"good": {{"t": 0, "v": true}}, "{key}": {setting}}}}}"#)
}

fn assert_only_broken(snapshot: &Snapshot, key: &str) {
    assert!(snapshot.get_value("good", false, None), "beside `{key}`");
    let details = snapshot.get_value_details(key, "default", None);
    assert_eq!(details.value, "default", "`{key}`");
    let error = details.error.unwrap_or_else(|| panic!("`{key}` should be broken"));
    assert!(matches!(&error, EvaluationError::BrokenSetting(broken) if broken.key() == key), "{error}");
    assert_eq!(error.event_id(), 1002, "`{key}`");
}

const BROKEN_SETTINGS: [(&str, &str); 20] = [
    ("wrong value", r#"{"t": 0, "v": "true"}"#),
    ("wrong value of a rule", r#"{"t": 0, "v": true, "r": [{"a": "Email", "t": 2, "c": "x", "v": 1}]}"#),
    ("wrong value of an option", r#"{"t": 1, "v": "", "p": [{"p": 100, "v": null}]}"#),
    ("null as value", r#"{"t": 1, "v": null}"#),
    ("list as value", r#"{"t": 1, "v": ["a"]}"#),
    ("object as value", r#"{"t": 1, "v": {"x": "a"}}"#),
    ("fraction as whole number", r#"{"t": 2, "v": 1.5}"#),
    ("too large", r#"{"t": 2, "v": 9223372036854775808}"#),
    ("infinite", r#"{"t": 3, "v": 1e999}"#),
    ("unknown type", r#"{"t": 4, "v": true}"#),
    ("type beyond a byte", r#"{"t": 256, "v": true}"#),
    ("type is text", r#"{"t": "0", "v": true}"#),
    ("unknown comparator", r#"{"t": 0, "v": true, "r": [{"a": "Email", "t": 18, "c": "x", "v": true}]}"#),
    (
        "comparator beyond a byte",
        r#"{"t": 0, "v": true, "r": [{"a": "Email", "t": 258, "c": "x", "v": true}]}"#,
    ),
    ("missing value", r#"{"t": 0}"#),
    ("missing value of a rule", r#"{"t": 0, "v": true, "r": [{"a": "Email", "t": 2, "c": "x"}]}"#),
    ("rules are no list", r#"{"t": 0, "v": true, "r": {"a": "Email"}}"#),
    ("rule is a list", r#"{"t": 0, "v": true, "r": [[0, "Email", 2, "x", true, null]]}"#),
    ("option is a list", r#"{"t": 0, "v": true, "p": [[0, true, 100, null]]}"#),
    ("", r#"{"t": 0, "v": true}"#),
];

const NO_SETTINGS: [&str; 6] = ["null", "true", "5", r#""text""#, "[]", "[true, 0, null, null, null]"];

#[test]
fn each_broken_setting_fails_alone() {
    for (key, setting) in BROKEN_SETTINGS {
        let snapshot = snapshot_of(&document_with(key, setting));
        assert_only_broken(&snapshot, key);
        assert_eq!(snapshot.get_all_keys(), ["good", key]);
    }
    for no_setting in NO_SETTINGS {
        assert_only_broken(&snapshot_of(&document_with("bad", no_setting)), "bad");
    }
}

#[test]
fn all_broken_settings_together_leave_the_good_flag_alone() {
    let no_settings =
        NO_SETTINGS.iter().enumerate().map(|(index, json)| (format!("no setting {index}"), json));
    let broken = BROKEN_SETTINGS.iter().map(|(key, json)| ((*key).to_owned(), json));
    let all: Vec<_> = broken.chain(no_settings).collect();
    let members: Vec<String> = all.iter().map(|(key, json)| format!(r#""{key}": {json}"#)).collect();
    let good = r#""good": {"t": 0, "v": true}"#;
    let snapshot = snapshot_of(&format!(r#"{{"f": {{{good}, {}}}}}"#, members.join(", ")));
    for (key, _) in &all {
        assert_only_broken(&snapshot, key);
    }
    assert_eq!(snapshot.config().map_or(0, |config| config.broken_settings().count()), all.len());
    assert_eq!(snapshot.get_all_values(None), [("good".into(), true.into())]);
}

#[test]
fn one_setting_reports_everything_that_is_wrong_with_it() {
    let config = Config::parse(&document_with(
        "bad",
        r#"{"t": 2, "v": 1.5, "p": [{"p": 1}], "r": [{"t": 99, "v": "x"}, {"v": 2}, {"t": 18, "v": 1}]}"#,
    ))
    .expect("a config document");
    let broken = config.broken_settings().next().expect("a broken setting");
    assert_eq!(
        broken.defects().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "value `1.5` is not a whole number",
            "percentage option 1: the value is missing",
            "targeting rule 1: unknown comparator `99`",
            "targeting rule 1: value `\"x\"` is not a whole number",
            "targeting rule 3: unknown comparator `18`",
        ]
    );
    assert!(broken.defects().iter().all(|defect| !defect.remedy().is_empty()));
}

#[test]
fn a_missing_key_and_another_type_give_the_default_value() {
    let snapshot = snapshot_of(&document_with("seats", r#"{"t": 2, "v": 5}"#));
    let event_id = |error: Option<EvaluationError>| error.map(|error| error.event_id());

    let missing = snapshot.get_value_details("no such flag", true, None);
    assert_eq!((missing.value, event_id(missing.error)), (true, Some(1001)));
    let text = snapshot.get_value_details("seats", "default", None);
    assert_eq!((text.value.as_str(), event_id(text.error)), ("default", Some(2002)));
    let float = snapshot.get_value_details("seats", 0.5, None);
    assert_eq!((float.value.to_bits(), event_id(float.error)), (0.5_f64.to_bits(), Some(2002)));
}

#[test]
fn of_a_repeated_key_the_last_setting_counts() {
    let config = Config::parse(
        r#"{"f": {"a": {"t": 2, "v": 1}, "b": {"t": 9}, "a": {"t": 2, "v": 2}, "b": {"t": 2, "v": 3}}}"#,
    )
    .expect("a config document");
    assert_eq!(config.repeated_keys(), ["a", "b"]);
    assert_eq!((config.len(), config.broken_settings().count()), (2, 0));
    let snapshot = Snapshot::from(config);
    assert_eq!((snapshot.get_value("a", 0, None), snapshot.get_value("b", 0, None)), (2, 3));

    let broken_last = snapshot_of(r#"{"f": {"good": {"v": true}, "a": {"v": 1}, "a": null}}"#);
    assert_only_broken(&broken_last, "a");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_document() {
    for document in [r#"{"f": {"a": {"v": 1}}}"#, r#"{"flags": {"a": 1}}"#] {
        assert_eq!(snapshot_of(&format!("\u{feff}{document}")).get_value("a", 0, None), 1);
    }
}

#[test]
fn unknown_members_are_ignored() {
    let snapshot = snapshot_of(
        r#"{"new": [1], "p": {"u": "https://example.com", "r": 0, "new": {}}, "f": {"a": {
            "new": null, "t": 0, "v": true, "r": [{"new": 1, "v": false}], "p": [{"new": {}, "p": 0, "v": true}]
        }}}"#,
    );
    assert!(snapshot.get_value("a", false, None));
}

#[test]
fn what_is_no_config_document_is_refused() {
    for document in
        ["", " ", "null", "5", "nope", "\u{0}", "{", r#"{"f": {}} x"#, r#"{"f": []}"#, r#"{"flags": 5}"#]
    {
        let result = Config::parse(document);
        assert!(matches!(result, Err(ParseError::Json { .. })), "{document:?}: {result:?}");
    }
    // The members of a document in an array are no document.
    let array = Config::parse(r#"[null, {"a": {"v": true}}, {}, null]"#);
    assert!(matches!(array, Err(ParseError::Json { .. })), "{array:?}");
    for document in ["{}", r#"{"F": {}}"#, r#"{"f": null}"#] {
        assert_eq!(Config::parse(document).err(), Some(ParseError::NotAConfig), "{document}");
    }
}

#[test]
fn a_hundred_megabytes_of_garbage_are_refused() {
    const SIZE: usize = 100_000_000;

    for (start, garbage) in
        [("", "[{"), ("", "any text: "), (r#"{"f": {"a": {"v": "#, "["), (r#"{"f": ""#, "text ")]
    {
        let document = format!("{start}{}", garbage.repeat(SIZE / garbage.len()));
        assert!(matches!(Config::parse(&document), Err(ParseError::Json { .. })), "{start}{garbage}…");
    }
}

#[test]
fn ten_megabytes_in_a_value_break_that_setting_only() {
    let huge = format!("[{}1]", "1,".repeat(5_000_000));
    assert_only_broken(&snapshot_of(&document_with("huge", &format!(r#"{{"t": 1, "v": {huge}}}"#))), "huge");
}

#[test]
fn ten_thousand_levels_of_nesting_do_no_harm() {
    const DEPTH: usize = 10_000;

    let array = format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    let object = format!("{}1{}", r#"{"f":"#.repeat(DEPTH), "}".repeat(DEPTH));
    assert!(matches!(Config::parse(&array), Err(ParseError::Json { .. })));
    assert!(matches!(Config::parse(&object).map(|config| config.broken_settings().count()), Ok(1)));
    for deep in [array, object] {
        assert_only_broken(&snapshot_of(&document_with("setting", &deep)), "setting");
        for member in ["v", "r", "p", "i", "t"] {
            let setting = format!(r#"{{"t": 0, "v": true, "{member}": {deep}}}"#);
            let setting = setting.replacen(r#""v": true, "v""#, r#""v""#, 1);
            assert_only_broken(&snapshot_of(&document_with(member, &setting)), member);
        }
        let ignored = format!(r#"{{"t": 0, "v": true, "unknown": {deep}}}"#);
        assert!(snapshot_of(&document_with("flag", &ignored)).get_value("flag", false, None));
        let document = format!(r#"{{"unknown": {deep}, "f": {{"flag": {{"v": true}}}}}}"#);
        assert!(snapshot_of(&document).get_value("flag", false, None));
    }
}
