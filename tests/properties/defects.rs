//! However many defects a setting has at once, each of them is found.

use configcat_core::{Config, config::BrokenSetting};
use proptest::{
    prelude::*,
    sample::subsequence,
    test_runner::{Config as Settings, RngSeed},
};
use serde_json::{Value as Json, json};

/// The only broken setting of a document.
fn only_broken(document: &str) -> BrokenSetting {
    let config = Config::parse(document).expect("a config document");
    let broken: Vec<_> = config.broken_settings().cloned().collect();
    let [broken] = &broken[..] else { panic!("{broken:?} instead of one broken setting: {document}") };
    broken.clone()
}

fn setting_v5() -> Json {
    let rule = || json!({"o": 0, "a": "Email", "t": 0, "c": "x", "v": true, "i": "id"});
    let option = || json!({"o": 0, "p": 50, "v": true, "i": "id"});
    json!({
        "t": 0, "v": true, "i": "id",
        "r": [rule(), rule(), rule(), rule()],
        "p": [option(), option(), option()],
    })
}

/// What can go wrong with a setting of config v5 at once: where, and what is there instead.
fn damages_v5() -> Vec<(&'static str, Json)> {
    vec![
        ("/t", json!("bool")),
        ("/v", json!([])),
        ("/i", json!(5)),
        ("/r/0/o", json!("first")),
        ("/r/0/a", json!(5)),
        ("/r/0/t", json!("IS ONE OF")),
        ("/r/0/c", json!(["x"])),
        ("/r/0/v", json!({})),
        ("/r/0/i", json!(true)),
        ("/r/1/t", json!(18)),
        ("/r/1/v", json!(null)),
        ("/r/2", json!(null)),
        ("/r/3/t", json!(-1)),
        ("/p/0/o", json!(0.5)),
        ("/p/0/p", json!("50")),
        ("/p/0/v", json!([true])),
        ("/p/0/i", json!(1)),
        ("/p/1", json!([50, true])),
        ("/p/2/v", json!(null)),
    ]
}

fn setting_v6() -> Json {
    let value = || json!({"b": true});
    let served = || json!({"v": value(), "i": "id"});
    let option = || json!({"p": 50, "v": value(), "i": "id"});
    json!({
        "t": 0, "a": "Email", "v": value(), "i": "id",
        "r": [
            {
                "c": [
                    {"u": {"a": "Email", "c": 0, "l": ["x", "y"]}},
                    {"u": {"a": "Email", "c": 28, "s": "x"}},
                    {"u": {"a": "Email", "c": 10, "d": 1}},
                    {"u": {"a": "Email", "c": 22, "l": ["1_00", "2_00"]}},
                    {"s": {"s": 0, "c": 0}},
                    {"p": {"f": "good", "c": 0, "v": value()}},
                    {"u": {"a": "Email", "c": 0, "l": ["x", "y"]}},
                ],
                "s": served(),
            },
            {"c": [], "p": [option(), option(), option()]},
            {"c": [], "s": served()},
            {"c": [], "s": served()},
            {"c": [], "s": served()},
        ],
        "p": [option(), option()],
    })
}

/// The same for config v6.
fn damages_v6() -> Vec<(&'static str, Json)> {
    vec![
        ("/t", json!("bool")),
        ("/a", json!(5)),
        ("/v/b", json!([])),
        ("/i", json!(5)),
        ("/r/0/c/0/u/a", json!(5)),
        ("/r/0/c/0/u/c", json!(36)),
        ("/r/0/c/0/u/l/0", json!(5)),
        ("/r/0/c/0/u/l/1", json!(null)),
        ("/r/0/c/1/u/s", json!(["x"])),
        ("/r/0/c/2/u/d", json!("1")),
        ("/r/0/c/3/u/l/0", json!("no hash")),
        ("/r/0/c/3/u/l/1", json!("x_00")),
        ("/r/0/c/4/s/s", json!(1)),
        ("/r/0/c/4/s/c", json!(null)),
        ("/r/0/c/5/p/f", json!("")),
        ("/r/0/c/5/p/c", json!(2)),
        ("/r/0/c/5/p/v/b", json!(null)),
        ("/r/0/c/6", json!({})),
        ("/r/0/s/v/b", json!([1])),
        ("/r/0/s/i", json!(1)),
        ("/r/1/c", json!({})),
        ("/r/1/p/0/p", json!("50")),
        ("/r/1/p/0/v", json!(true)),
        ("/r/1/p/0/i", json!(1)),
        ("/r/1/p/1", json!(7)),
        ("/r/1/p/2/v", json!(null)),
        ("/r/2", json!("IF")),
        ("/r/3/s", json!(true)),
        ("/r/4/s", json!(null)),
        ("/p/0/p", json!({})),
        ("/p/0/v/b", json!(null)),
        ("/p/1", json!([])),
    ]
}

/// Checks that each damage to a setting is found, and nothing besides.
fn assert_all_found(mut document: Json, damages: &[(&str, Json)]) -> Result<(), TestCaseError> {
    for (pointer, damage) in damages {
        *document.pointer_mut(&format!("/f/bad{pointer}")).expect("a place in the setting") = damage.clone();
    }
    let broken = only_broken(&document.to_string());
    prop_assert_eq!(broken.defects().len(), damages.len(), "{}: {:#?}", document, broken);
    prop_assert!(broken.defects().is_sorted_by_key(configcat_core::config::Defect::position));
    Ok(())
}

proptest! {
    #![proptest_config(Settings {
        cases: 500, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Settings::default()
    })]

    #[test]
    fn no_defect_of_config_v5_hides_another(
        damages in subsequence(damages_v5(), 1..=damages_v5().len()),
    ) {
        let document = json!({"f": {"good": {"v": true}, "bad": setting_v5()}});
        assert_all_found(document, &damages)?;
    }

    #[test]
    fn no_defect_of_config_v6_hides_another(
        damages in subsequence(damages_v6(), 1..=damages_v6().len()),
    ) {
        let segments = json!([{"n": "seg", "r": []}]);
        let good = json!({"t": 0, "v": {"b": true}});
        let document =
            json!({"p": {"s": "salt"}, "s": segments, "f": {"good": good, "bad": setting_v6()}});
        assert_all_found(document, &damages)?;
    }
}

#[test]
fn nothing_is_wrong_with_the_settings_before_they_are_damaged() {
    for document in [
        json!({"f": {"flag": setting_v5()}}),
        json!({"p": {"s": "salt"}, "s": [{"n": "seg"}], "f": {"flag": setting_v6()}}),
    ] {
        let config = Config::parse(&document.to_string()).expect("a config document");
        assert!(config.setting("flag").is_some(), "{:?}", config.broken_settings().next());
    }
}
