//! What holds for all documents and users, checked with generated ones.

use std::collections::{HashMap, HashSet};

use configcat_core::{
    Config, EvaluationError, IntoFlagValue, OverrideBehaviour, Overrides, Snapshot, Text, User, Value,
    config::{BrokenSetting, Condition, Setting, TargetingRule},
};
use configcat_test_support::{Evaluated, evaluate};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config as Settings, RngSeed},
};

use crate::{
    documents::{any_json, damaged, document},
    documents_v6,
    users::user,
};

/// Always the same cases, and no files that remember failed ones.
fn settings() -> Settings {
    Settings { cases: 500, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Settings::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn no_text_makes_parsing_or_reading_panic(text in any::<String>(), user in user()) {
        read_everything(&text, user.as_ref());
    }

    #[test]
    fn no_json_makes_parsing_or_reading_panic(json in any_json(), user in user()) {
        read_everything(&json.to_string(), user.as_ref());
        read_everything(&serde_json::json!({"f": json}).to_string(), user.as_ref());
        read_everything(&serde_json::json!({"f": {"flag": json}}).to_string(), user.as_ref());
        read_everything(&serde_json::json!({"s": json, "f": {"flag": json}}).to_string(), user.as_ref());
        read_everything(&serde_json::json!({"flags": {"flag": json}}).to_string(), user.as_ref());
    }

    #[test]
    fn no_document_makes_parsing_or_reading_panic(document in document(), user in user()) {
        read_everything(&document, user.as_ref());
    }

    #[test]
    fn no_damage_to_a_document_makes_parsing_or_reading_panic(text in damaged(document()), user in user()) {
        read_everything(&text, user.as_ref());
    }

    #[test]
    fn a_lock_is_the_same_config(document in document(), json in any_json()) {
        for document in [document, serde_json::json!({"f": {"flag": json.clone()}, "x": json}).to_string()] {
            let Ok(config) = Config::parse(&document) else { continue };
            let locked_text = configcat_build::lay_out(&document).expect("it is JSON");
            let locked = Config::parse(&locked_text).expect("it is a config as before");
            for key in config.keys() {
                prop_assert_eq!(config.setting(key), locked.setting(key));
            }
            prop_assert!(locked.keys().is_sorted() && locked.len() == config.len());
            prop_assert_eq!(configcat_build::lay_out(&locked_text).expect("it is JSON"), locked_text.as_str());
            let [before, after] = [&document, &locked_text]
                .map(|text| serde_json::from_str::<serde_json::Value>(text).expect("it is JSON"));
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn values_and_details_agree(document in document(), user in user()) {
        if let Ok(config) = Config::parse(&document) {
            let snapshot = Snapshot::from(config);
            for key in keys_and_a_missing_one(&snapshot) {
                assert_value_is_that_of_details(&snapshot, &key, true, user.as_ref());
                assert_value_is_that_of_details(&snapshot, &key, "default", user.as_ref());
                assert_value_is_that_of_details(&snapshot, &key, 7, user.as_ref());
                assert_value_is_that_of_details(&snapshot, &key, 0.1, user.as_ref());
            }
        }
    }

    /// Documents are read in one go if all of their settings are as they should be: at once, if their members are in the
    /// order of those that ConfigCat serves.
    #[test]
    fn neither_a_broken_setting_nor_the_order_of_members_changes_the_others(document in document()) {
        let mut members: serde_json::Map<_, _> = serde_json::from_str(&document).unwrap_or_default();
        let read = |members: &serde_json::Map<_, _>, names: &[&str]| {
            let shown = names.iter().filter_map(|name| Some(format!("{name:?}: {}", members.get(*name)?)));
            let document = format!("{{{}}}", shown.collect::<Vec<_>>().join(", "));
            Config::parse(&document).ok().map(|config| config.settings().cloned().collect::<Vec<_>>())
        };
        let as_served = read(&members, &["p", "s", "flags", "f"]);
        prop_assert_eq!(&as_served, &read(&members, &["f", "flags", "s", "p"]));
        if let Some(settings) = members.get_mut("f").and_then(serde_json::Value::as_object_mut) {
            settings.insert("zzz broken".to_owned(), serde_json::Value::Null);
            prop_assert_eq!(as_served, read(&members, &["p", "s", "flags", "f"]));
        }
    }

    #[test]
    fn explanations_and_evaluations_agree(document in document(), user in user()) {
        if let Ok(config) = Config::parse(&document) {
            let snapshot = Snapshot::from(config);
            for key in keys_and_a_missing_one(&snapshot) {
                let explanation = snapshot.explain(&key, user.as_ref());
                let Evaluated { value, variation_id } = evaluate(&snapshot, &key, user.as_ref());
                prop_assert_eq!(explanation.value.ok_or(explanation.error), value.map_err(Some));
                prop_assert_eq!(explanation.variation_id, variation_id);
            }
        }
    }

    #[test]
    fn all_values_are_those_of_each_key(document in document(), user in user()) {
        if let Ok(config) = Config::parse(&document) {
            let snapshot = Snapshot::from(config);
            let user = user.as_ref();
            let one_by_one: Vec<(Text, Value)> = snapshot
                .get_all_keys()
                .into_iter()
                .filter_map(|key| evaluate(&snapshot, &key, user).value.ok().map(|value| (key, value)))
                .collect();
            prop_assert_eq!(&snapshot.get_all_values(user), &one_by_one);
            let details = snapshot.get_all_value_details(user);
            prop_assert_eq!(details.len(), snapshot.get_all_keys().len());
            let of_details: Vec<(Text, Value)> =
                details.into_iter().filter_map(|details| Some((details.key, details.value?))).collect();
            prop_assert_eq!(of_details, one_by_one);
        }
    }

    /// Nor one that no prerequisite flag leads from to one that they name: what a flag serves depends on the flags that
    /// its conditions look at, and on those that theirs do.
    #[test]
    fn overrides_never_change_a_flag_that_they_do_not_name(
        remote in document(), local in document(), user in user(),
    ) {
        if let (Ok(remote), Ok(local_config)) = (Config::parse(&remote), Config::parse(&local)) {
            let sides = [Snapshot::from(remote.clone()), Snapshot::from(local_config)];
            for behaviour in
                [OverrideBehaviour::LocalOnly, OverrideBehaviour::LocalOverRemote, OverrideBehaviour::RemoteOverLocal]
            {
                let merged = Overrides::from_json(&local, behaviour).expect("it was parsed before").apply(&remote);
                assert_merged(&Snapshot::from(merged), behaviour, &sides, user.as_ref());
            }
        }
    }

    #[test]
    fn every_served_variation_id_leads_to_its_key_and_value(document in document(), user in user()) {
        if let Ok(config) = Config::parse(&document) {
            let served_by_id = served_by_variation_id(&config);
            let snapshot = Snapshot::from(config);
            for (key, variation_id) in snapshot.get_all_variation_ids(user.as_ref()) {
                let value = evaluate(&snapshot, &key, user.as_ref()).value.expect("it has a variation id");
                let served = &served_by_id[&variation_id];
                prop_assert!(served.contains(&(key, value)));
                let found = snapshot.get_key_and_value(&variation_id);
                // An id that is used more than once stands for any of its uses.
                prop_assert!(found.is_some_and(|found| served.contains(&found)));
            }
        }
    }
}

/// The generated documents are worth something: most can be parsed, and many settings are sound and are targeted.
#[test]
fn generated_documents_reach_rules_and_options() {
    let mut counts = [0; 4];
    let mut runner = proptest::test_runner::TestRunner::new(settings());
    for _ in 0..300 {
        let tree = (document(), user()).new_tree(&mut runner).expect("nothing is rejected");
        let (document, user) = tree.current();
        let Ok(config) = Config::parse(&document) else { continue };
        let broken = config.broken_settings().count();
        let details = Snapshot::from(config).get_all_value_details(user.as_ref());
        let by_rule = details.iter().filter(|details| details.matched_targeting_rule().is_some()).count();
        let by_option =
            details.iter().filter(|details| details.matched_percentage_option().is_some()).count();
        for (count, more) in counts.iter_mut().zip([1, broken, by_rule, by_option]) {
            *count += more;
        }
    }
    assert!(counts.iter().zip([250, 50, 50, 50]).all(|(count, least)| *count >= least), "{counts:?}");
}

/// The same for config v6: flags are served by segments, by other flags and by options of rules, and some are on
/// circles.
#[test]
fn generated_documents_of_config_v6_reach_every_kind_of_condition() {
    let mut counts = [0; 5];
    let mut runner = proptest::test_runner::TestRunner::new(settings());
    for _ in 0..500 {
        let tree = (documents_v6::document(), user()).new_tree(&mut runner).expect("nothing is rejected");
        let (document, user) = tree.current();
        let Ok(config) = Config::parse(&document.to_string()) else { continue };
        for details in Snapshot::from(config).get_all_value_details(user.as_ref()) {
            let rule = details.matched_targeting_rule();
            let words = rule.map(ToString::to_string).unwrap_or_default();
            for (count, found) in counts.iter_mut().zip([
                words.contains("Flag '"),
                words.contains("SEGMENT"),
                words.contains("hashed value"),
                rule.is_some() && details.matched_percentage_option().is_some(),
                matches!(details.error, Some(EvaluationError::PrerequisiteCycle { .. })),
            ]) {
                *count += usize::from(found);
            }
        }
    }
    assert!(counts.iter().all(|count| *count >= 5), "{counts:?}");
}

/// Parses a text and, if it is a document, asks everything that can be asked of it.
fn read_everything(text: &str, user: Option<&User>) {
    let config = match Config::parse(text) {
        Ok(config) => config,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    for broken in config.broken_settings() {
        assert!(!broken.defects().is_empty(), "{broken:?}");
        for defect in broken.defects() {
            let position = defect.position();
            assert!(position.line >= 1 && position.column >= 1, "{defect:?}");
            assert!(!defect.to_string().is_empty() && !defect.remedy().is_empty(), "{defect:?}");
        }
    }
    for setting in config.settings() {
        assert!(setting.all_served().all(|served| served.value().setting_type() == setting.setting_type()));
        for rule in setting.targeting_rules() {
            let words = rule.to_string();
            assert_eq!(words.starts_with("IF "), !rule.conditions().is_empty(), "{words}");
        }
    }
    let snapshot = Snapshot::from(config);
    for key in keys_and_a_missing_one(&snapshot) {
        let evaluated = evaluate(&snapshot, &key, user);
        assert_eq!(snapshot.get_variation_id(&key, user), evaluated.variation_id);
        let variation_id = evaluated.variation_id;
        assert!(variation_id.is_none_or(|id| snapshot.get_key_and_value(&id).is_some()));
        let explanation = snapshot.explain(&key, user);
        assert!(explanation.to_string().ends_with('.') && serde_json::to_string(&explanation).is_ok());
    }
    assert_eq!(snapshot.get_all_keys().len(), snapshot.get_all_value_details(user).len());
    assert!(!format!("{snapshot:?}").is_empty());
}

fn keys_and_a_missing_one(snapshot: &Snapshot) -> Vec<Text> {
    let mut keys = snapshot.get_all_keys();
    keys.push("a key that no document has".into());
    keys
}

fn assert_value_is_that_of_details<D>(snapshot: &Snapshot, key: &str, default: D, user: Option<&User>)
where
    D: IntoFlagValue + Copy,
    D::Value: PartialEq,
{
    let value = snapshot.get_value(key, default, user);
    let details = snapshot.get_value_details(key, default, user);
    assert_eq!(value, details.value, "`{key}`");
    assert_eq!(details.key, key);
    assert_eq!(details.is_default_value(), details.error.is_some());
    if details.is_default_value() {
        assert_eq!(value, default.into_flag_value(), "`{key}`");
        assert_eq!(details.variation_id, None, "`{key}`");
    }
}

/// Checks that each flag of a merged config is the one of the side that it should be of.
fn assert_merged(
    merged: &Snapshot,
    behaviour: OverrideBehaviour,
    [remote, local]: &[Snapshot; 2],
    user: Option<&User>,
) {
    let keys = [remote, local].map(Snapshot::get_all_keys);
    let [is_remote, is_local] = keys.clone().map(|keys| move |key: &Text| keys.contains(key));
    for key in keys.iter().flatten() {
        let local_counts = match behaviour {
            OverrideBehaviour::LocalOnly => true,
            OverrideBehaviour::LocalOverRemote => is_local(key),
            OverrideBehaviour::RemoteOverLocal => !is_remote(key),
        };
        let owner = if local_counts { local } else { remote };
        let evaluated = evaluate(merged, key, user);
        let same_in_owner = |key: &Text| setting_of(merged, key) == setting_of(owner, key);
        if !flags_that_count(merged, key).union(&flags_that_count(owner, key)).all(same_in_owner) {
            continue;
        }
        assert_eq!(evaluated, evaluate(owner, key, user), "`{key}`, {behaviour:?}");
        let is_missing = matches!(evaluated.value, Err(EvaluationError::KeyMissing { .. }));
        assert_eq!(is_missing, behaviour == OverrideBehaviour::LocalOnly && !is_local(key), "`{key}`");
    }
}

/// A flag, the flags that its conditions look at, those that theirs do, and so on.
fn flags_that_count(snapshot: &Snapshot, key: &Text) -> HashSet<Text> {
    let mut found = HashSet::new();
    let mut open = vec![key.clone()];
    while let Some(key) = open.pop() {
        let rules = setting_of(snapshot, &key).ok().into_iter().flat_map(Setting::targeting_rules);
        let keys = rules.flat_map(TargetingRule::conditions).filter_map(|condition| match condition {
            Condition::Prerequisite(condition) => Some(condition.key().clone()),
            _ => None,
        });
        if found.insert(key.clone()) {
            open.extend(keys);
        }
    }
    found
}

/// A setting; if there is none, whether there is a broken one.
fn setting_of<'a>(snapshot: &'a Snapshot, key: &str) -> Result<&'a Setting, Option<&'a BrokenSetting>> {
    let config = snapshot.config().expect("a config");
    config.setting(key).ok_or_else(|| config.broken_settings().find(|broken| broken.key() == key))
}

fn served_by_variation_id(config: &Config) -> HashMap<Text, Vec<(Text, Value)>> {
    let mut by_id: HashMap<Text, Vec<(Text, Value)>> = HashMap::new();
    for setting in config.settings() {
        for served in setting.all_served() {
            if let Some(id) = served.variation_id() {
                by_id.entry(id.clone()).or_default().push((setting.key().clone(), served.value().clone()));
            }
        }
    }
    by_id
}
