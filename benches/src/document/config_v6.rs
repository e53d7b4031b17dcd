//! The flags as ConfigCat's config v6.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{Attribute, Flag, Rule, Targeting, Test};

/// As long as the salts that ConfigCat serves.
const SALT: &str = "YwN9yl4AgJCFmAuq2uYd2cGXPkKaMvtcAnf1Hxm2oDY=";

/// The document with these flags.
#[must_use]
pub fn document(flags: &[Flag]) -> String {
    let flags: Map<_, _> = flags.iter().map(|flag| (flag.key.clone(), setting(flag))).collect();
    let preferences = json!({"u": "https://cdn-global.configcat.com", "r": 0, "s": SALT});
    // In the order in which ConfigCat serves them.
    format!(r#"{{"p":{preferences},"s":[],"f":{}}}"#, Value::Object(flags))
}

fn setting(flag: &Flag) -> Value {
    let key = &flag.key;
    let mut setting = json!({"t": 0});
    let everybody = match &flag.targeting {
        Targeting::Everybody => true,
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
    setting["v"] = json!({"b": everybody});
    setting["i"] = json!(variation_id(key, ""));
    setting
}

fn condition(key: &str, Rule { attribute, test }: &Rule) -> Value {
    let attribute = match attribute {
        Attribute::Id => "Identifier",
        Attribute::Email => "Email",
        Attribute::Country => "Country",
        Attribute::Version => "version",
        Attribute::Seats => "seats",
    };
    let (comparator, member, operand) = match test {
        Test::OneOf(texts) => (0, "l", json!(texts)),
        Test::Contains(text) => (2, "l", json!([text])),
        Test::VersionBelow(version) => (6, "s", json!(version)),
        Test::VersionFrom(version) => (9, "s", json!(version)),
        Test::Above(number) => (14, "d", json!(number)),
        Test::HashedOneOf(texts) => {
            (16, "l", texts.iter().map(|text| hex(&Sha256::digest(format!("{text}{SALT}{key}")))).collect())
        }
    };
    json!({"a": attribute, "c": comparator, member: operand})
}

/// Eight hexadecimal digits, as ConfigCat's are.
fn variation_id(key: &str, name: &str) -> String {
    hex(&Sha256::digest(format!("{key}{name}"))[..4])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
