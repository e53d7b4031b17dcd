//! Flags that look at other flags: missing ones, those of another type, circles, and more than can be followed.

use std::time::{Duration, Instant};

use configcat_core::{EvaluationError, Snapshot, Text, User, Value};
use configcat_test_support::{Evaluated, evaluate, log_events_of, snapshot_of};
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
fn an_evaluation_that_goes_around_a_circle_fails() {
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
fn a_circle_does_not_matter_if_the_evaluation_does_not_get_to_it() {
    let is_beta = json!({"u": {"a": "Email", "c": 2, "l": ["@beta"]}});
    let needs = |key: &str| json!({"p": {"f": key, "c": 0, "v": {"b": true}}});
    let rule = |conditions: Json, value: bool| json!({"c": conditions, "s": {"v": {"b": value}}});
    let flag = |rules: Json| json!({"t": 0, "v": {"b": false}, "r": rules});
    let snapshot = snapshot([
        // An earlier rule decides for some users.
        ("a".to_owned(), flag(json!([rule(json!([is_beta]), true), rule(json!([needs("b")]), true)]))),
        // An earlier condition is false for the other users.
        ("b".to_owned(), flag(json!([rule(json!([is_beta, needs("a")]), true)]))),
        // A condition of a user without e-mail cannot be evaluated, so the rule is skipped.
        ("own".to_owned(), flag(json!([rule(json!([is_beta, needs("own")]), true)]))),
        (
            "everyone".to_owned(),
            flag(json!([rule(json!([]), true), rule(json!([needs("everyone")]), false)])),
        ),
        ("outside".to_owned(), flag(json!([rule(json!([needs("b"), needs("own")]), true)]))),
        // Twice the same flag is not a circle.
        ("twice".to_owned(), flag(json!([rule(json!([needs("a"), needs("a"), needs("b")]), true)]))),
    ]);
    let config = snapshot.config().expect("a config");
    assert_eq!(
        ["a", "b", "own", "everyone", "outside"]
            .map(|key| config.prerequisite_cycle(key).map(|path| path.len())),
        [Some(3), Some(3), Some(2), Some(2), None]
    );
    let cycle = |path: &str| Err(format!("circular dependency between the flags {path}"));
    let beta = User::new("1").email("a@beta");
    let other = User::new("1").email("a@example.com");
    for (key, of_beta, of_other) in [
        ("a", Ok(true), Ok(false)),
        ("b", Ok(true), Ok(false)),
        ("own", cycle("'own' -> 'own'"), Ok(false)),
        ("everyone", Ok(true), Ok(true)),
        ("outside", cycle("'outside' -> 'own' -> 'own'"), Ok(false)),
        ("twice", Ok(true), Ok(false)),
    ] {
        for (user, expected) in [(Some(&beta), of_beta), (Some(&other), of_other)] {
            let Evaluated { value, .. } = evaluate(&snapshot, key, user);
            let value = value.map_err(|error| {
                let message = error.to_string();
                message
                    .strip_prefix(&format!("flag `{key}` cannot be evaluated: "))
                    .unwrap_or(&message)
                    .to_owned()
            });
            assert_eq!(value, expected.map(Value::from), "{key} for {user:?}");
        }
    }
    // Without a user, the first rule of `a` is skipped, and so is the one of `b`.
    assert!(!snapshot.get_value("a", true, None));
}

#[test]
fn an_explanation_ends_where_the_circle_closes() {
    let snapshot = snapshot_of_needs(&[("a", &["b"]), ("b", &["a"])]);
    assert_eq!(
        snapshot.explain("a", None).to_string(),
        "Evaluating 'a'
  Evaluating targeting rules and applying the first match if any:
  - IF Flag 'b' EQUALS 'true'
    (
      Evaluating prerequisite flag 'b':
      Evaluating targeting rules and applying the first match if any:
      - IF Flag 'a' EQUALS 'true' THEN 'true' => failed to evaluate
      Condition (Flag 'b' EQUALS 'true') failed to evaluate.
    )
    THEN 'true' => failed to evaluate
  Returning the default value: flag `a` cannot be evaluated: circular dependency between the flags 'a' -> 'b' -> 'a'."
    );
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
fn a_circle_of_ten_thousand_flags_is_given_up_quickly_and_shown_in_part() {
    const FLAGS: usize = 10_000;

    let start = Instant::now();
    let snapshot = snapshot((0..FLAGS).map(|number| {
        (format!("flag{number}"), flag_that_needs(&[&format!("flag{}", (number + 1) % FLAGS)]))
    }));
    let details = snapshot.get_all_value_details(None);
    // The chain is too long before it comes back to its start.
    let is_too_long =
        |error: &Option<EvaluationError>| matches!(error, Some(EvaluationError::TooManyPrerequisites { .. }));
    assert!(details.iter().all(|details| is_too_long(&details.error)));
    let config = snapshot.config().expect("a config");
    let paths: Vec<_> = config.keys().step_by(10).map(|key| config.prerequisite_cycle(key)).collect();
    assert!(paths.iter().all(|path| path.as_ref().is_some_and(|path| path.len() < 1_000)));
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn the_longest_circle_that_is_followed_has_51_flags() {
    let circle = |length: usize| {
        snapshot((0..length).map(|number| {
            (format!("flag{number}"), flag_that_needs(&[&format!("flag{}", (number + 1) % length)]))
        }))
    };
    let message = error_of(&circle(51), "flag0").unwrap_or_default();
    assert!(
        message.contains("flags 'flag0' -> 'flag1' -> ") && message.ends_with("'flag19' -> …"),
        "{message}"
    );
    assert!(
        error_of(&circle(52), "flag0").is_some_and(|message| message.contains("too many prerequisite flags"))
    );
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
