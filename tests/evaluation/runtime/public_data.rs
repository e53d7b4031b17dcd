//! What applications build on: comparators and comparison values as data, users and details in JSON, common traits.

use std::panic::{RefUnwindSafe, UnwindSafe};

use configcat_core::{
    Client, Config, Flag, FlagSource, OverrideBehaviour, Overrides, ParseError, ReadyState, Snapshot, Text,
    User,
    config::{
        ComparisonValue, Condition, PrerequisiteFlagComparator, SegmentComparator, Setting, TargetingRule,
        UserComparator, UserCondition,
    },
};
use serde_json::json;

/// A rule for each comparator of config v6, with the comparison value that it needs.
fn every_comparator() -> Config {
    let rules: Vec<_> = UserComparator::ALL
        .iter()
        .map(|comparator| {
            let mut condition = json!({"a": "x", "c": comparator.number()});
            let (member, value) = match comparator.wording() {
                "EQUALS" | "NOT EQUALS" => ("s", json!("abc")),
                "<" | "<=" | ">" | ">=" if comparator.number() < 10 => ("s", json!("1.2.3")),
                "=" | "!=" | "<" | "<=" | ">" | ">=" => ("d", json!(1.5)),
                "BEFORE" | "AFTER" => ("d", json!(1_700_000_000)),
                "STARTS WITH ANY OF"
                | "NOT STARTS WITH ANY OF"
                | "ENDS WITH ANY OF"
                | "NOT ENDS WITH ANY OF"
                    if comparator.is_hashed() =>
                {
                    ("l", json!(["3_aa", "3_bb"]))
                }
                _ => ("l", json!(["1.2.3", "4.5.6"])),
            };
            condition[member] = value;
            json!({"c": [{"u": condition}], "s": {"v": {"b": true}}})
        })
        .collect();
    let document = json!({"p": {"s": "salt"}, "f": {"flag": {"t": 0, "v": {"b": false}, "r": rules}}});
    Config::parse(&document.to_string()).expect("a config")
}

fn user_conditions(config: &Config) -> Vec<&UserCondition> {
    let rules = config.settings().flat_map(Setting::targeting_rules);
    rules
        .flat_map(TargetingRule::conditions)
        .map(|condition| match condition {
            Condition::User(condition) => condition,
            other => panic!("{other}"),
        })
        .collect()
}

#[test]
fn every_comparator_of_config_v6_is_data() {
    let config = every_comparator();
    assert_eq!(config.broken_settings().count(), 0);
    let conditions = user_conditions(&config);
    let comparators: Vec<_> = conditions.iter().map(|condition| condition.comparator()).collect();
    assert_eq!(comparators, UserComparator::ALL);
    for condition in conditions {
        let (comparator, value) = (condition.comparator(), condition.comparison_value());
        let is_hashed = matches!(value, ComparisonValue::HashedText | ComparisonValue::HashedTexts(2));
        assert_eq!(is_hashed, comparator.is_hashed(), "{condition}");
        let start = format!("User.x {comparator} ");
        assert!(condition.to_string().starts_with(&start), "{condition}");
        match value {
            ComparisonValue::Number(number) => assert!((number - 1.5).abs() < f64::EPSILON, "{condition}"),
            ComparisonValue::Date(seconds) => assert!((seconds - 1.7e9).abs() < 1.0, "{condition}"),
            ComparisonValue::Texts(texts) => assert_eq!(texts, ["1.2.3", "4.5.6"], "{condition}"),
            ComparisonValue::Text(text) => assert!(["abc", "1.2.3"].contains(&text), "{condition}"),
            _ => {}
        }
    }
}

#[test]
fn comparison_values_of_config_v5_are_data() {
    for (comparator, value, expected) in [
        (0, "a, b", ComparisonValue::Texts(&["a".into(), "b".into()])),
        (2, "a, b", ComparisonValue::Texts(&["a, b".into()])),
        (6, " 1.2.3 ", ComparisonValue::Text("1.2.3")),
        (10, "1,5", ComparisonValue::Number(1.5)),
        (10, "many", ComparisonValue::Text("many")),
        (17, "a,b,c", ComparisonValue::HashedTexts(3)),
    ] {
        let rule = json!({"a": "x", "t": comparator, "c": value, "v": true});
        let document = json!({"f": {"flag": {"t": 0, "v": false, "r": [rule]}}}).to_string();
        let config = Config::parse(&document).expect("a config");
        let [condition] = user_conditions(&config)[..] else { panic!("{document}") };
        assert_eq!(condition.comparison_value(), expected, "{document}");
        assert_eq!(i64::from(condition.comparator().v5_number().expect("a number")), comparator);
    }
}

