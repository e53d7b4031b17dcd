//! Evaluation allocates nothing for a user whose attributes are text. A binary of its own, because counting replaces
//! the allocator.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

mod hashes;

use std::hint::black_box;

use allocation_counter::measure;
use configcat_core::{Client, Flag, FlagSource, FlagValue, IntoFlagValue, LogLevel, PollingMode, Text, User};
use configcat_tests::{Answer, FakeTransport, local_client};
use serde_json::{Map, Value as Json, json};

use hashes::hashed;

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

fn user() -> User {
    User::new("abc")
        .email("jane@example.com")
        .country("Japan")
        .custom("seats", "999,5")
        .custom("version", "1.10.0-beta.2")
        .custom("empty", "")
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

/// How often an action allocates. It is done once before, since what happens once in a process, such as the registration
/// of a place that may log, does not count.
fn allocations_of<R>(action: impl Fn() -> R) -> u64 {
    drop(action());
    measure(|| drop(black_box(action()))).count_total
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

/// A text flag as an enum, and as JSON.
mod generated {
    use serde::Deserialize;

    #[derive(Deserialize, Default)]
    pub(crate) struct Limits {
        pub(crate) uploads: u32,
    }

    configcat_macros::flags! {
        pub(crate) struct Flags;
        spec = "codegen/cases/kinds.json";
        skip("2faMethod");
        skip("greeting");
        skip("beta");
        text_enum("buttonColor");
        json("limits", "Limits");
    }
}

#[test]
fn reading_an_enum_or_json_allocates_nothing() {
    use generated::{ButtonColor, Flags};

    let flags = Flags::new(local_client(Flags::DOCUMENT));
    let user = user().custom("plan", "pro");
    assert_eq!(flags.button_color(&user), ButtonColor::Gold);
    assert_eq!(allocations_of(|| flags.button_color(&user)), 0);
    assert_eq!(flags.limits(&user).uploads, 500);
    assert_eq!(allocations_of(|| flags.limits(&user)), 0);

    // A text that does not fit costs no more than one that does, and neither does one that no enum has.
    let odd = User::new("abc").custom("plan", "odd");
    assert_eq!(flags.limits(&odd).uploads, 10);
    assert_eq!(allocations_of(|| flags.limits(&odd)), 0);
    let other = Flags::new(local_client(r#"{"flags": {"buttonColor": "teal"}}"#));
    assert_eq!(other.button_color(&user).as_str(), "teal");
    assert_eq!(allocations_of(|| other.button_color(&user)), 0);
}

#[test]
fn clones_allocate_nothing() {
    let (client, user) = (client(), user());
    let text = client.get_value("text plain", "", &user);
    assert_eq!(allocations_of(|| (client.clone(), client.snapshot(), user.clone(), text.clone())), 0);
}

#[test]
fn reading_a_flag_of_a_live_client_allocates_nothing() {
    for mode in [PollingMode::from(PollingMode::auto()), PollingMode::lazy().into(), PollingMode::manual()] {
        let transport = FakeTransport::new([Answer::flag("on")]);
        let builder = Client::builder("0123456789012345678901/0123456789012345678901").transport(transport);
        let client = builder.polling_mode(mode).build().expect("a client");
        client.force_refresh().expect("the server answers");
        let flag = Flag::new("flag", Text::from_static("default"));
        assert_eq!(client.value(&flag, None), "on");
        assert_eq!(allocations_of(|| client.value(&flag, None)), 0, "{mode:?}");
        assert_eq!(allocations_of(|| client.get_value("flag", "default", None)), 0, "{mode:?}");
        assert_eq!(allocations_of(|| client.snapshot()), 0, "{mode:?}");
    }
}

/// A setting of config v6 for each kind of targeting. All of them serve `true` to [`user`].
fn settings_v6() -> [(&'static str, Json); 5] {
    let rule = |condition: Json| json!({"c": [{"u": condition}], "s": {"v": {"b": true}}});
    let targeted = |conditions: Vec<Json>| {
        let rules: Vec<Json> = conditions.into_iter().map(rule).collect();
        json!({"t": 0, "v": {"b": false}, "r": rules})
    };
    let twenty = |last: &str| -> Vec<String> {
        (0..19).map(|number| format!("other-{number}")).chain([last.to_owned()]).collect()
    };
    let hashes: Vec<String> = twenty("abc").iter().map(|text| hashed(text, "salt", "hashed list")).collect();
    let half = json!({"p": 50, "v": {"b": true}});
    [
        ("plain", json!({"t": 0, "v": {"b": true}})),
        ("contains", targeted(vec![json!({"a": "Email", "c": 2, "l": ["@example.com"]})])),
        ("rollout", json!({"t": 0, "v": {"b": false}, "p": [half, half]})),
        (
            "five rules",
            targeted(vec![
                json!({"a": "Email", "c": 0, "l": twenty("joe@example.com")}),
                json!({"a": "version", "c": 6, "s": "1.2.0"}),
                json!({"a": "version", "c": 4, "l": ["2.0.0", "3.0.0-beta"]}),
                json!({"a": "seats", "c": 15, "d": 1000}),
                json!({"a": "Identifier", "c": 0, "l": ["x", "y", "abc"]}),
            ]),
        ),
        ("hashed list", targeted(vec![json!({"a": "Identifier", "c": 16, "l": hashes})])),
    ]
}

#[test]
fn targeting_on_a_live_client_allocates_nothing() {
    let flags: Map<_, _> =
        settings_v6().map(|(key, setting)| (key.to_owned(), setting)).into_iter().collect();
    let document = json!({"p": {"s": "salt"}, "f": flags}).to_string();
    let transport = FakeTransport::new([Answer::document(document)]);
    let builder = Client::builder("0123456789012345678901/0123456789012345678901").transport(transport);
    let source = FlagSource::from(builder.build().expect("a client"));
    let reused = user();
    for (key, _) in settings_v6() {
        let flag = Flag::new(key, false);
        assert!(source.value(&flag, &reused), "`{key}` must serve its other value");
        assert_eq!(allocations_of(|| source.value(&flag, &reused)), 0, "{key}");
        // Nothing is known yet of what its attributes stand for.
        let fresh = user();
        assert_eq!(measure(|| _ = black_box(source.value(&flag, &fresh))).count_total, 0, "{key}");
    }
}

#[test]
fn an_evaluation_log_that_nobody_reads_allocates_nothing() {
    let transport = FakeTransport::new([Answer::flag("on")]);
    let client = Client::builder("0123456789012345678901/0123456789012345678901")
        .transport(transport)
        .log_level(LogLevel::Info)
        .log_filter(|_| false)
        .build()
        .expect("a client");
    let flag = Flag::new("flag", Text::from_static("default"));
    assert_eq!(client.value(&flag, None), "on");
    assert_eq!(allocations_of(|| client.value(&flag, None)), 0);
}
