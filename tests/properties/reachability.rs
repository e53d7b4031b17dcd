//! What the lint `unreachable-rule` says is never served to anybody: random rules, against every kind of user.

use configcat_build::{Lint, Lints, codegen};
use configcat_core::{Config, Snapshot, User};
use proptest::{
    prelude::*,
    sample::subsequence,
    test_runner::{Config as Settings, RngSeed},
};

/// Conditions that often hold for the same users, some of them for all.
const CONDITIONS: [&str; 9] = [
    r#"{"u": {"a": "Email", "c": 0, "l": ["a"]}}"#,
    r#"{"u": {"a": "Email", "c": 1, "l": []}}"#,
    r#"{"u": {"a": "Email", "c": 2, "l": ["b", ""]}}"#,
    r#"{"u": {"a": "plan", "c": 33, "l": []}}"#,
    r#"{"u": {"a": "plan", "c": 5, "l": [" "]}}"#,
    r#"{"u": {"a": "Identifier", "c": 31, "l": ["1"]}}"#,
    r#"{"p": {"f": "other", "c": 0, "v": {"b": true}}}"#,
    r#"{"s": {"s": 0, "c": 0}}"#,
    r#"{"s": {"s": 0, "c": 1}}"#,
];

/// A rule: the conditions, and whether percentage options decide.
type Rule = (Vec<&'static str>, bool);

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    prop::collection::vec((subsequence(CONDITIONS.to_vec(), 0..=2), any::<bool>()), 1..5)
}

/// Options of which each serves a number that tells where it is.
fn options(number: usize) -> String {
    format!(r#""p": [{{"p": 50, "v": {{"i": {number}}}}}, {{"p": 50, "v": {{"i": {number}}}}}]"#)
}

/// A flag that serves the number of the rule that decides, 100 by its percentage options, and 0 to everyone else.
fn document(rules: &[Rule], attribute: Option<&str>) -> String {
    let rules: Vec<String> = (1..)
        .zip(rules)
        .map(|(number, (conditions, deals_out))| {
            let then =
                if *deals_out { options(number) } else { format!(r#""s": {{"v": {{"i": {number}}}}}"#) };
            format!(r#"{{"c": [{}], {then}}}"#, conditions.join(", "))
        })
        .collect();
    let attribute = attribute.map(|name| format!(r#""a": "{name}", "#)).unwrap_or_default();
    format!(
        r#"{{"s": [{{"n": "segment", "r": [{{"a": "Email", "c": 28, "s": "b"}}]}}], "f": {{
            "other": {{"t": 0, "v": {{"b": false}}, "r": [{{"c": [{}], "s": {{"v": {{"b": true}}}}}}]}},
            "flag": {{"t": 2, "v": {{"i": 0}}, {attribute}"r": [{}], {}}}}}}}"#,
        CONDITIONS[0],
        rules.join(", "),
        options(100),
    )
}

/// A user of each kind. Empty attributes count as missing in conditions but not in percentage options, so that what is
/// said about these does not hold for them.
fn users() -> Vec<Option<User>> {
    let with = |user: &User, name: &str, values: &[&str]| -> Vec<User> {
        let given = values.iter().map(|value| user.clone().custom(name, *value));
        [user.clone()].into_iter().chain(given).collect()
    };
    let known = ["1", "2"].map(User::new);
    let known = known.iter().flat_map(|user| with(user, "Email", &["a", "b", "c"]));
    known.flat_map(|user| with(&user, "plan", &["pro"])).map(Some).chain([None]).collect()
}

/// What the lint says is never served.
fn unreachable(document: &str) -> Vec<i64> {
    let document = codegen::Document::new("config.json", document);
    let mut lints = Lints::default();
    Lint::ALL.iter().filter(|lint| !lint.is_always_an_error()).for_each(|lint| lints.allow(*lint));
    lints.deny(Lint::UnreachableRule);
    let options = codegen::Options { lints, ..codegen::Options::default() };
    let errors = codegen::findings(&document, &options).unwrap().errors;
    let number = |message: String| {
        let rule = message.split("targeting rule ").nth(1).unwrap().split(' ').next().unwrap();
        if message.contains("its percentage options") { 100 } else { rule.parse().unwrap() }
    };
    errors.iter().map(|problem| number(problem.to_string())).collect()
}

proptest! {
    // Always the same cases, and no files that remember failed ones.
    #![proptest_config(Settings {
        cases: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..Settings::default()
    })]

    #[test]
    fn what_is_unreachable_is_served_to_nobody(
        rules in rules(),
        attribute in prop::option::of(prop::sample::select(vec!["plan", "Email", "Identifier"])),
    ) {
        let document = document(&rules, attribute);
        let snapshot = Snapshot::from(Config::parse(&document).unwrap());
        let unreachable = unreachable(&document);
        for user in users() {
            let details = snapshot.get_value_details("flag", -1, user.as_ref());
            prop_assert_eq!(&details.error, &None);
            prop_assert!(!unreachable.contains(&details.value), "{} for {:?}: {}", details.value, user, document);
        }
    }
}

/// The property would hold if nothing were ever found.
#[test]
fn much_is_unreachable() {
    let [email, not_in_nothing, .., segment, _] = CONDITIONS;
    let rules = [
        (vec![segment], false),
        (vec![not_in_nothing], true),
        (vec![email], false),
        (vec![email, segment], true),
        (vec![], true),
        (vec![], false),
    ];
    assert_eq!(unreachable(&document(&rules, None)), [3, 4, 100]);
    assert_eq!(unreachable(&document(&rules, Some("plan"))), [4, 100]);
}