#[test]
fn segments_and_prerequisites_are_data() {
    let document = json!({
        "p": {"s": "salt"},
        "s": [
            {"n": "Beta", "r": [{"a": "Email", "c": 2, "l": ["@example.com"]}]},
            {"n": "Broken", "r": [{"a": "Email", "c": 99, "l": []}]},
        ],
        "f": {
            "other": {"t": 0, "v": {"b": true}},
            "flag": {"t": 0, "v": {"b": false}, "r": [{
                "c": [{"s": {"s": 0, "c": 1}}, {"p": {"f": "other", "c": 0, "v": {"b": true}}}],
                "s": {"v": {"b": true}},
            }]},
        },
    });
    let config = Config::parse(&document.to_string()).expect("a config");
    assert!(config.has_salt());
    assert_eq!(config.segments().map(|segment| segment.name().as_str()).collect::<Vec<_>>(), ["Beta"]);
    let rule = &config.setting("flag").expect("a flag").targeting_rules()[0];
    let [Condition::Segment(segment), Condition::Prerequisite(flag)] = rule.conditions() else {
        panic!("{rule}")
    };
    assert_eq!(segment.comparator(), SegmentComparator::IsNotIn);
    assert_eq!(flag.comparator(), PrerequisiteFlagComparator::Equals);
    assert!(!Config::from_values([("a", true)]).has_salt());
}

#[test]
fn configs_and_flags_can_be_compared() {
    let (one, same, other) = (every_comparator(), every_comparator(), Config::from_values([("flag", true)]));
    assert!(one == same && one != other);
    let flag = Flag::new("a", 1);
    let copy = flag;
    assert!(flag == copy && flag != Flag::new("a", 2) && flag != Flag::new("b", 1));
    assert!(Flag::new("a", Text::from_static("b")) == Flag::new("a", Text::from("b")));
}

#[test]
fn details_are_json() {
    let snapshot = Snapshot::from(every_comparator());
    let user = User::new("1").custom("x", "abc");
    let details = snapshot.get_value_details("flag", false, &user);
    let json = serde_json::to_value(&details).expect("details are JSON");
    assert_eq!(json["user"], json!({"Identifier": "1", "custom": {"x": "abc"}}));
    assert_eq!((&json["key"], &json["value"], &json["error"]), (&json!("flag"), &json!(true), &json!(null)));
    assert!(
        json["matched_targeting_rule"].as_str().is_some_and(|rule| rule.starts_with("IF User.x ")),
        "{json}"
    );
    let missing = serde_json::to_value(snapshot.get_value_details("none", false, None)).expect("JSON");
    assert_eq!(missing["error"], json!("flag `none` is not in the config"));
    assert_eq!(missing["is_default_value"], json!(true));
}

#[test]
fn snapshots_know_where_their_flags_come_from() {
    let overrides = Overrides::from_map([("a", true)], OverrideBehaviour::LocalOnly);
    let client = Client::builder("local").overrides(overrides).build().expect("a client");
    let snapshot = client.snapshot();
    assert_eq!(snapshot.state(), ReadyState::HasLocalOverrideFlagDataOnly);
    assert!(snapshot.remote_config().is_none() && snapshot.config().is_some());
}

#[test]
fn what_applications_keep_is_safe_to_unwind() {
    fn assert_unwind_safe<T: UnwindSafe + RefUnwindSafe>() {}

    assert_unwind_safe::<Client>();
    assert_unwind_safe::<Snapshot>();
    assert_unwind_safe::<FlagSource>();
}

#[test]
fn an_error_that_main_returns_is_shown_with_its_causes() {
    let error = Overrides::from_json("{", OverrideBehaviour::LocalOnly).expect_err("an error");
    assert_eq!(
        format!("{error:?}"),
        "the overrides are not a config document: line 1, column 1: EOF while parsing an object"
    );
    let error: ParseError = Config::parse("{}").expect_err("no config");
    assert_eq!(format!("{error:?}"), error.to_string());
}
