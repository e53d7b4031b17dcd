//! What decides: rules in their order, percentage options, then the value for everyone.

use configcat_core::{Client, User, Value};
use configcat_test_support::local_client;
use serde_json::{Value as Json, json};

/// A client with one flag of text.
fn client(key: &str, rules: &Json, options: &Json) -> Client {
    let setting = json!({"t": 1, "v": "everyone", "r": rules, "p": options});
    local_client(&json!({"f": {key: setting}}).to_string())
}

fn served(rules: &Json, options: &Json, user: Option<&User>) -> String {
    client("flag", rules, options).get_value("flag", "default", user).into()
}

/// A targeting rule that matches the user `id`.
fn matching_rule(value: &str) -> Json {
    json!({"a": "Identifier", "t": 0, "c": "id", "v": value})
}

fn ordered(mut item: Json, order: i64) -> Json {
    item["o"] = order.into();
    item
}

fn option(percentage: u8, value: &str) -> Json {
    json!({"p": percentage, "v": value})
}

#[test]
fn without_a_user_neither_rules_nor_options_apply() {
    let always = json!({"a": "Email", "t": 1, "c": "x", "v": "rule"});
    assert_eq!(served(&json!([always]), &json!([option(100, "option")]), None), "everyone");
}

#[test]
fn a_matching_rule_decides_before_options_and_options_before_the_value_for_everyone() {
    let (rules, options) = (json!([matching_rule("rule")]), json!([option(100, "option")]));
    assert_eq!(served(&rules, &options, Some(&User::new("id"))), "rule");
    assert_eq!(served(&rules, &options, Some(&User::new("other"))), "option");
    assert_eq!(served(&rules, &json!([]), Some(&User::new("other"))), "everyone");
}

#[test]
fn rules_look_at_predefined_and_custom_attributes() {
    let user = User::new("id").email("e@x.com").country("HU").custom("plan", "pro");
    for (attribute, value) in [("Identifier", "id"), ("Email", "e@x.com"), ("Country", "HU"), ("plan", "pro")]
    {
        let rule = json!({"a": attribute, "t": 0, "c": value, "v": "rule"});
        assert_eq!(served(&json!([rule]), &json!([]), Some(&user)), "rule", "{attribute}");
        assert_eq!(served(&json!([rule]), &json!([]), Some(&User::new("x"))), "everyone", "{attribute}");
    }
}

#[test]
fn the_first_rule_by_order_decides() {
    let [a, b, c] = ["a", "b", "c"].map(matching_rule);
    for (rules, first) in [
        (json!([a, b, c]), "a"),
        (json!([ordered(a.clone(), 2), ordered(b.clone(), 0), ordered(c.clone(), 1)]), "b"),
        (json!([ordered(a.clone(), 0), ordered(b.clone(), -1), ordered(c.clone(), i64::MIN)]), "c"),
        (json!([ordered(a.clone(), 5), ordered(b.clone(), 5), ordered(c.clone(), 5)]), "a"),
        (json!([ordered(a.clone(), 9), ordered(b.clone(), 5), ordered(c.clone(), 5)]), "b"),
        (json!([ordered(a.clone(), 3), b, c]), "a"),
        (json!([a, ordered(b.clone(), 0), c]), "a"),
    ] {
        assert_eq!(served(&rules, &json!([]), Some(&User::new("id"))), first, "{rules}");
    }
}

#[test]
fn options_share_out_the_buckets_by_order() {
    let [a, b] = ["a", "b"].map(|value| option(50, value));
    // Identifier `1` is in bucket 23 of `flag`.
    let user = User::new("1");
    assert_eq!(served(&json!([]), &json!([a, b]), Some(&user)), "a");
    assert_eq!(served(&json!([]), &json!([ordered(a.clone(), 1), ordered(b.clone(), 0)]), Some(&user)), "b");
    assert_eq!(served(&json!([]), &json!([ordered(a.clone(), 7), ordered(b.clone(), 7)]), Some(&user)), "a");
}

#[test]
fn the_first_option_whose_running_sum_exceeds_the_bucket_decides() {
    for (key, identifier, bucket) in [
        ("isMyAwesomeFeatureEnabled", "12345", 24),
        ("stringDefaultCat", "a@configcat.com", 99),
        ("key", "", 74),
    ] {
        let user = User::new(identifier);
        let value_with = |options| client(key, &json!([]), &options).get_value(key, "default", &user);
        assert_eq!(value_with(json!([option(bucket, "in"), option(100 - bucket, "out")])), "out", "{key}");
        assert_eq!(value_with(json!([option(bucket + 1, "in"), option(99 - bucket, "out")])), "in", "{key}");
        assert_eq!(
            value_with(json!([option(0, "none"), option(bucket, "out"), option(1, "in")])),
            "in",
            "{key}"
        );
    }
}

#[test]
fn options_that_sum_up_to_less_than_the_bucket_leave_the_value_for_everyone() {
    let client = client("key", &json!([]), &json!([option(40, "a"), option(34, "b")]));
    assert_eq!(client.get_value("key", "default", &User::new("")), "everyone");
}

#[test]
fn flags_of_all_types_are_read_by_type() {
    let document = r#"{"f": {
        "bool": {"t": 0, "v": true}, "text": {"t": 1, "v": "é\n"}, "int": {"t": 2, "v": -9223372036854775808},
        "float": {"t": 3, "v": 0.12345678912345678}, "wholeFloat": {"t": 3, "v": 7}, "floatInt": {"t": 2, "v": 7.0}
    }}"#;
    let client = local_client(document);
    assert!(client.get_value("bool", false, None));
    assert_eq!(client.get_value("text", "", None), "é\n");
    assert_eq!(client.get_value("int", 0, None), i64::MIN);
    assert_eq!(client.get_value("float", 0.0, None).to_bits(), 0.123_456_789_123_456_78_f64.to_bits());
    assert_eq!(client.get_value("wholeFloat", 0.0, None).to_bits(), 7.0_f64.to_bits());
    assert_eq!(client.get_value("floatInt", 0, None), 7);
}

#[test]
fn a_setting_without_a_type_has_that_of_its_values() {
    let document = r#"{"f": {
        "plain": {"v": 1}, "byRule": {"v": 1, "r": [{"v": 1.5}]}, "byOption": {"v": 1, "p": [{"v": 1.5, "p": 100}]}
    }}"#;
    let values: Vec<Value> =
        local_client(document).get_all_values(None).into_iter().map(|(_, value)| value).collect();
    assert_eq!(values, [Value::Int(1), Value::Float(1.0), Value::Float(1.0)]);
}

#[test]
fn a_simple_document_has_the_types_of_its_json_values() {
    let document = r#"{"flags": {"a": true, "b": "1", "c": 1, "d": 1.0, "e": 1e0}}"#;
    let client = local_client(document);
    assert_eq!(
        client.get_all_values(None).into_iter().map(|(_, value)| value).collect::<Vec<_>>(),
        [true.into(), "1".into(), Value::Int(1), Value::Float(1.0), Value::Float(1.0)]
    );
}
