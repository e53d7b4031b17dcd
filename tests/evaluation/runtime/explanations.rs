//! Explanations as text, as JSON, and with colours. That of evaluations that went well is in the public test data, and
//! compared by the conformance tests.

use configcat_core::{Snapshot, User};
use configcat_test_support::snapshot_of;
use serde_json::json;

const DOCUMENT: &str = r#"{
    "p": {"s": "salt"},
    "s": [{"n": "Beta testers", "r": [{"a": "Email", "c": 2, "l": ["@example.com"]}, {"a": "Age", "c": 14, "d": 17}]}],
    "f": {
        "parent": {"t": 0, "v": {"b": true}, "i": "p0"},
        "flag": {"t": 1, "a": "Country", "v": {"s": "everyone"}, "i": "f0", "r": [
            {"c": [{"u": {"a": "plan", "c": 28, "s": "pro"}}], "s": {"v": {"s": "by plan"}}},
            {"c": [{"s": {"s": 0, "c": 1}}], "s": {"v": {"s": "by segment"}}},
            {"c": [{"p": {"f": "parent", "c": 0, "v": {"b": true}}}, {"u": {"a": "Email", "c": 31, "l": ["x"]}}],
             "p": [{"p": 100, "v": {"s": "by option"}, "i": "f1"}]}
        ]},
        "circle": {"t": 0, "v": {"b": true}, "r": [{"c": [{"p": {"f": "circle", "c": 0, "v": {"b": true}}}],
            "s": {"v": {"b": true}}}]},
        "needsCircle": {"t": 0, "v": {"b": true}, "r": [
            {"c": [{"u": {"a": "Email", "c": 29, "s": "x"}}, {"p": {"f": "circle", "c": 0, "v": {"b": true}}},
                   {"u": {"a": "Email", "c": 29, "s": "y"}}], "s": {"v": {"b": true}}}]},
        "needsMissing": {"t": 0, "v": {"b": true}, "r": [
            {"c": [{"p": {"f": "nothing", "c": 1, "v": {"i": 5}}}], "s": {"v": {"b": true}}}]},
        "broken": {"t": 0},
        "incomplete": {"t": 0, "v": {"b": true}, "p": [{"p": 0, "v": {"b": true}}]}
    }
}"#;

fn snapshot() -> Snapshot {
    snapshot_of(DOCUMENT)
}

fn jane() -> User {
    User::new("1").email("jane@example.com")
}

/// The lines of a text without the indentation that they have here.
fn lines(text: &str) -> String {
    let text = text.trim_end().trim_start_matches('\n');
    let indent = text.len() - text.trim_start().len();
    let lines: Vec<_> = text.lines().filter_map(|line| line.get(indent..)).collect();
    lines.join("\n")
}

#[test]
fn failures_are_explained_up_to_where_they_happened() {
    for (key, expected) in [
        (
            "circle",
            "
            Evaluating 'circle'
              Evaluating targeting rules and applying the first match if any:
              - IF Flag 'circle' EQUALS 'true' THEN 'true' => failed to evaluate
              Returning the default value: flag `circle` cannot be evaluated: circular dependency between the flags 'circle' -> 'circle'.
            ",
        ),
        (
            "needsMissing",
            "
            Evaluating 'needsMissing'
              Evaluating targeting rules and applying the first match if any:
              - IF Flag 'nothing' NOT EQUALS '5' THEN 'true' => failed to evaluate
              Returning the default value: flag `needsMissing` cannot be evaluated: prerequisite flag `nothing` is not in the config.
            ",
        ),
        (
            "broken",
            "
            Evaluating 'broken'
              Returning the default value: flag `broken` cannot be evaluated: the value is missing.
            ",
        ),
        (
            "no such flag",
            "
            Evaluating 'no such flag'
              Returning the default value: flag `no such flag` is not in the config.
            ",
        ),
        (
            "incomplete",
            "
            Evaluating 'incomplete'
              Skipping % options because the User Object is missing.
              Returning 'true'.
            ",
        ),
    ] {
        assert_eq!(snapshot().explain(key, None).to_string(), lines(expected), "{key}");
    }
    let expected = "
        Evaluating 'needsCircle' for User '{\"Identifier\":\"1\",\"Email\":\"jane@example.com\"}'
          Evaluating targeting rules and applying the first match if any:
          - IF User.Email NOT EQUALS 'x' => true
            AND Flag 'circle' EQUALS 'true'
            (
              Evaluating prerequisite flag 'circle':
              Evaluating targeting rules and applying the first match if any:
              - IF Flag 'circle' EQUALS 'true' THEN 'true' => failed to evaluate
              Condition (Flag 'circle' EQUALS 'true') failed to evaluate.
            )
            THEN 'true' => failed to evaluate
          Returning the default value: flag `needsCircle` cannot be evaluated: circular dependency between the flags 'needsCircle' -> 'circle' -> 'circle'.
    ";
    assert_eq!(snapshot().explain("needsCircle", &jane()).to_string(), lines(expected));
}

