//! [`compare`]: all differences of two configs.

use std::collections::{BTreeMap, BTreeSet};

use configcat_core::{
    Config, Text,
    config::{BrokenSetting, Setting},
};

use super::{
    difference::{Drift, DriftKind},
    prerequisites,
    rules::{different_lines, same_rules},
};
use crate::shown::{literal, one_line};

/// A flag, valid or broken.
#[derive(Clone, Copy)]
enum Side<'a> {
    Valid(&'a Setting),
    Broken(&'a BrokenSetting),
}

impl Side<'_> {
    fn describe(self) -> String {
        match self {
            Self::Valid(setting) => setting.setting_type().to_string(),
            Self::Broken(broken) => one_line(&broken.to_string()),
        }
    }
}

/// All differences from one config to another, by key, then by kind.
pub(crate) fn compare(before: &Config, after: &Config) -> Vec<Drift> {
    let blocked = [before, after].map(prerequisites::find_blocked);
    let (before, after) = (sides(before), sides(after));
    let keys: BTreeSet<&Text> = before.keys().chain(after.keys()).copied().collect();
    let mut drift = Vec::new();
    for key in keys {
        match (before.get(key), after.get(key)) {
            (Some(Side::Valid(before)), Some(Side::Valid(after))) => {
                compare_settings(before, after, &mut drift);
                drift.extend(compare_blocked(before, after, &blocked));
            }
            (Some(Side::Broken(before)), Some(Side::Broken(after)))
                if before.to_string() == after.to_string() => {}
            (before, after) => {
                let kind = match (before, after) {
                    (None, _) => DriftKind::Added,
                    (_, None) => DriftKind::Removed,
                    _ => DriftKind::Broken,
                };
                let describe =
                    |side: Option<&Side<'_>>| side.map(|side| side.describe()).into_iter().collect();
                drift.push(Drift {
                    kind,
                    key: key.clone(),
                    before: describe(before),
                    after: describe(after),
                });
            }
        }
    }
    drift
}

/// The difference if a flag can be evaluated on one side only, although it is valid on both.
fn compare_blocked(
    before: &Setting,
    after: &Setting,
    [in_before, in_after]: &[BTreeMap<&Text, String>; 2],
) -> Option<Drift> {
    let key = before.key();
    let [(before, is_broken_before), (after, is_broken_after)] = [(before, in_before), (after, in_after)]
        .map(|(setting, blocked)| match blocked.get(key) {
            Some(reason) => (one_line(reason), true),
            None => (setting.setting_type().to_string(), false),
        });
    (is_broken_before != is_broken_after).then(|| Drift {
        kind: DriftKind::Broken,
        key: key.clone(),
        before: vec![before],
        after: vec![after],
    })
}

fn sides(config: &Config) -> BTreeMap<&Text, Side<'_>> {
    let valid = config.settings().map(|setting| (setting.key(), Side::Valid(setting)));
    valid.chain(config.broken_settings().map(|broken| (broken.key(), Side::Broken(broken)))).collect()
}

