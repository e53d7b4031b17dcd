//! Evaluation allocates nothing for a user whose attributes are text. A binary of its own, because counting replaces
//! the allocator.

#![expect(clippy::indexing_slicing, reason = "tests fail by panicking")]

#[path = "../support/allocations.rs"]
mod allocations;

use configcat_core::{Client, Flag, FlagSource, FlagValue, IntoFlagValue, Text};
use configcat_test_support::local_client;
use serde_json::{Map, Value as Json, json};

use allocations::{allocations_of, user};

/// The targeting rules and percentage options to evaluate, by name. All of them serve the second value to the user.
fn targetings() -> [(&'static str, Json); 8] {
    let rule = |attribute, comparator, value| json!({"a": attribute, "t": comparator, "c": value});
    let hashes = format!("{},a9993e364706816aba3e25717850c26c9cd0d89d", "0".repeat(40));
    [
        ("plain", json!(null)),
        ("oneOf", rule("Email", 0, "joe@example.com, jane@example.com")),
        ("notOneOf", rule("Country", 1, "Hungary, Norway")),
        ("contains", rule("Email", 2, "@example.com")),
        ("number", rule("seats", 12, "1e3")),
        ("version", rule("version", 9, "1.2.3-rc.1")),
        ("sensitive", rule("Identifier", 16, &hashes)),
        ("percentage", json!("options")),
    ]
}

/// A client with a flag of each targeting and of each type, such as `bool oneOf`.
fn client() -> Client {
    let types = [
        ("bool", json!([false, true])),
        ("text", json!(["off", "on"])),
        ("int", json!([0, 1])),
        ("float", json!([0.5, 1.5])),
    ];
    let mut flags = Map::new();
    for ((type_name, values), number) in types.iter().zip(0..) {
        for (name, targeting) in targetings() {
            let mut setting = json!({"t": number, "v": values[0]});
            match targeting {
                Json::Object(mut rule) => {
                    rule.insert("v".to_owned(), values[1].clone());
                    let skipped = json!({"a": "empty", "t": 1, "c": "x", "v": values[0]});
                    setting["r"] = json!([skipped, rule]);
                }
                Json::String(_) => {
                    setting["p"] = json!([{"p": 0, "v": values[0]}, {"p": 100, "v": values[1]}]);
                }
                _ => setting["v"] = values[1].clone(),
            }
            flags.insert(format!("{type_name} {name}"), setting);
        }
    }
    local_client(&json!({"f": flags}).to_string())
}

/// Checks that a flag serves `served`, and that reading it allocates nothing.
fn assert_read_allocates_nothing<D>(client: &Client, key: &str, default: D, served: &D::Value)
where
    D: IntoFlagValue + Copy,
    D::Value: PartialEq,
{
    let user = user();
    assert_eq!(client.get_value(key, default, &user), *served, "`{key}` must serve its other value");
    assert_eq!(allocations_of(|| client.get_value(key, default, &user)), 0, "get_value of `{key}`");
}

#[test]
fn allocations_are_counted() {
    assert_eq!(allocations_of(|| Text::from("a text that is too long to be kept in place")), 1);
}

#[test]
fn reading_a_flag_by_key_allocates_nothing() {
    let client = client();
    for (name, _) in targetings() {
        assert_read_allocates_nothing(&client, &format!("bool {name}"), false, &true);
        assert_read_allocates_nothing(&client, &format!("text {name}"), "default", &"on".into());
        assert_read_allocates_nothing(&client, &format!("int {name}"), 0, &1);
        assert_read_allocates_nothing(&client, &format!("float {name}"), 0.0, &1.5);
    }
}

#[test]
fn reading_a_typed_flag_allocates_nothing() {
    fn check<T: FlagValue + PartialEq>(client: &Client, flag: &Flag<T>, served: &T) {
        let (user, source) = (user(), FlagSource::from(client));
        assert_eq!(client.value(flag, &user), *served, "{flag:?}");
        assert_eq!(allocations_of(|| client.value(flag, &user)), 0, "value of {flag:?}");
        assert_eq!(allocations_of(|| source.value(flag, &user)), 0, "value of {flag:?} from a source");
    }

    let client = client();
    for key in ["bool plain", "bool oneOf", "bool percentage"] {
        check(&client, &Flag::new(key, false), &true);
    }
    for key in ["text plain", "text version", "text sensitive"] {
        check(&client, &Flag::new(key, Text::from_static("default")), &"on".into());
    }
    check(&client, &Flag::new("int number", 0), &1);
    check(&client, &Flag::new("float contains", 0.0), &1.5);
}

#[test]
fn falling_back_allocates_nothing() {
    const MISSING: Flag<Text> = Flag::new("no such flag", Text::from_static("default"));
    const OF_ANOTHER_TYPE: Flag<bool> = Flag::new("text plain", true);

    let (client, user) = (client(), user());
    assert_eq!(allocations_of(|| client.value(&MISSING, &user)), 0);
    assert_eq!(allocations_of(|| client.value(&OF_ANOTHER_TYPE, &user)), 0);
    assert_eq!(client.value(&MISSING, &user), "default");
}

#[test]
fn evaluating_without_a_user_allocates_nothing() {
    let client = client();
    assert_eq!(allocations_of(|| client.get_value("bool oneOf", true, None)), 0);
    assert!(!client.get_value("bool oneOf", true, None));
}

#[test]
fn clones_allocate_nothing() {
    let (client, user) = (client(), user());
    let text = client.get_value("text plain", "", &user);
    assert_eq!(allocations_of(|| (client.clone(), client.snapshot(), user.clone(), text.clone())), 0);
}
