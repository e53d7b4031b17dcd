//! The flags as a document of ConfigCat's config v6.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::flag::{Attribute, Comparison, Flag, Rule, Targeting};

/// It has the length of the salts that ConfigCat serves.
const SALT: &str = "YwN9yl4AgJCFmAuq2uYd2cGXPkKaMvtcAnf1Hxm2oDY=";

/// The document with these flags.
#[must_use]
pub fn document(flags: &[Flag]) -> String {
    let flags: Map<_, _> = flags.iter().map(|flag| (flag.key.clone(), setting(flag))).collect();
    let preferences = json!({"u": "https://cdn-global.configcat.com", "r": 0, "s": SALT});
    // ConfigCat serves the members in this order.
    format!(r#"{{"p":{preferences},"s":[],"f":{}}}"#, Value::Object(flags))
}

fn setting(flag: &Flag) -> Value {
    let key = &flag.key;
    let mut setting = json!({"t": 0});
    let for_everyone = match &flag.targeting {
        Targeting::Everyone => true,
        Targeting::Half => {
            let option = |value, name| json!({"p": 50, "v": {"b": value}, "i": variation_id(key, name)});
            setting["p"] = json!([option(true, "a"), option(false, "b")]);
            false
        }
        Targeting::Rules(rules) => {
            let rules = rules.iter().enumerate().map(|(index, rule)| {
                let served = json!({"v": {"b": true}, "i": variation_id(key, &index.to_string())});
                json!({"c": [{"u": condition(key, rule)}], "s": served})
            });
            setting["r"] = rules.collect();
            false
        }
    };
    setting["v"] = json!({"b": for_everyone});
    setting["i"] = json!(variation_id(key, ""));
    setting
}

fn condition(key: &str, Rule { attribute, comparison }: &Rule) -> Value {
    let attribute = match attribute {
        Attribute::Id => "Identifier",
        Attribute::Email => "Email",
        Attribute::Country => "Country",
        Attribute::Version => "version",
        Attribute::Seats => "seats",
    };
    let (comparator, member, operand) = match comparison {
        Comparison::OneOf(texts) => (0, "l", json!(texts)),
        Comparison::Contains(text) => (2, "l", json!([text])),
        Comparison::VersionBelow(version) => (6, "s", json!(version)),
        Comparison::VersionFrom(version) => (9, "s", json!(version)),
        Comparison::Above(number) => (14, "d", json!(number)),
        Comparison::HashedOneOf(texts) => {
            (16, "l", texts.iter().map(|text| hex(&Sha256::digest(format!("{text}{SALT}{key}")))).collect())
        }
    };
    json!({"a": attribute, "c": comparator, member: operand})
}

/// Eight hexadecimal digits, like ConfigCat's variation ids.
fn variation_id(key: &str, name: &str) -> String {
    hex(&Sha256::digest(format!("{key}{name}"))[..4])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