fn compare_settings(before: &Setting, after: &Setting, drift: &mut Vec<Drift>) {
    let mut add = |kind: DriftKind, [before_lines, after_lines]: [Vec<String>; 2]| {
        drift.push(Drift { kind, key: before.key().clone(), before: before_lines, after: after_lines });
    };
    if before.setting_type() != after.setting_type() {
        // Values of different types are always different.
        let types = [before, after].map(|setting| vec![setting.setting_type().to_string()]);
        return add(DriftKind::Type, types);
    }
    if before.served().value() != after.served().value() {
        add(DriftKind::Fallback, [before, after].map(|setting| vec![literal(setting.served().value())]));
    }
    if !same_rules(before, after) {
        add(DriftKind::Rules, different_lines(before, after));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(settings: &str) -> Config {
        Config::parse(&format!("{{\"f\": {{{settings}}}}}")).unwrap()
    }

    /// The differences, a line each.
    fn drift(before: &str, after: &str) -> Vec<String> {
        let drift = compare(&config(before), &config(after));
        let line = |Drift { kind, key, before, after }| format!("{kind} {key}: {before:?} → {after:?}");
        drift.into_iter().map(line).collect()
    }

    #[test]
    fn each_kind_is_told_apart() {
        let before = r#"
            "added": {"t": 0, "v": true}, "both": {"t": 0, "v": true},
            "broken": {"t": 0, "v": 1}, "type": {"t": 0, "v": true, "r": []}, "value": {"t": 1, "v": "a\nb"}"#;
        let after = r#"
            "both": {"t": 0, "v": true}, "broken": {"t": 0, "v": true}, "type": {"t": 2, "v": 1},
            "value": {"t": 1, "v": "b", "p": [{"p": 100, "v": "c"}]}, "zulu": {"t": 3, "v": 1}"#;
        assert_eq!(
            drift(before, after),
            [
                r#"removed added: ["bool"] → []"#,
                r#"broken broken: ["value `1` is not a bool"] → ["bool"]"#,
                r#"type type: ["bool"] → ["whole number"]"#,
                r#"fallback value: ["\"a\\nb\""] → ["\"b\""]"#,
                r#"rules value: [] → ["100 % 'c' by Identifier"]"#,
                r#"added zulu: [] → ["decimal number"]"#,
            ],
        );
    }

    #[test]
    fn only_rules_that_differ_are_shown() {
        let rule = |list: &str, value: &str, id: &str| {
            format!(r#"{{"a": "Email", "t": 2, "c": "{list}", "v": "{value}", "i": "{id}"}}"#)
        };
        let setting = |rules: &[String]| {
            format!(r#""flag": {{"t": 1, "v": "x", "i": "id", "r": [{}]}}"#, rules.join(", "))
        };
        let [one, two, three] = ["one", "two", "three"].map(|list| rule(list, "a", "1"));
        let before = setting(&[one.clone(), two.clone(), three.clone()]);
        let after = setting(&[one.clone(), rule("two", "b", "1"), three.clone()]);
        let [two_a, two_b] =
            ["a", "b"].map(|value| format!("\"IF User.Email CONTAINS ANY OF ['two'] THEN '{value}'\""));
        assert_eq!(drift(&before, &after), [format!("rules flag: [{two_a}] → [{two_b}]")]);
        let after = setting(&[one.clone(), three.clone()]);
        assert_eq!(drift(&before, &after), [format!("rules flag: [{two_a}] → []")]);
        // The same rule twice, and another order.
        let twice = setting(&[two.clone(), two.clone()]);
        assert_eq!(
            drift(&setting(std::slice::from_ref(&two)), &twice),
            [format!("rules flag: [] → [{two_a}]")]
        );
        assert_eq!(drift(&before, &setting(&[three, two, one])).len(), 1);
        // Ids are no difference.
        let ids = before.replace("\"1\"", "\"2\"").replace("\"id\"", "\"other\"");
        assert_eq!(drift(&before, &ids), [""; 0]);
    }

    #[test]
    fn the_conditions_of_segments_are_shown() {
        let config = |countries: &str| {
            let document = format!(
                r#"{{"s": [{{"n": "EU", "r": [{{"a": "Country", "c": 0, "l": [{countries}]}},
                {{"a": "plan", "c": 0, "l": ["pro"]}}]}}], "f": {{"flag": {{"t": 0, "v": {{"b": false}},
                "r": [{{"c": [{{"s": {{"s": 0, "c": 0}}}}], "s": {{"v": {{"b": true}}}}}}]}}}}}}"#
            );
            Config::parse(&document).unwrap()
        };
        let line = |countries: &str| {
            format!(
                "IF User IS IN SEGMENT 'EU' THEN 'true' ('EU' is User.Country IS ONE OF [{countries}] AND User.plan IS ONE \
                 OF ['pro'])"
            )
        };
        let [drift] = compare(&config("\"HU\""), &config("\"HU\", \"AT\"")).try_into().unwrap();
        assert_eq!((drift.before, drift.after), (vec![line("'HU'")], vec![line("'HU', 'AT'")]));
    }

    #[test]
    fn what_prerequisites_keep_from_being_evaluated_is_broken() {
        let on = |key: &str, prerequisite: &str| {
            format!(
                r#""{key}": {{"t": 0, "v": {{"b": false}}, "r": [{{"c": [{{"p": {{"f": "{prerequisite}", "c": 0, "v":
                {{"b": true}}}}}}], "s": {{"v": {{"b": true}}}}}}]}}"#
            )
        };
        let fine = r#""p": {"t": 0, "v": {"b": true}}"#;
        let before = format!("{}, {}, {fine}", on("a", "b"), on("b", "p"));
        let on_a = |reason: &str, on_p: Option<&str>| {
            let a = r#"broken a: ["bool"] → ["its prerequisite `b` cannot be evaluated"]"#.to_owned();
            let b = format!("broken b: [\"bool\"] → [\"{reason}\"]");
            [a, b].into_iter().chain(on_p.map(str::to_owned)).collect::<Vec<_>>()
        };
        for (after, reason, on_p) in [
            (None, "its prerequisite `p` is missing", r#"removed p: ["bool"] → []"#),
            (
                Some(r#""p": {"t": 1, "v": {"s": "x"}}"#.to_owned()),
                "its prerequisite `p` is a text",
                r#"type p: ["bool"] → ["text"]"#,
            ),
        ] {
            let after: Vec<_> = [on("a", "b"), on("b", "p")].into_iter().chain(after).collect();
            assert_eq!(drift(&before, &after.join(", ")), on_a(reason, Some(on_p)));
            assert_eq!(drift(&after.join(", "), &after.join(", ")), [""; 0], "both sides are alike");
        }
        let broken = before.replace(fine, r#""p": {"t": 0, "v": {}}"#);
        assert_eq!(drift(&before, &broken)[..2], on_a("its prerequisite `p` is broken", None));
        let cyclic = format!("{}, {}", before.replace(fine, &on("p", "q")), on("q", "p"));
        let cyclic = drift(&before, &cyclic).join("\n");
        assert!(cyclic.contains("broken p: [\"bool\"] → [\"it is a prerequisite of itself\"]"), "{cyclic}");
    }

    #[test]
    fn values_that_are_not_shown_differ_all_the_same() {
        let setting = |hash: &str| {
            format!(
                r#""flag": {{"t": 0, "v": false, "r": [{{"a": "Email", "t": 16, "c": "{hash}", "v": true}}]}}"#
            )
        };
        let [one, other] = ["1", "2"].map(|digit| setting(&digit.repeat(40)));
        assert_eq!(drift(&one, &one), [""; 0]);
        let note = "[\"(comparison values that are not shown)\"]";
        assert_eq!(drift(&one, &other), [format!("rules flag: {note} → {note}")]);
    }

    #[test]
    fn percentage_options_are_compared_by_share_value_and_attribute() {
        let setting = |attribute: &str, share: &str, value: &str| {
            format!(
                r#"{{"p": {{"s": "salt"}}, "f": {{"flag": {{"t": 0, "a": "{attribute}", "v": {{"b": false}},
                "p": [{{"p": {share}, "v": {{"b": {value}}}}}, {{"p": 50, "v": {{"b": false}}}}]}}}}}}"#
            )
        };
        let count = |one: &str, other: &str| {
            compare(&Config::parse(one).unwrap(), &Config::parse(other).unwrap()).len()
        };
        let before = setting("Country", "50", "true");
        assert_eq!(count(&before, &setting("Country", "50.0", "true")), 0);
        for after in [
            setting("Email", "50", "true"),
            setting("Country", "51", "true"),
            setting("Country", "50", "false"),
        ] {
            assert_eq!(count(&before, &after), 1, "{after}");
        }
        // Without options, nobody is dealt out.
        let [one, other] = ["Country", "Email"].map(|attribute| {
            format!(r#"{{"p": {{"s": "s"}}, "f": {{"flag": {{"t": 0, "a": "{attribute}", "v": {{"b": false}}}}}}}}"#)
        });
        assert_eq!(count(&one, &other), 0);
    }
}
