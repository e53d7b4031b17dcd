//! The configs with single cases of config v6: attribute types, trimming, cycles, matched rules and options, overrides.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::SystemTime,
};

use configcat_core::{Attribute, Config, OverrideBehaviour, Overrides, Snapshot, User, Value};
use configcat_test_support::{Conformance, log_events_of, number_of, snapshot_of};
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::mismatches::Mismatches;

#[derive(Deserialize)]
struct Suite {
    config: Option<String>,
    remote: Option<String>,
    local: Option<String>,
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    key: String,
    behaviour: Option<String>,
    user: Option<BTreeMap<String, serde_json::Value>>,
    value: serde_json::Value,
    variation_id: Option<String>,
    is_default_value: bool,
    matched_targeting_rule: Option<bool>,
    matched_percentage_option: Option<bool>,
    logged_event_ids: Option<Vec<u64>>,
    cycle: Option<String>,
}

#[test]
fn every_single_case_of_config_v6_matches() {
    let Some(data) = Conformance::or_skip("every_single_case_of_config_v6_matches") else { return };
    let mut mismatches = Mismatches::default();
    for (file, cases) in [
        ("comparison_attribute_trimming/cases.json", 72),
        ("comparison_value_trimming/cases.json", 56),
        ("circular_dependency/cases.json", 4),
        ("special_characters/cases.json", 6),
        ("matched_rule_and_option/cases.json", 13),
        ("attribute_types/cases_semantic.json", 21),
        ("attribute_types/cases_number.json", 44),
        ("override_files/cases_complex.json", 12),
        ("override_files/cases_simple.json", 6),
        ("override_segments/cases.json", 32),
    ] {
        let folder = file.split('/').next().unwrap_or_default();
        let suite: Suite = serde_json::from_str(&data.read(&format!("v6/misc/{file}"))).expect("cases");
        assert_eq!(suite.cases.len(), cases, "cases of {file}");
        let document = |name: &Option<String>| {
            data.read(&format!("v6/misc/{folder}/{}", name.as_deref().expect("the name of a config")))
        };
        for case in &suite.cases {
            let snapshot = match &suite.config {
                Some(_) => snapshot_of(&document(&suite.config)),
                None => merged(&document(&suite.remote), &document(&suite.local), case.behaviour.as_deref()),
            };
            compare(&snapshot, case, file, &mut mismatches);
        }
    }
    assert_eq!(mismatches.assert_none(), 266);
}

fn merged(remote: &str, local: &str, behaviour: Option<&str>) -> Snapshot {
    let behaviour = match behaviour {
        None => return snapshot_of(remote),
        Some("LocalOnly") => OverrideBehaviour::LocalOnly,
        Some("LocalOverRemote") => OverrideBehaviour::LocalOverRemote,
        Some(_) => OverrideBehaviour::RemoteOverLocal,
    };
    let overrides = Overrides::from_json(local, behaviour).expect("a local config");
    Snapshot::from(overrides.apply(&Config::parse(remote).expect("a remote config")))
}

fn compare(snapshot: &Snapshot, case: &Case, file: &str, mismatches: &mut Mismatches) {
    let user = case.user.as_ref().map(user);
    let mut details = None;
    let events = log_events_of(|| details = Some(snapshot.get_any_value_details(&case.key, user.as_ref())));
    let details = details.expect("the closure was called");
    let value_matches = match &details.value {
        Some(Value::Bool(value)) => case.value == *value,
        Some(Value::Text(value)) => case.value == value.as_str(),
        Some(number) => number_of(number) == case.value.as_f64(),
        None => case.value.is_null(),
    };
    let matches = [
        value_matches,
        details.is_default_value() == case.is_default_value,
        case.variation_id.is_none() || details.variation_id.as_deref() == case.variation_id.as_deref(),
        case.matched_targeting_rule
            .is_none_or(|matched| matched == details.matched_targeting_rule().is_some()),
        case.matched_percentage_option
            .is_none_or(|matched| matched == details.matched_percentage_option().is_some()),
        case.logged_event_ids.as_ref().is_none_or(|ids| {
            let logged: BTreeSet<u64> = events.iter().filter_map(|event| event.event_id).collect();
            ids.iter().copied().collect::<BTreeSet<_>>() == logged
        }),
        case.cycle.as_ref().is_none_or(|cycle| {
            details.error.as_ref().is_some_and(|error| error.to_string().ends_with(&format!(" {cycle}")))
        }),
    ];
    let place = format_args!("{file}, flag `{}` for {user:?}", case.key);
    mismatches.compare(
        !matches.contains(&false),
        place,
        format_args!("{case:?}"),
        (matches, &details, events),
    );
}

fn user(attributes: &BTreeMap<String, serde_json::Value>) -> User {
    attributes.iter().fold(User::new(""), |user, (name, json)| user.custom(name, attribute(json)))
}

/// An attribute: JSON text, or an object that tells the type.
fn attribute(json: &serde_json::Value) -> Attribute {
    if let Some(text) = json.as_str() {
        return text.into();
    }
    let (kind, value) = json.as_object().and_then(|typed| typed.iter().next()).expect("a typed attribute");
    match kind.as_str() {
        "int" => value.as_i64().expect("a whole number").into(),
        "float" => match value.as_str() {
            Some("NaN") => f64::NAN.into(),
            Some("Infinity") => f64::INFINITY.into(),
            Some(_) => f64::NEG_INFINITY.into(),
            None => value.as_f64().expect("a decimal number").into(),
        },
        "datetime" => date(value.as_str().expect("a date")).into(),
        _ => value.as_array().expect("a list").iter().filter_map(serde_json::Value::as_str).collect(),
    }
}

/// Reads `2023-04-01T00:00:00.500Z`.
fn date(text: &str) -> SystemTime {
    let date = OffsetDateTime::parse(text, &Rfc3339).expect("a date in UTC");
    SystemTime::UNIX_EPOCH + (date - OffsetDateTime::UNIX_EPOCH).unsigned_abs()
}
