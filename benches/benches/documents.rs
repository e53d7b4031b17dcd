//! Config documents to measure with, generated and always the same: of config v5, and their twins of config v6.

mod v6;

use serde_json::{Map, Value, json};

pub(crate) use v6::in_v6;

/// How many flags [`targeted_flags`] has.
const FLAGS: usize = 100;

/// The identifier of the user that [`targeted_flags`] is evaluated for. Its SHA-1 is on the sensitive list.
pub(crate) const IDENTIFIER: &str = "abc";

/// The SHA-1 of [`IDENTIFIER`].
const SHA1: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

/// A document of 100 flags: one for each kind of targeting that is measured, the others like those of
/// [`flags_with_rules`].
pub(crate) fn targeted_flags() -> String {
    let hashes: Vec<String> = (1..20).map(|number| format!("{number:040x}")).collect();
    let hashed_list = format!("{},{SHA1}", hashes.join(","));
    let mut flags = Map::from_iter([
        ("plain".to_owned(), json!({"t": 0, "v": true})),
        ("textRule".to_owned(), with_rules(json!([rule("Email", 2, "@example.com", true)]))),
        ("percentage".to_owned(), json!({"t": 0, "v": false, "p": [option(50, true), option(50, false)]})),
        ("fiveRules".to_owned(), with_rules(five_rules_of_which_the_last_matches())),
        ("hashedList".to_owned(), with_rules(json!([rule("Identifier", 16, &hashed_list, true)]))),
    ]);
    for number in flags.len()..FLAGS {
        flags.insert(format!("flag{number}"), flag_with_rules(number));
    }
    json!({"f": flags}).to_string()
}

/// A document of many flags of all types, each with five targeting rules and two percentage options.
pub(crate) fn flags_with_rules(count: usize) -> String {
    let flags: Map<_, _> =
        (0..count).map(|number| (format!("flag{number}"), flag_with_rules(number))).collect();
    json!({"f": flags}).to_string()
}

fn flag_with_rules(number: usize) -> Value {
    let (setting_type, value) = match number % 4 {
        0 => (0, json!(number.is_multiple_of(8))),
        1 => (1, json!(format!("value {number}"))),
        2 => (2, json!(number)),
        _ => (3, json!(0.5)),
    };
    let with_id = |mut served: Value, index: usize| {
        served["v"] = value.clone();
        served["i"] = json!(format!("{:08x}", number * 16 + index));
        served["o"] = json!(index);
        served
    };
    let comparisons = [
        ("Email", 2, format!("@company-{number}.com")),
        ("Country", 0, "Hungary, Norway, Japan, Brazil".to_owned()),
        ("version", 9, format!("{}.{}.0", number % 7, number % 13)),
        ("seats", 12, number.to_string()),
        ("Identifier", 16, format!("{SHA1},{number:040x}")),
    ];
    let rules: Vec<Value> = (0..)
        .zip(comparisons)
        .map(|(index, (attribute, comparator, c))| with_id(rule(attribute, comparator, &c, true), index))
        .collect();
    let options: Vec<Value> = (0..2).map(|index| with_id(option(50, true), index)).collect();
    json!({"t": setting_type, "v": value, "i": format!("{number:08x}"), "r": rules, "p": options})
}

/// A list of 20 texts, two versions, numbers, and at last the identifier.
fn five_rules_of_which_the_last_matches() -> Value {
    let others: Vec<String> = (0..20).map(|number| format!("user-{number}@example.com")).collect();
    json!([
        rule("Email", 0, &others.join(", "), false),
        rule("version", 6, "1.2.0", false),
        rule("version", 4, "2.0.0, 2.0.1, 3.0.0-beta", false),
        rule("seats", 15, "1000", false),
        rule("Identifier", 0, &format!("x, y, {IDENTIFIER}"), true),
    ])
}

fn with_rules(rules: Value) -> Value {
    json!({"t": 0, "v": false, "r": rules})
}

fn rule(attribute: &str, comparator: i64, comparison_value: &str, value: bool) -> Value {
    json!({"a": attribute, "t": comparator, "c": comparison_value, "v": value})
}

fn option(percentage: u8, value: bool) -> Value {
    json!({"p": percentage, "v": value})
}
