//! A document that the local server converts serves what it served before.

use std::cell::Cell;

use configcat_core::{Attribute, Config, ConfigVersion, LogLevel, Snapshot, User, config::DocumentFormat};
use configcat_serve::Server;
use proptest::test_runner::{Config as Settings, RngSeed, TestRunner};
use serde_json::Value as Json;

use crate::{documents::document, users::user};

#[test]
fn a_converted_document_evaluates_like_its_source() {
    let settings = Settings {
        cases: 1_000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..Settings::default()
    };
    let converted = Cell::new(0);
    let result = TestRunner::new(settings).run(&(document(), user()), |(document, user)| {
        for version in [ConfigVersion::V5, ConfigVersion::V6] {
            converted.set(converted.get() + check(&document, version, user.as_ref()));
        }
        Ok(())
    });
    result.unwrap();
    assert!(converted.get() > 250, "only {} flags were converted", converted.get());
}

/// Compares the flags that have a form in another version, and returns how many they are.
fn check(document: &str, version: ConfigVersion, user: Option<&User>) -> usize {
    let (Ok(mut json), Ok(format)) = (serde_json::from_str::<Json>(document), DocumentFormat::of(document))
    else {
        return 0;
    };
    let same = match version {
        ConfigVersion::V5 => DocumentFormat::V5,
        _ => DocumentFormat::V6,
    };
    if format == same || user.is_some_and(has_unusual_numbers) {
        return 0;
    }
    let served = |json: &Json| {
        let server = Server::builder().document("document", json.to_string()).bind();
        server.ok().map(|server| server.handle().served_json("document", version))
    };
    let refused = match served(&json) {
        None | Some(Ok(_)) => Vec::new(),
        Some(Err(refusal)) => {
            refusal.problems().iter().filter_map(|problem| problem.key.clone()).collect::<Vec<_>>()
        }
    };
    for member in ["f", "flags"] {
        if let Some(flags) = json.get_mut(member).and_then(Json::as_object_mut) {
            flags.retain(|key, _| !refused.contains(key));
        }
    }
    let Some(served) = served(&json) else { return 0 };
    let served = served.unwrap_or_else(|refusal| panic!("{refusal}: {json}"));
    let snapshot =
        |text: &str| Snapshot::from(Config::parse(text).expect("a config")).with_log_level(LogLevel::Off);
    // A document without flags does not show its format any more.
    let (before, after) = (snapshot(&json.to_string()), snapshot(&served));
    let keys = before.get_all_keys();
    assert_eq!(keys, after.get_all_keys(), "{json}");
    for key in &keys {
        let shown = |snapshot: &Snapshot| {
            let details = snapshot.get_any_value_details(key, user);
            (details.value, details.variation_id, details.error.is_some())
        };
        assert_eq!(shown(&before), shown(&after), "`{key}` for {user:?}\nbefore: {json}\nafter: {served}");
    }
    keys.len()
}

/// Config v5 reads these as numbers where config v6 does not, or the other way round. No rule can make up for that.
fn has_unusual_numbers(user: &User) -> bool {
    user.attributes().any(|(_, attribute)| match attribute {
        Attribute::Float(number) => number.is_nan(),
        Attribute::Date(_) | Attribute::List(_) => true,
        _ => false,
    })
}
