//! Rules, conditions, segments and options of config v6.

use std::time::{Duration, SystemTime};

use configcat_core::{Attribute, EvaluationError, Snapshot, User};
use configcat_test_support::{hashed, log_events_of, snapshot_of};
use serde_json::{Value as Json, json};

const SALT: &str = "salt";

/// A document with one flag of text, which serves `rule` if all of these conditions hold, else `everyone`.
fn with_conditions(conditions: &Json, segments: &Json) -> Snapshot {
    let flag = json!({"t": 1, "v": {"s": "everyone"}, "r": [{"c": conditions, "s": {"v": {"s": "rule"}}}]});
    snapshot_of(&json!({"p": {"s": SALT}, "s": segments, "f": {"flag": flag}}).to_string())
}

fn with_user_condition(condition: &Json) -> Snapshot {
    with_conditions(&json!([{"u": condition}]), &json!([]))
}

fn matches(snapshot: &Snapshot, user: &User) -> bool {
    snapshot.get_value("flag", "", user) == "rule"
}

fn user_with(attribute: impl Into<Attribute>) -> User {
    User::new("1").custom("x", attribute)
}

/// The event ids that a read of the flag logs.
fn logged(snapshot: &Snapshot, user: Option<&User>) -> Vec<u64> {
    let events = log_events_of(|| _ = snapshot.get_value("flag", "", user));
    events.iter().filter_map(|event| event.event_id).collect()
}

/// Whether a condition on the attribute `x` holds; `None` if the rule is skipped with warning 3004.
fn holds(comparator: u8, operand: &Json, attribute: impl Into<Attribute>) -> Option<bool> {
    let member = match operand {
        Json::String(_) => "s",
        Json::Number(_) => "d",
        _ => "l",
    };
    let snapshot = with_user_condition(&json!({"a": "x", "c": comparator, member: operand}));
    let user = user_with(attribute);
    let ids = logged(&snapshot, Some(&user));
    let matched = matches(&snapshot, &user);
    assert!(!(ids.contains(&3004) && matched), "a skipped rule matches");
    (!ids.contains(&3004)).then_some(matched)
}

fn hash(text: &str, context: &str) -> String {
    hashed(text, SALT, context)
}

#[test]
fn a_rule_without_conditions_matches_everyone() {
    for rule in [json!({}), json!({"c": []}), json!({"c": null})] {
        let mut rule = rule;
        rule["s"] = json!({"v": {"s": "rule"}, "i": "id"});
        let flag = json!({"t": 1, "v": {"s": "everyone"}, "r": [rule]});
        let snapshot = snapshot_of(&json!({"f": {"flag": flag}}).to_string());
        for user in [None, Some(&User::new("1"))] {
            let details = snapshot.get_value_details("flag", "", user);
            assert_eq!((details.value.as_str(), details.variation_id.as_deref()), ("rule", Some("id")));
            let rule = details.matched_targeting_rule().map(ToString::to_string);
            assert_eq!(rule.as_deref(), Some("THEN 'rule'"));
        }
        assert_eq!(logged(&snapshot, None), [0; 0]);
    }
}

#[test]
fn options_that_do_not_cover_everyone_are_an_error_unlike_in_config_v5() {
    // Identifier `1` is in bucket 23 of `flag`.
    let options = json!([{"p": 20, "v": {"b": true}}, {"p": 3, "v": {"b": true}}]);
    let in_rule = json!({"t": 0, "v": {"b": false}, "r": [{"c": [], "p": options}]});
    for flag in [json!({"t": 0, "v": {"b": false}, "p": options}), in_rule] {
        let snapshot = snapshot_of(&json!({"f": {"flag": flag}}).to_string());
        let details = snapshot.get_value_details("flag", true, &User::new("1"));
        let error = details.error.expect("an error");
        assert_eq!((details.value, error.event_id()), (true, 1002));
        assert!(matches!(error, EvaluationError::PercentagesIncomplete { .. }), "{error}");
        let explanation = snapshot.explain("flag", &User::new("1")).to_string();
        assert!(explanation.contains("- Hash value 23 selects no % option."), "{explanation}");
    }
    let v5 = r#"{"f": {"flag": {"t": 0, "v": false, "p": [{"p": 23, "v": true}]}}}"#;
    let details = snapshot_of(v5).get_value_details("flag", true, &User::new("1"));
    assert_eq!((details.value, details.error), (false, None));
}

