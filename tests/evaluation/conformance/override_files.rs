//! Override files in both formats, read by a local-only client.

use std::collections::BTreeMap;

use configcat_core::{Client, OverrideBehaviour, Overrides, Value};
use configcat_test_support::Conformance;
use serde::Deserialize;

use crate::mismatches::Mismatches;

const FOLDER: &str = "v5/misc/override_files";

/// What the flags of a file serve; `None` for a key that the file does not have.
#[derive(Deserialize)]
struct Cases {
    config: String,
    values: BTreeMap<String, serde_json::Value>,
}

#[test]
fn override_files_of_both_formats_serve_what_other_sdks_read() {
    let Some(data) = Conformance::or_skip("override_files_of_both_formats_serve_what_other_sdks_read") else {
        return;
    };
    let mut mismatches = Mismatches::default();
    for format in ["simple", "complex"] {
        let cases: Cases = serde_json::from_str(&data.read(&format!("{FOLDER}/cases_{format}.json")))
            .expect("a config with values by key");
        let file = data.path(&format!("{FOLDER}/{}", cases.config));
        let overrides = Overrides::from_file(file, OverrideBehaviour::LocalOnly).expect("an override file");
        let client = Client::builder("local").overrides(overrides).build().expect("a local-only client");
        let served: BTreeMap<_, _> = client.get_all_values(None).into_iter().collect();
        for (key, expected) in &cases.values {
            let actual = served.get(key.as_str());
            let is_match = serde_json::to_value(actual).is_ok_and(|actual| actual == *expected);
            mismatches.compare(is_match, format_args!("{format}, flag `{key}`"), expected, actual);
        }
        assert!(served.values().any(|value| matches!(value, Value::Int(_))), "whole numbers stay whole");
        assert!(served.values().any(|value| matches!(value, Value::Float(_))), "decimal ones stay decimal");
    }
    assert_eq!(mismatches.assert_none(), 12);
}
