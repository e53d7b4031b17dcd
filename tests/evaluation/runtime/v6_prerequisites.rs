//! Flags that look at other flags: missing ones, those of another type, circles, and more than can be followed.

use std::time::{Duration, Instant};

use configcat_core::{EvaluationError, Snapshot, Text, User};
use configcat_test_support::{log_events_of, snapshot_of};
use serde_json::{Map, Value as Json, json};

/// A flag of bool that is true if all these flags are.
fn flag_that_needs(keys: &[&str]) -> Json {
    let conditions: Vec<Json> =
        keys.iter().map(|key| json!({"p": {"f": key, "c": 0, "v": {"b": true}}})).collect();
    json!({"t": 0, "v": {"b": keys.is_empty()}, "r": [{"c": conditions, "s": {"v": {"b": true}}}]})
}

fn snapshot(flags: impl IntoIterator<Item = (String, Json)>) -> Snapshot {
    let flags: Map<String, Json> = flags.into_iter().collect();
    snapshot_of(&json!({"f": flags}).to_string())
}

/// A snapshot of flags that each need some others.
fn snapshot_of_needs(needs: &[(&str, &[&str])]) -> Snapshot {
    snapshot(needs.iter().map(|(key, keys)| ((*key).to_owned(), flag_that_needs(keys))))
}

fn error_of(snapshot: &Snapshot, key: &str) -> Option<String> {
    let details = snapshot.get_value_details(key, false, None);
    assert_eq!(details.error, snapshot.explain(key, None).error);
    assert!(details.error.as_ref().is_none_or(|error| error.event_id() == 1002));
    details.error.map(|error| error.to_string())
}

#[test]
fn flags_on_a_circle_and_those_that_need_them_cannot_be_evaluated() {
    let snapshot = snapshot_of_needs(&[
        ("a", &["b"]),
        ("b", &["good", "c"]),
        ("c", &["a"]),
        ("own", &["own"]),
        ("outside", &["good", "b"]),
        ("good", &[]),
    ]);
    for (key, path) in [
        ("a", "'a' -> 'b' -> 'c' -> 'a'"),
        ("b", "'b' -> 'c' -> 'a' -> 'b'"),
        ("own", "'own' -> 'own'"),
        ("outside", "'outside' -> 'b' -> 'c' -> 'a' -> 'b'"),
    ] {
        let expected =
            format!("flag `{key}` cannot be evaluated: circular dependency between the flags {path}");
        assert_eq!(error_of(&snapshot, key), Some(expected));
    }
    assert_eq!(error_of(&snapshot, "good"), None);
    let config = snapshot.config().expect("a config");
    assert_eq!(config.prerequisite_cycle("own"), Some(vec![Text::from("own"), "own".into()]));
    assert_eq!(["outside", "good", "none"].map(|key| config.prerequisite_cycle(key)), [None, None, None]);
}

#[test]
fn a_circle_counts_even_if_no_rule_would_get_to_it() {
    let first = json!({"c": [], "s": {"v": {"b": true}}});
    let mut flag = flag_that_needs(&["flag"]);
    flag["r"].as_array_mut().expect("rules").insert(0, first);
    assert!(error_of(&snapshot([("flag".to_owned(), flag)]), "flag").is_some());
}

#[test]
fn what_is_missing_or_of_another_type_fails_the_flag() {
    let mut number = flag_that_needs(&["good"]);
    number["r"][0]["c"][0]["p"]["v"] = json!({"i": 1});
    let snapshot = snapshot([
        ("missing".to_owned(), flag_that_needs(&["nothing"])),
        ("number".to_owned(), number),
        ("good".to_owned(), flag_that_needs(&[])),
        ("second".to_owned(), flag_that_needs(&["missing"])),
    ]);
    for (key, why) in [
        ("missing", "prerequisite flag `nothing` is not in the config"),
        ("number", "prerequisite flag `good` is a bool, but is compared with a whole number"),
        ("second", "prerequisite flag `nothing` is not in the config"),
    ] {
        assert_eq!(error_of(&snapshot, key), Some(format!("flag `{key}` cannot be evaluated: {why}")));
    }
}