#[test]
fn options_without_their_attribute_are_skipped() {
    let options = json!([{"p": 100, "v": {"s": "option"}}]);
    let flag = json!({"t": 1, "a": "x", "v": {"s": "everyone"}, "p": options,
        "r": [{"c": [], "p": options}, {"c": [{"u": {"a": "y", "c": 28, "s": "y"}}], "s": {"v": {"s": "next"}}}]});
    let snapshot = snapshot_of(&json!({"f": {"flag": flag}}).to_string());
    assert_eq!(snapshot.get_value("flag", "", &User::new("1").custom("y", "y")), "next");
    assert_eq!(snapshot.get_value("flag", "", &User::new("1").custom("y", "z")), "everyone");
    assert_eq!(snapshot.get_value("flag", "", &user_with("")), "option");
    assert_eq!(snapshot.get_value("flag", "", &user_with(5)), "option");
    assert_eq!(logged(&snapshot, Some(&User::new("1").custom("y", "z"))), [3003, 3003]);
    assert_eq!(logged(&snapshot, None), [3001]);
}

#[test]
fn all_conditions_of_a_rule_must_hold() {
    let condition = |value: &str| json!({"u": {"a": "x", "c": 2, "l": [value]}});
    let snapshot = with_conditions(&json!([condition("a"), condition("b"), condition("c")]), &json!([]));
    assert!(matches(&snapshot, &user_with("abc")));
    for text in ["ab", "ac", "bc"] {
        assert!(!matches(&snapshot, &user_with(text)), "{text}");
    }
}

#[test]
fn users_are_in_segments_or_not_and_errors_pass_on() {
    let segments = json!([
        {"n": "both", "r": [{"a": "x", "c": 12, "d": 5}, {"a": "y", "c": 28, "s": "y"}]},
        {"n": "all", "r": []},
        {"n": "all too"},
    ]);
    let within = |index: usize| with_conditions(&json!([{"s": {"s": index, "c": 0}}]), &segments);
    let outside = |index: usize| with_conditions(&json!([{"s": {"s": index, "c": 1}}]), &segments);
    for (user, is_in) in [
        (user_with(4).custom("y", "y"), Some(true)),
        (user_with(4).custom("y", "z"), Some(false)),
        // What is not looked at cannot go wrong.
        (user_with(6), Some(false)),
        (user_with(4), None),
        (user_with("four").custom("y", "y"), None),
    ] {
        assert_eq!(matches(&within(0), &user), is_in == Some(true), "{user:?}");
        assert_eq!(matches(&outside(0), &user), is_in == Some(false), "{user:?}");
        assert_eq!(logged(&outside(0), Some(&user)).is_empty(), is_in.is_some(), "{user:?}");
    }
    for index in [1, 2] {
        assert!(matches(&within(index), &User::new("1")) && !matches(&outside(index), &User::new("1")));
        // Without a user, nobody is in a segment or outside of it.
        for snapshot in [within(index), outside(index)] {
            assert_eq!(snapshot.get_value("flag", "", None), "everyone");
            assert_eq!(logged(&snapshot, None), [3001]);
        }
    }
}

#[test]
fn numbers_are_numbers_texts_or_words() {
    for (attribute, less, equal) in [
        (Attribute::from(4), true, false),
        (5.0.into(), false, true),
        (" 5 ".into(), false, true),
        ("4,5".into(), true, false),
        ("-Infinity".into(), true, false),
        (" +Infinity".into(), false, false),
        ("Infinity".into(), false, false),
        ("NaN".into(), false, false),
        (f64::NAN.into(), false, false),
        (f64::NEG_INFINITY.into(), true, false),
    ] {
        assert_eq!(holds(12, &json!(5), attribute.clone()), Some(less), "{attribute:?} < 5");
        assert_eq!(holds(10, &json!(5), attribute.clone()), Some(equal), "{attribute:?} = 5");
        assert_eq!(holds(11, &json!(5), attribute.clone()), Some(!equal), "{attribute:?} != 5");
    }
    for text in ["five", "nan", "inf", "infinity", "0x5", "5 5", "[5]"] {
        assert_eq!(holds(10, &json!(5), text), None, "{text}");
    }
    assert_eq!(holds(11, &json!(5), ["5"]), None);
}

