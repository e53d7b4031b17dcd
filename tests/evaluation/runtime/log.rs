//! What an evaluation logs: the event ids that every ConfigCat SDK uses, as numbers.

use configcat_core::{Flag, Snapshot, User};
use configcat_test_support::{LogEvent, log_events_of, snapshot_of};
use tracing::Level;

const DOCUMENT: &str = r#"{"f": {
    "plain": {"t": 0, "v": true, "i": "plain id"},
    "text": {"t": 0, "v": false, "r": [{"a": "Custom", "t": 2, "c": "1", "v": true}]},
    "number": {"t": 0, "v": false, "r": [{"a": "Custom", "t": 10, "c": "1", "v": true}]},
    "version": {"t": 0, "v": false, "r": [{"a": "Custom", "t": 4, "c": "1.0.0", "v": true}]},
    "twoRules": {"t": 0, "v": false, "r": [{"a": "A", "v": true}, {"a": "B", "v": true}], "p": [{"p": 50, "v": true}]},
    "badRule": {"t": 0, "v": false, "r": [{"a": "Custom", "t": 10, "c": "one", "v": true}]},
    "broken": {"t": 0, "v": 5}
}}"#;

fn snapshot() -> Snapshot {
    snapshot_of(DOCUMENT)
}

/// The level, event id and number of the events that an action logs, which all must be alike.
fn logged(action: impl Fn(&Snapshot)) -> Option<(Level, u64, usize)> {
    let snapshot = snapshot();
    let events = log_events_of(|| action(&snapshot));
    let LogEvent { level, event_id, .. } = events.first()?;
    assert!(events.iter().all(|event| event.level == *level && event.event_id == *event_id), "{events:?}");
    Some((*level, event_id.expect("the event has a number as event id"), events.len()))
}

fn user_with(custom: impl Into<configcat_core::Attribute>) -> User {
    User::new("1").custom("Custom", custom)
}

#[test]
fn nothing_is_logged_if_all_is_well() {
    assert_eq!(logged(|snapshot| assert!(snapshot.get_value("plain", false, None))), None);
    assert_eq!(logged(|snapshot| assert!(snapshot.get_value("text", false, &user_with("1")))), None);
    assert_eq!(logged(|snapshot| assert!(snapshot.get_value("number", false, &user_with(1)))), None);
    assert_eq!(logged(|snapshot| assert!(snapshot.get_key_and_value("plain id").is_some())), None);
}

#[test]
fn a_missing_user_is_warning_3001_once() {
    for key in ["text", "twoRules"] {
        let event = logged(|snapshot| assert!(!snapshot.get_value(key, true, None)));
        assert_eq!(event, Some((Level::WARN, 3001, 1)), "{key}");
    }
}

#[test]
fn a_missing_attribute_is_warning_3003_for_each_rule() {
    let event = logged(|snapshot| assert!(!snapshot.get_value("text", true, &User::new("1"))));
    assert_eq!(event, Some((Level::WARN, 3003, 1)));
    let event = logged(|snapshot| {
        let _ = snapshot.get_value("twoRules", true, &User::new("1").custom("A", ""));
    });
    assert_eq!(event, Some((Level::WARN, 3003, 2)));
}

#[test]
fn an_invalid_attribute_is_warning_3004() {
    for (key, user) in [
        ("number", user_with("one")),
        ("number", user_with(f64::NAN)),
        ("version", user_with("1.0")),
        ("version", user_with(1)),
    ] {
        let event = logged(|snapshot| assert!(!snapshot.get_value(key, true, &user)));
        assert_eq!(event, Some((Level::WARN, 3004, 1)), "{key} for {user:?}");
    }
}

#[test]
fn a_converted_attribute_is_warning_3005() {
    for user in [user_with(10), user_with(0.1), user_with(["1"])] {
        let event = logged(|snapshot| assert!(snapshot.get_value("text", false, &user)));
        assert_eq!(event, Some((Level::WARN, 3005, 1)), "{user:?}");
    }
}

#[test]
fn an_invalid_comparison_value_is_a_warning() {
    let event = logged(|snapshot| assert!(!snapshot.get_value("badRule", true, &user_with(1))));
    assert_eq!(event, Some((Level::WARN, 1002, 1)));
}

#[test]
fn a_missing_key_is_error_1001() {
    let event = logged(|snapshot| assert!(snapshot.get_value("no such flag", true, None)));
    assert_eq!(event, Some((Level::ERROR, 1001, 1)));
    let event = logged(|snapshot| assert_eq!(snapshot.get_variation_id("no such flag", None), None));
    assert_eq!(event, Some((Level::ERROR, 1001, 1)));
}

#[test]
fn a_missing_key_is_logged_with_the_keys_that_were_probably_meant() {
    let message_of = |key: &str| {
        let snapshot = snapshot();
        log_events_of(|| _ = snapshot.get_value(key, true, None)).remove(0).message
    };
    for (key, hint) in [
        ("nubmer", " (did you mean `number`?)"),
        ("tworules", " (did you mean `twoRules`?)"),
        ("verison", " (did you mean `version`?)"),
        ("no such flag", ""),
    ] {
        let expected = format!("flag `{key}` is not in the config; returning the default value{hint}");
        assert_eq!(message_of(key), expected);
    }
}

#[test]
fn the_remedy_of_a_missing_user_suits_the_way_of_reading() {
    const TEXT: Flag<bool> = Flag::new("text", false);

    let snapshot = snapshot();
    for (events, remedy) in [
        (
            log_events_of(|| _ = snapshot.value(&TEXT, None)),
            "You should read the flag for a user, or set a default user,",
        ),
        (
            log_events_of(|| _ = snapshot.value_details(&TEXT, None)),
            "You should read the flag for a user, or set a default user,",
        ),
        (
            log_events_of(|| _ = snapshot.get_value("text", false, None)),
            "`get_value()`/`get_value_details()`",
        ),
    ] {
        let [event] = events.as_slice() else { panic!("{events:?}") };
        assert!(event.event_id == Some(3001) && event.message.contains("setting 'text'"), "{event:?}");
        assert!(event.message.contains(remedy), "{event:?}");
    }
}

#[test]
fn a_broken_setting_is_error_1002() {
    let event = logged(|snapshot| assert!(snapshot.get_value_details("broken", true, None).value));
    assert_eq!(event, Some((Level::ERROR, 1002, 1)));
}

#[test]
fn another_type_is_error_2002() {
    let event = logged(|snapshot| assert_eq!(snapshot.get_value("plain", 7, None), 7));
    assert_eq!(event, Some((Level::ERROR, 2002, 1)));
}

#[test]
fn an_unknown_variation_id_is_error_2011() {
    let event = logged(|snapshot| assert_eq!(snapshot.get_key_and_value("no such id"), None));
    assert_eq!(event, Some((Level::ERROR, 2011, 1)));
}

#[test]
fn messages_name_the_flag() {
    let snapshot = snapshot();
    let events = log_events_of(|| {
        for key in ["text", "number", "broken", "no such flag"] {
            let _ = snapshot.get_value(key, true, &User::new("1"));
        }
    });
    assert_eq!(events.len(), 4);
    for (event, key) in events.iter().zip(["'text'", "'number'", "`broken`", "`no such flag`"]) {
        assert!(event.message.contains(key), "{event:?}");
    }
}
