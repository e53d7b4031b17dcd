//! The same documents in config v6.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{IDENTIFIER, SHA1};

const SALT: &str = "c2FsdA==";

/// A document of config v6 that says the same as one of config v5.
pub(crate) fn in_v6(document: &str) -> String {
    let document: Value = serde_json::from_str(document).expect("JSON");
    let flags = document["f"].as_object().expect("flags");
    let flags: Map<_, _> = flags.iter().map(|(key, setting)| (key.clone(), flag(key, setting))).collect();
    json!({"p": {"s": SALT}, "f": flags}).to_string()
}

fn flag(key: &str, v5: &Value) -> Value {
    let member = match v5["t"].as_i64() {
        Some(0) => "b",
        Some(1) => "s",
        Some(2) => "i",
        _ => "d",
    };
    let served = |v5: &Value| with_id(json!({"v": {member: v5["v"]}}), v5);
    let items = |name: &str| v5[name].as_array().into_iter().flatten();
    let rules: Vec<Value> =
        items("r").map(|rule| json!({"c": [{"u": condition(key, rule)}], "s": served(rule)})).collect();
    let options: Vec<Value> = items("p")
        .map(|option| {
            let mut served = served(option);
            served["p"] = option["p"].clone();
            served
        })
        .collect();
    let mut flag = served(v5);
    flag["t"] = v5["t"].clone();
    flag["r"] = rules.into();
    flag["p"] = options.into();
    flag
}

fn with_id(mut v6: Value, v5: &Value) -> Value {
    if let Some(id) = v5.get("i") {
        v6["i"] = id.clone();
    }
    v6
}

/// A rule of config v5 as a condition. The numbers of the comparators are those of config v5 up to 17.
fn condition(key: &str, rule: &Value) -> Value {
    let comparator = rule["t"].as_i64().expect("a comparator");
    let text = rule["c"].as_str().expect("a comparison value");
    let list = || text.split(',').map(str::trim);
    let (member, operand) = match comparator {
        6..=9 => ("s", json!(text)),
        10..=15 => ("d", json!(text.parse::<f64>().expect("a number"))),
        16 | 17 => ("l", list().map(|hash| sha256(hash, key)).collect()),
        2 | 3 => ("l", json!([text])),
        _ => ("l", list().collect()),
    };
    json!({"a": rule["a"], "c": comparator, member: operand})
}

/// The hash in config v6 that stands for one in config v5: of the identifier, or of nobody.
fn sha256(sha1: &str, key: &str) -> String {
    let text = if sha1 == SHA1 { IDENTIFIER } else { sha1 };
    Sha256::digest(format!("{text}{SALT}{key}")).iter().map(|byte| format!("{byte:02x}")).collect()
}
