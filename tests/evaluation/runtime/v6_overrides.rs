//! Local and remote documents of config v6 together: each keeps its own salt and segments.

use configcat_core::{Config, EvaluationError, OverrideBehaviour, Overrides, Snapshot, User};
use configcat_test_support::hashed;
use serde_json::{Value as Json, json};

use OverrideBehaviour::{LocalOnly, LocalOverRemote, RemoteOverLocal};

/// A document with a salt, in which flags look for the Email `{salt}@example.com`: by its hash, and through a segment.
fn document(salt: &str, keys: &[&str]) -> String {
    let email = format!("{salt}@example.com");
    let flag = |key: &str| {
        let by_hash = json!({"u": {"a": "Email", "c": 20, "s": hashed(&email, salt, key)}});
        let rules = json!([
            {"c": [by_hash, {"s": {"s": 0, "c": 0}}], "s": {"v": {"s": format!("{salt} rule")}}},
        ]);
        json!({"t": 1, "v": {"s": format!("{salt} everyone")}, "r": rules})
    };
    let flags: serde_json::Map<_, _> = keys.iter().map(|key| ((*key).to_owned(), flag(key))).collect();
    let segment =
        json!({"n": "same name", "r": [{"a": "Email", "c": 16, "l": [hashed(&email, salt, "same name")]}]});
    json!({"p": {"s": salt}, "s": [segment], "f": flags}).to_string()
}

fn merged(remote: &str, local: &str, behaviour: OverrideBehaviour) -> Snapshot {
    let remote = Config::parse(remote).expect("a remote document");
    Snapshot::from(Overrides::from_json(local, behaviour).expect("a local document").apply(&remote))
}

#[test]
fn settings_keep_the_salt_and_the_segments_that_they_came_with() {
    let (remote, local) = (document("remote", &["both", "theirs"]), document("local", &["both", "ours"]));
    for (behaviour, owners) in [
        (LocalOnly, [("both", "local"), ("ours", "local"), ("theirs", "")]),
        (LocalOverRemote, [("both", "local"), ("ours", "local"), ("theirs", "remote")]),
        (RemoteOverLocal, [("both", "remote"), ("ours", "local"), ("theirs", "remote")]),
    ] {
        let snapshot = merged(&remote, &local, behaviour);
        for (key, owner) in owners {
            for side in ["local", "remote"] {
                let user = User::new("1").email(format!("{side}@example.com"));
                let expected = match owner {
                    "" => "missing".to_owned(),
                    _ if owner == side => format!("{owner} rule"),
                    _ => format!("{owner} everyone"),
                };
                assert_eq!(snapshot.get_value(key, "missing", &user), expected, "{key}, {behaviour:?}");
            }
        }
    }
}

/// A document of flags that each need at most one other.
fn needs(flags: &[(&str, Option<&str>)]) -> String {
    let flag = |needed: Option<&str>| match needed {
        None => json!({"t": 0, "v": {"b": true}}),
        Some(key) => {
            let condition = json!({"p": {"f": key, "c": 0, "v": {"b": true}}});
            json!({"t": 0, "v": {"b": false}, "r": [{"c": [condition], "s": {"v": {"b": true}}}]})
        }
    };
    let flags: serde_json::Map<String, Json> =
        flags.iter().map(|(key, needed)| ((*key).to_owned(), flag(*needed))).collect();
    json!({"f": flags}).to_string()
}

fn is_cycle(snapshot: &Snapshot, key: &str) -> bool {
    let error = snapshot.get_value_details(key, false, None).error;
    assert!(error.is_none() || matches!(error, Some(EvaluationError::PrerequisiteCycle { .. })), "{error:?}");
    error.is_some()
}

#[test]
fn a_merge_can_close_a_circle_and_can_open_one() {
    let open = needs(&[("a", Some("b")), ("b", None)]);
    let closing = needs(&[("b", Some("a"))]);
    assert!(!is_cycle(&merged(&open, &closing, RemoteOverLocal), "a"));
    let closed = merged(&open, &closing, LocalOverRemote);
    assert!(is_cycle(&closed, "a") && is_cycle(&closed, "b"));

    let circle = needs(&[("a", Some("b")), ("b", Some("a"))]);
    let opened = merged(&circle, r#"{"flags": {"b": true}}"#, LocalOverRemote);
    assert!(opened.get_value("a", false, None) && !is_cycle(&opened, "a") && !is_cycle(&opened, "b"));
    assert!(is_cycle(&merged(&circle, r#"{"flags": {"b": true}}"#, RemoteOverLocal), "a"));
}

#[test]
fn an_override_of_a_prerequisite_counts_for_the_flags_that_need_it() {
    let remote = needs(&[("flag", Some("needed")), ("needed", None)]);
    assert!(merged(&remote, r#"{"flags": {"other": 1}}"#, LocalOverRemote).get_value("flag", false, None));
    assert!(
        !merged(&remote, r#"{"flags": {"needed": false}}"#, LocalOverRemote).get_value("flag", true, None)
    );
    assert!(
        merged(&remote, r#"{"flags": {"needed": false}}"#, RemoteOverLocal).get_value("flag", false, None)
    );
    let other_type = merged(&remote, r#"{"flags": {"needed": 1}}"#, LocalOverRemote);
    let error = other_type.get_value_details("flag", false, None).error;
    assert!(matches!(error, Some(EvaluationError::PrerequisiteType { .. })), "{error:?}");
}
