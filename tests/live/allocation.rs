//! Reads of a live client allocate nothing. A binary of its own, because counting replaces the allocator.

#[path = "../support/allocations.rs"]
mod allocations;

use std::hint::black_box;

use allocation_counter::measure;
use configcat_core::{Client, Flag, FlagSource, LogLevel, PollingMode, Text};
use configcat_test_fakes::{Answer, FakeTransport};
use configcat_test_support::hashed;
use serde_json::{Map, Value as Json, json};

use allocations::{allocations_of, user};

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
