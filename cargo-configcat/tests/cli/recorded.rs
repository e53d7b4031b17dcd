//! What ConfigCat's SDKs served in the recorded cases is what `eval` prints.

use std::{collections::HashMap, fs, io::Read as _, path::Path};

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::process::run;

#[test]
fn every_recorded_v5_case_is_printed() {
    assert_eq!(compare("v5.jsonl.gz"), 3_175);
}

#[test]
fn every_recorded_v6_case_is_printed() {
    assert_eq!(compare("v6.jsonl.gz"), 3_189);
}

/// Evaluates all configs of a file, each for all of its users at once, and returns the number of cases.
fn compare(file: &str) -> usize {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data").join(file);
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("config.json");
    text.lines()
        .map(|line| {
            let recorded: Value = serde_json::from_str(line).unwrap();
            fs::write(&document, recorded["config"].to_string()).unwrap();
            let cases = recorded["cases"].as_array().unwrap();
            let users: Vec<String> = cases.iter().map(|case| case["user"].to_string()).collect();
            let printed =
                run(&["eval", document.to_str().unwrap(), "--users", "-"], &users.join("\n")).success();
            let served: HashMap<(usize, String), Value> = printed.lines().map(by_user_and_key).collect();
            for (number, case) in cases.iter().enumerate() {
                let key = case["key"].as_str().unwrap();
                let line = &served[&(number, key.to_owned())];
                let same =
                    is_same(&line["value"], &case["value"]) && line["variation_id"] == case["variation_id"];
                assert!(same, "{case} is printed as {line}");
                assert_eq!(line["error"], Value::Null);
            }
            cases.len()
        })
        .sum()
}

fn by_user_and_key(line: &str) -> ((usize, String), Value) {
    let line: Value = serde_json::from_str(line).unwrap();
    let user = usize::try_from(line["user"].as_u64().unwrap()).unwrap();
    ((user, line["key"].as_str().unwrap().to_owned()), line)
}

/// Whether two values are the same to the last bit, but for whole numbers that are recorded for decimal flags.
fn is_same(printed: &Value, recorded: &Value) -> bool {
    printed == recorded || printed.is_f64() && recorded.is_number() && printed.as_f64() == recorded.as_f64()
}