#[test]
fn an_explanation_is_a_tree_in_json() {
    let explanation = snapshot().explain("flag", &jane().country("Norway"));
    assert_eq!(
        serde_json::to_value(&explanation).expect("JSON"),
        json!({
            "key": "flag",
            "user": {"Identifier": "1", "Email": "jane@example.com", "Country": "Norway"},
            "flag": {
                "targeting_rules": [
                    {
                        "conditions": [{
                            "condition": "User.plan EQUALS 'pro'",
                            "nested": null,
                            "outcome": {"cannot_evaluate": "the User.plan attribute is missing"},
                        }],
                        "skipped_conditions": false,
                        "then": "'by plan'",
                        "outcome": {"cannot_evaluate": "the User.plan attribute is missing"},
                        "percentage_options": null,
                    },
                    {
                        "conditions": [{
                            "condition": "User IS NOT IN SEGMENT 'Beta testers'",
                            "nested": {"segment": {
                                "name": "Beta testers",
                                "conditions": [
                                    {
                                        "condition": "User.Email CONTAINS ANY OF ['@example.com']",
                                        "nested": null,
                                        "outcome": true,
                                    },
                                    {
                                        "condition": "User.Age > '17'",
                                        "nested": null,
                                        "outcome": {"cannot_evaluate": "the User.Age attribute is missing"},
                                    },
                                ],
                                "outcome": {"cannot_evaluate": "the User.Age attribute is missing"},
                            }},
                            "outcome": {"cannot_evaluate": "the User.Age attribute is missing"},
                        }],
                        "skipped_conditions": false,
                        "then": "'by segment'",
                        "outcome": {"cannot_evaluate": "the User.Age attribute is missing"},
                        "percentage_options": null,
                    },
                    {
                        "conditions": [
                            {
                                "condition": "Flag 'parent' EQUALS 'true'",
                                "nested": {"prerequisite_flag": {
                                    "key": "parent",
                                    "flag": {"targeting_rules": [], "percentage_options": null},
                                    "value": true,
                                }},
                                "outcome": true,
                            },
                            {
                                "condition": "User.Email NOT STARTS WITH ANY OF ['x']",
                                "nested": null,
                                "outcome": true,
                            },
                        ],
                        "skipped_conditions": false,
                        "then": "% options",
                        "outcome": "match",
                        "percentage_options": {"dealt": {
                            "attribute": "Country",
                            "bucket": 37,
                            "option": {"number": 1, "percentage": 100.0, "value": "by option"},
                        }},
                    },
                ],
                "percentage_options": null,
            },
            "value": "by option",
            "variation_id": "f1",
            "missing_attributes": ["plan", "Age"],
            "error": null,
        }),
    );
    let failed = serde_json::to_value(snapshot().explain("needsMissing", None)).expect("JSON");
    assert_eq!(failed["flag"]["targeting_rules"][0]["outcome"], json!(null));
    assert_eq!(failed["flag"]["targeting_rules"][0]["conditions"][0]["outcome"], json!(null));
    assert_eq!(
        failed["error"],
        "flag `needsMissing` cannot be evaluated: prerequisite flag `nothing` is not in the config"
    );
}

/// A text without ANSI escape sequences for colours, and the sequences.
fn stripped(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    let mut codes = Vec::new();
    for part in parts {
        let (code, rest) = part.split_once('m').expect("a sequence ends with `m`");
        codes.push(code.to_owned());
        plain.push_str(rest);
    }
    (plain, codes)
}

#[test]
fn colours_change_nothing_but_colours() {
    let [green, yellow, red, dimmed, reset] = ["[32m", "[33m", "[31m", "[2m", "[0m"];

    let snapshot = snapshot();
    for key in snapshot.get_all_keys() {
        for user in [None, Some(jane()), Some(jane().custom("plan", "pro")), Some(jane().custom("Age", 20))] {
            let explanation = snapshot.explain(&key, user.as_ref());
            let (plain, codes) = stripped(&explanation.styled().to_string());
            assert_eq!(plain, explanation.to_string());
            let (on, off): (Vec<_>, Vec<_>) = codes.iter().partition(|code| *code != "[0");
            assert_eq!(on.len(), off.len(), "{codes:?}");
        }
    }
    for (key, user, colour, text) in [
        ("flag", jane().custom("plan", "pro"), green, " => MATCH, applying rule"),
        ("flag", jane().custom("plan", "x"), dimmed, " => no match"),
        ("flag", jane(), yellow, " => cannot evaluate, the User.plan attribute is missing"),
        ("flag", jane().country("Norway"), green, "evaluates to true"),
        ("needsMissing", jane(), red, " => failed to evaluate"),
        (
            "circle",
            jane(),
            red,
            "Returning the default value: flag `circle` cannot be evaluated: circular dependency between the flags 'circle' -> 'circle'.",
        ),
    ] {
        let styled = snapshot.explain(key, &user).styled().to_string();
        let expected = format!("\u{1b}{colour}{text}\u{1b}{reset}");
        assert!(styled.contains(&expected), "{expected:?} is not in {styled:?}");
    }
}
