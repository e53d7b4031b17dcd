//! The evaluation logs that all ConfigCat SDKs write for config v6, word for word.

use std::collections::BTreeMap;

use configcat_core::{Client, LogLevel, OverrideBehaviour, Overrides, User};
use configcat_test_support::{Conformance, LogEvent, log_events_of};
use serde::Deserialize;

use crate::mismatches::Mismatches;

const FOLDER: &str = "v6/evaluationlog";

const SUITES: [&str; 11] = [
    "1_targeting_rule",
    "comparators",
    "epoch_date_validation",
    "list_truncation",
    "number_validation",
    "options_after_targeting_rule",
    "options_based_on_custom_attr",
    "prerequisite_flag",
    "segment",
    "semver_validation",
    "simple_value",
];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Suite {
    sdk_key: Option<String>,
    json_override: Option<String>,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    key: String,
    default_value: serde_json::Value,
    user: Option<BTreeMap<String, String>>,
    expected_log: String,
}

#[test]
fn every_evaluation_log_matches() {
    let Some(data) = Conformance::or_skip("every_evaluation_log_matches") else { return };
    let configs: BTreeMap<String, String> =
        serde_json::from_str(&data.read(&format!("{FOLDER}/sdkkeys.json"))).expect("configs by SDK key");
    let mut mismatches = Mismatches::default();
    for name in SUITES {
        let suite: Suite =
            serde_json::from_str(&data.read(&format!("{FOLDER}/{name}.json"))).expect("a suite");
        let config = match (&suite.sdk_key, &suite.json_override) {
            (Some(key), _) => configs.get(key).expect("the config of the SDK key").clone(),
            (None, file) => format!("_overrides/{}", file.as_deref().expect("an override file")),
        };
        let client = client(&data.read(&format!("{FOLDER}/{config}")));
        for case in &suite.tests {
            let actual = log_of(&client, case);
            let expected = data.read(&format!("{FOLDER}/{name}/{}", case.expected_log));
            // The order of the custom attributes is not the same in all SDKs.
            let comparable = |log: &str| -> String { log.replace("\r\n", "\n").trim_end().to_owned() };
            let (actual, expected) =
                (without_user(&comparable(&actual)), without_user(&comparable(&expected)));
            let place = format_args!("{name}/{}", case.expected_log);
            mismatches.compare(actual == expected, place, expected.0, actual.0);
        }
    }
    assert_eq!(mismatches.assert_none(), 32);
}

fn client(document: &str) -> Client {
    let overrides = Overrides::from_json(document, OverrideBehaviour::LocalOnly).expect("a config");
    Client::builder("local").overrides(overrides).log_level(LogLevel::Info).build().expect("a local client")
}

/// What an evaluation logs, a line for each event.
fn log_of(client: &Client, case: &Case) -> String {
    let user = case.user.as_ref().map(|attributes| {
        attributes.iter().fold(User::new(""), |user, (name, value)| user.custom(name, value))
    });
    let user = user.as_ref();
    let events = log_events_of(|| match &case.default_value {
        serde_json::Value::Bool(default) => _ = client.get_value(&case.key, *default, user),
        serde_json::Value::String(default) => _ = client.get_value(&case.key, default.as_str(), user),
        number if number.is_i64() => {
            _ = client.get_value(&case.key, number.as_i64().unwrap_or_default(), user);
        }
        number => _ = client.get_value(&case.key, number.as_f64().unwrap_or_default(), user),
    });
    let line = |LogEvent { level, event_id, message }: &LogEvent| {
        let level = if *level == tracing::Level::WARN { "WARNING" } else { level.as_str() };
        format!("{level} [{}] {message}", event_id.unwrap_or_default())
    };
    events.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A log with the JSON of the user taken out, as a map.
fn without_user(log: &str) -> (String, Option<BTreeMap<String, serde_json::Value>>) {
    let Some((before, rest)) = log.split_once("for User '") else { return (log.to_owned(), None) };
    let (user, after) = rest.split_once("'\n").expect("the user ends with the line");
    (format!("{before}for User {after}"), serde_json::from_str(user).ok())
}