#[test]
fn dates_are_system_times_numbers_or_numeric_texts() {
    let at = |seconds: f64| SystemTime::UNIX_EPOCH + Duration::from_secs_f64(seconds);
    for (attribute, before, after) in [
        (Attribute::from(at(1_693_497_499.5)), true, false),
        (at(1_693_497_500.0).into(), false, false),
        (at(1_693_497_500.25).into(), false, true),
        (1_693_497_499.into(), true, false),
        ("1693497500,5".into(), false, true),
        ("-Infinity".into(), true, false),
        (f64::NAN.into(), false, false),
    ] {
        assert_eq!(holds(18, &json!(1_693_497_500), attribute.clone()), Some(before), "{attribute:?}");
        assert_eq!(holds(19, &json!(1_693_497_500), attribute.clone()), Some(after), "{attribute:?}");
    }
    assert_eq!(holds(19, &json!(0), "2023-08-31T16:00:00Z"), None);
    assert_eq!(holds(19, &json!(0), ["1"]), None);
    // Only dates are read as dates.
    assert_eq!(holds(10, &json!(5), at(5.0)), None);
}

#[test]
fn arrays_are_lists_or_json_texts() {
    let items = json!(["a", "é"]);
    for (attribute, contains) in [
        (Attribute::from(["x", "é"]), Some(true)),
        (Attribute::from(["x", " a"]), Some(false)),
        (Attribute::List(Vec::new()), Some(false)),
        (r#" ["x", "\u00e9"] "#.into(), Some(true)),
        ("[]".into(), Some(false)),
        ("a".into(), None),
        (r#"["a", 1]"#.into(), None),
        (r#"{"a": "a"}"#.into(), None),
        ("null".into(), None),
        (1.into(), None),
    ] {
        let hashed: Json = ["a", "é"].map(|item| hash(item, "flag")).into_iter().collect();
        for (comparator, operand, expected) in [
            (34, &items, contains),
            (35, &items, contains.map(|contains| !contains)),
            (26, &hashed, contains),
            (27, &hashed, contains.map(|contains| !contains)),
        ] {
            assert_eq!(holds(comparator, operand, attribute.clone()), expected, "{comparator} {attribute:?}");
        }
    }
}

#[test]
fn hashed_texts_are_compared_by_hash_and_length_in_bytes() {
    let affix = |text: &str| format!("{}_{}", text.len(), hash(text, "flag"));
    for (comparator, operand, text, expected) in [
        (16, json!([hash("x", "flag"), hash("é", "flag")]), "é", true),
        (16, json!([hash("é", "other flag")]), "é", false),
        (16, json!(["é"]), "é", false),
        (16, json!([hash("é", "flag")]), " é", false),
        (20, json!(hash("é", "flag")), "é", true),
        (20, json!("no hash"), "no hash", false),
        (22, json!([affix("xyz"), affix("éa")]), "éab", true),
        (22, json!([affix("éa")]), "éb", false),
        (22, json!([affix("éab")]), "éa", false),
        (22, json!([affix("")]), "anything", true),
        (22, json!([format!("1_{}", hash("é", "flag"))]), "é", false),
        (22, json!(["1_no hash"]), "a", false),
        (24, json!([affix("bé")]), "abé", true),
        (24, json!([affix("bé")]), "é", false),
    ] {
        assert_eq!(holds(comparator, &operand, text), Some(expected), "{comparator} {operand} {text}");
        assert_eq!(
            holds(comparator + 1, &operand, text),
            Some(!expected),
            "NOT {comparator} {operand} {text}"
        );
    }
}

#[test]
fn hashes_in_a_segment_are_made_with_its_name() {
    let segments = json!([{"n": "seg", "r": [{"a": "x", "c": 20, "s": hash("text", "seg")}]}]);
    let snapshot = with_conditions(&json!([{"s": {"s": 0, "c": 0}}]), &segments);
    assert!(matches(&snapshot, &user_with("text")) && !matches(&snapshot, &user_with("other")));
}

#[test]
fn text_comparators_convert_what_is_no_text_and_say_so() {
    let date = SystemTime::UNIX_EPOCH + Duration::from_millis(1500);
    for (attribute, text) in [
        (Attribute::from(1e-7), "1e-7"),
        (1e21.into(), "1e+21"),
        (7.into(), "7"),
        (date.into(), "1.5"),
        (["a", "b"].into(), r#"["a","b"]"#),
        (f64::INFINITY.into(), "Infinity"),
    ] {
        let snapshot = with_user_condition(&json!({"a": "x", "c": 28, "s": text}));
        assert!(matches(&snapshot, &user_with(attribute.clone())), "{text}");
        assert_eq!(logged(&snapshot, Some(&user_with(attribute))), [3005], "{text}");
    }
}

#[test]
fn versions_that_are_none_are_warnings_of_the_user_and_false_in_the_document() {
    let items = json!([" 1.0.0 ", "", "2.0.0"]);
    assert_eq!(holds(4, &items, " 2.0.0+build "), Some(true));
    assert_eq!(holds(5, &items, "3.0.0"), Some(true));
    for comparator in [4, 5] {
        assert_eq!(holds(comparator, &items, "2.0"), None);
        assert_eq!(holds(comparator, &json!(["1.0.0", "x"]), "1.0.0"), Some(false));
    }
    for comparator in 6..=9 {
        assert_eq!(holds(comparator, &json!("x"), "1.0.0"), Some(false));
        assert_eq!(holds(comparator, &json!("1.0.0"), "x"), None);
    }
}

#[test]
fn blank_items_of_version_lists_are_ignored_wherever_they_stand() {
    for items in [json!(["1.0.0", ""]), json!([" ", "1.0.0"]), json!(["", "1.0.0", "\t\u{3000}", "2.0.0"])] {
        for (attribute, is_in) in [("1.0.0", Some(true)), ("3.0.0", Some(false)), ("x", None)] {
            assert_eq!(holds(4, &items, attribute), is_in, "{attribute} in {items}");
            assert_eq!(holds(5, &items, attribute), is_in.map(|is_in| !is_in), "{attribute} not in {items}");
        }
    }
    // A list of blank items is an empty list. The attribute must be a version all the same.
    for items in [json!([]), json!([""]), json!([" "]), json!(["", "\n ", ""])] {
        for (attribute, is_version) in [
            (Attribute::from(" 1.0.0 "), true),
            ("x".into(), false),
            ("1.0".into(), false),
            (1.into(), false),
        ] {
            let is_in = is_version.then_some(false);
            assert_eq!(holds(4, &items, attribute.clone()), is_in, "{attribute:?} in {items}");
            assert_eq!(
                holds(5, &items, attribute.clone()),
                is_in.map(|is_in| !is_in),
                "{attribute:?} not in {items}"
            );
        }
    }
}

#[test]
fn dates_serve_the_same_buckets_and_texts_however_far_they_are() {
    // Milliseconds that are divided once; the text is the one that ConfigCat's SDKs make.
    let date = |millis: u64| SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
    for (attribute, text) in [
        (Attribute::from(date(91_464_969_419_501)), "91464969419.501"),
        ((date(0) - Duration::from_millis(9_464_969_419_501)).into(), "-9464969419.501"),
        (Attribute::Date(91_464_969_419.501), "91464969419.501"),
    ] {
        let equals = with_user_condition(&json!({"a": "x", "c": 28, "s": text}));
        assert!(matches(&equals, &user_with(attribute.clone())), "{text}");
        let options = (0..100).map(|number| json!({"p": 1, "v": {"i": number}})).collect::<Vec<_>>();
        let flag = json!({"t": 2, "a": "x", "v": {"i": -1}, "p": options});
        let bucket = snapshot_of(&json!({"f": {"flag": flag}}).to_string());
        let [of_date, of_text] =
            [user_with(attribute), user_with(text)].map(|user| bucket.get_value("flag", -1, &user));
        assert!(of_date == of_text && of_date >= 0, "{text}");
    }
    let user = user_with(date(91_464_969_419_501));
    for (comparator, holds) in [(18, false), (19, false)] {
        let condition = json!({"a": "x", "c": comparator, "d": 91_464_969_419.501_f64});
        assert_eq!(matches(&with_user_condition(&condition), &user), holds, "{comparator}");
    }
}

#[test]
fn missing_attributes_skip_rules_of_negative_comparators_too() {
    let condition = json!({"a": "x", "c": 29, "s": "y"});
    for user in [User::new("1"), user_with("")] {
        let snapshot = with_user_condition(&condition);
        assert!(!matches(&snapshot, &user));
        assert_eq!(logged(&snapshot, Some(&user)), [3003]);
    }
}
