//! The recorded cases of this repository.

use std::path::Path;

use configcat_core::{SettingType, Value};
use configcat_test_support::{RecordedCase, evaluate, recorded_configs, snapshot_of};

use crate::mismatches::Mismatches;

#[test]
fn every_recorded_v5_case_has_the_same_value_and_variation_id() {
    assert_eq!(compare("v5.jsonl.gz"), (400, 3_175));
}

#[test]
fn every_recorded_v6_case_has_the_same_value_and_variation_id() {
    assert_eq!(compare("v6.jsonl.gz"), (400, 3_189));
}

#[test]
fn every_recorded_v6_case_with_a_cycle_is_served_or_fails_the_same() {
    assert_eq!(compare("v6_cycles.jsonl.gz"), (4, 351));
}

/// Compares all cases of a file and returns how many documents and cases it has.
fn compare(file: &str) -> (usize, usize) {
    let configs = recorded_configs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(file));
    let mut mismatches = Mismatches::default();
    for (config, line) in configs.iter().zip(1..) {
        let snapshot = snapshot_of(config.document());
        for case in &config.cases {
            let user = &case.user;
            let actual = evaluate(&snapshot, &case.key, user.as_ref());
            let setting = snapshot.config().and_then(|config| config.setting(&case.key));
            let expected = setting.and_then(|setting| recorded_value(case, setting.setting_type()));
            // A case without a value fails.
            let is_known = expected.is_some() || case.value_json() == "null";
            let same_value = is_known && actual.value.as_ref().ok() == expected.as_ref();
            let same_variation_id = actual.variation_id.as_deref() == case.variation_id.as_deref();
            mismatches.compare(
                same_value && same_variation_id,
                format_args!("line {line}, flag `{}` for {user:?}", case.key),
                format_args!("{}, variation id {:?}", case.value_json(), case.variation_id),
                actual,
            );
        }
    }
    (configs.len(), mismatches.assert_none())
}

/// The value that a case must have. JSON tells whole numbers from decimal ones by how they are written, except that
/// a setting of decimal numbers may have whole ones too.
fn recorded_value(case: &RecordedCase, setting_type: SettingType) -> Option<Value> {
    let json = case.value_json();
    Some(match (serde_json::from_str(json).ok()?, setting_type) {
        (serde_json::Value::Bool(value), _) => value.into(),
        (serde_json::Value::String(value), _) => value.into(),
        (serde_json::Value::Number(_), SettingType::Float) => Value::Float(json.parse().ok()?),
        (serde_json::Value::Number(_), _) if json.contains(['.', 'e', 'E']) => {
            Value::Float(json.parse().ok()?)
        }
        (serde_json::Value::Number(_), _) => Value::Int(json.parse().ok()?),
        _ => return None,
    })
}