#[test]
fn prerequisites_of_all_types_are_compared_by_value_and_negated() {
    for (setting_type, value, other) in [
        (0, json!({"b": true}), json!({"b": false})),
        (1, json!({"s": "é"}), json!({"s": "e"})),
        (2, json!({"i": 7}), json!({"i": -7})),
        (3, json!({"d": 0.5}), json!({"d": 5})),
    ] {
        for (comparator, compared_with, holds) in
            [(0, &value, true), (1, &value, false), (0, &other, false), (1, &other, true)]
        {
            let condition = json!({"p": {"f": "needed", "c": comparator, "v": compared_with}});
            let rule = json!({"c": [condition], "s": {"v": {"b": true}}});
            let flag = json!({"t": 0, "v": {"b": false}, "r": [rule]});
            let needed = json!({"t": setting_type, "v": value});
            let snapshot = snapshot([("flag".to_owned(), flag), ("needed".to_owned(), needed)]);
            for user in [None, Some(&User::new("1"))] {
                assert_eq!(snapshot.get_value("flag", !holds, user), holds, "{comparator} {compared_with}");
            }
        }
    }
}

#[test]
fn without_a_user_prerequisites_are_evaluated_and_each_flag_warns_once() {
    let of_user = json!({"u": {"a": "Email", "c": 3, "l": ["x"]}});
    let rule = |conditions: Json, value: bool| json!({"c": conditions, "s": {"v": {"b": value}}});
    let needs = json!({"p": {"f": "needed", "c": 0, "v": {"b": true}}});
    let snapshot = snapshot_of(
        &json!({
            "s": [{"n": "all", "r": []}],
            "f": {
                "flag": {"t": 0, "v": {"b": false}, "r": [
                    rule(json!([of_user]), false),
                    rule(json!([{"s": {"s": 0, "c": 1}}]), false),
                    rule(json!([needs, of_user]), false),
                    rule(json!([needs]), true),
                ]},
                "needed": {"t": 0, "v": {"b": true}, "r": [rule(json!([of_user]), false)],
                           "p": [{"p": 100, "v": {"b": false}}]},
            },
        })
        .to_string(),
    );
    let events = log_events_of(|| assert!(snapshot.get_value("flag", false, None)));
    let warned: Vec<_> = events
        .iter()
        .filter(|event| event.event_id == Some(3001))
        .map(|event| event.message.split('\'').nth(1).unwrap_or_default())
        .collect();
    // Two rules look at the other flag.
    assert_eq!(warned, ["flag", "needed", "needed"], "{events:?}");
    assert_eq!(warned.len(), events.len());
}

#[test]
fn chains_are_followed_to_a_depth_and_no_further() {
    let key = |number: usize| format!("flag{number}");
    let chain = |length: usize| {
        snapshot((0..length).map(|number| {
            let needed = (number + 1 < length).then(|| key(number + 1));
            (key(number), flag_that_needs(&needed.iter().map(String::as_str).collect::<Vec<_>>()))
        }))
    };
    assert_eq!(error_of(&chain(51), "flag0"), None);
    let long = chain(10_000);
    let expected = "flag `flag0` cannot be evaluated: it has too many prerequisite flags";
    assert_eq!(error_of(&long, "flag0").as_deref(), Some(expected));
    assert!(long.get_value("flag9990", false, None));
    assert_eq!(long.get_all_values(None).len(), 51);
}

#[test]
fn a_circle_of_ten_thousand_flags_is_found_quickly_and_shown_in_part() {
    const FLAGS: usize = 10_000;

    let start = Instant::now();
    let snapshot = snapshot((0..FLAGS).map(|number| {
        (format!("flag{number}"), flag_that_needs(&[&format!("flag{}", (number + 1) % FLAGS)]))
    }));
    let details = snapshot.get_all_value_details(None);
    let is_cycle = |error: &Option<EvaluationError>| matches!(error, Some(EvaluationError::PrerequisiteCycle { path, .. }) if path.len() < 1_000);
    assert!(details.iter().all(|details| is_cycle(&details.error)));
    let message = details[0].error.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(
        message.contains("flags 'flag0' -> 'flag1' -> ") && message.ends_with("'flag19' -> …"),
        "{message}"
    );
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn conditions_that_multiply_end_in_an_error() {
    let key = |number: usize| format!("flag{number}");
    let levels = (0..30).map(|number| {
        let next = key(number + 1);
        (key(number), flag_that_needs(&[&next, &next]))
    });
    let start = Instant::now();
    let snapshot = snapshot(levels.chain([(key(30), flag_that_needs(&[]))]));
    let expected = "flag `flag0` cannot be evaluated: it has too many prerequisite flags";
    assert_eq!(error_of(&snapshot, "flag0").as_deref(), Some(expected));
    assert!(snapshot.get_value("flag20", false, None));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}
