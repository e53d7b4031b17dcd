//! Each comparator of config v5 with the attributes that make a difference.

use std::time::{Duration, SystemTime};

use configcat_core::{Attribute, User};
use configcat_test_support::local_client;
use serde_json::json;

const ONE_OF: i64 = 0;
const NOT_ONE_OF: i64 = 1;
const CONTAINS: i64 = 2;
const NOT_CONTAINS: i64 = 3;
const VERSION_ONE_OF: i64 = 4;
const VERSION_NOT_ONE_OF: i64 = 5;
const VERSION_RELATIONS: [i64; 4] = [6, 7, 8, 9];
const NUMBER_RELATIONS: [i64; 6] = [10, 11, 12, 13, 14, 15];
const ONE_OF_HASHED: i64 = 16;
const NOT_ONE_OF_HASHED: i64 = 17;

/// Whether a targeting rule with this comparator and comparison value matches an attribute.
fn matches(comparator: i64, comparison_value: &str, attribute: impl Into<Attribute>) -> bool {
    rule_matches(comparator, comparison_value, &User::new("id").custom("Custom", attribute))
}

fn rule_matches(comparator: i64, comparison_value: &str, user: &User) -> bool {
    let rule = json!({"a": "Custom", "t": comparator, "c": comparison_value, "v": true});
    let document = json!({"f": {"flag": {"t": 0, "v": false, "r": [rule]}}});
    local_client(&document.to_string()).get_value("flag", false, user)
}

/// Which of the given comparators match.
fn relations<const N: usize>(
    comparators: [i64; N],
    attribute: impl Into<Attribute>,
    comparison_value: &str,
) -> [bool; N] {
    let attribute = attribute.into();
    comparators.map(|comparator| matches(comparator, comparison_value, attribute.clone()))
}

#[test]
fn a_missing_or_empty_attribute_never_matches() {
    for comparator in 0..=17 {
        assert!(!rule_matches(comparator, "1.0.0", &User::new("id")), "missing, comparator {comparator}");
        assert!(!matches(comparator, "1.0.0", ""), "empty, comparator {comparator}");
        // The name of an attribute is case-sensitive.
        let other_case = User::new("id").custom("custom", "1.0.0");
        assert!(!rule_matches(comparator, "1.0.0", &other_case), "other case, comparator {comparator}");
    }
}

#[test]
fn one_of_trims_its_items_but_not_the_attribute() {
    assert!(matches(ONE_OF, "a@x.com , b@x.com", "b@x.com"));
    assert!(!matches(ONE_OF, "a@x.com , b@x.com", " b@x.com"));
    assert!(!matches(ONE_OF, "a@x.com", "x.com"));
    assert!(matches(NOT_ONE_OF, "a@x.com , b@x.com", " b@x.com"));
    assert!(!matches(NOT_ONE_OF, "a@x.com , b@x.com", "a@x.com"));
}

#[test]
fn one_of_finds_each_item_of_a_long_list() {
    let items: Vec<String> = (0..100).map(|number| format!("user-{number}")).collect();
    let list = items.join(",");
    assert!(items.iter().all(|item| matches(ONE_OF, &list, item)));
    assert!(!matches(ONE_OF, &list, "user-100"));
}

#[test]
fn contains_takes_commas_and_blanks_literally() {
    assert!(matches(CONTAINS, "a, b", "see a, b and c"));
    assert!(!matches(CONTAINS, "a, b", "a b"));
    assert!(!matches(CONTAINS, " x", "x"));
    assert!(matches(NOT_CONTAINS, "a, b", "a,b"));
    assert!(!matches(NOT_CONTAINS, "é", "café"));
}

#[test]
fn version_lists_skip_empty_items_and_ignore_build_metadata() {
    for list in ["1.0.0,2.0.0", " , 2.0.0 ,, 1.0.0 , ", "2.0.0+build.1"] {
        assert!(matches(VERSION_ONE_OF, list, " 2.0.0 "), "{list}");
        assert!(!matches(VERSION_NOT_ONE_OF, list, "2.0.0+other"), "{list}");
        assert!(!matches(VERSION_ONE_OF, list, "2.0.0-beta"), "{list}");
        assert!(matches(VERSION_NOT_ONE_OF, list, "2.0.0-beta"), "{list}");
    }
}

#[test]
fn an_invalid_version_skips_the_rule_even_if_negated() {
    for (list, attribute) in [("1.0.0, 2.0", "1.0.0"), ("1.0.0, 2.0", "3.0.0"), ("1.0.0", "v1.0.0")] {
        assert!(!matches(VERSION_ONE_OF, list, attribute), "{attribute} in {list}");
        assert!(!matches(VERSION_NOT_ONE_OF, list, attribute), "{attribute} not in {list}");
    }
    assert_eq!(relations(VERSION_RELATIONS, "1.0", "2.0.0"), [false; 4]);
    assert_eq!(relations(VERSION_RELATIONS, "1.0.0", "2.0"), [false; 4]);
}

#[test]
fn an_empty_version_list_matches_nothing_and_its_negation_everything() {
    for attribute in ["1.0.0", "no version"] {
        assert!(!matches(VERSION_ONE_OF, " , ", attribute), "{attribute}");
        assert!(matches(VERSION_NOT_ONE_OF, " , ", attribute), "{attribute}");
    }
}

#[test]
fn versions_compare_by_precedence() {
    const LESS: [bool; 4] = [true, true, false, false];
    const EQUAL: [bool; 4] = [false, true, false, true];
    const GREATER: [bool; 4] = [false, false, true, true];

    for (attribute, comparison_value, expected) in [
        ("1.2.3", "1.10.0", LESS),
        ("1.0.0-alpha", "1.0.0", LESS),
        ("1.0.0-2", "1.0.0-10", LESS),
        ("1.0.0-10", "1.0.0-a", LESS),
        (" 1.0.0 ", "\t1.0.0", EQUAL),
        ("1.0.0+b", "1.0.0+a", EQUAL),
        ("1.0.0-rc.1.1", "1.0.0-rc.1", GREATER),
        ("2.0.0", "1.99.99", GREATER),
    ] {
        let actual = relations(VERSION_RELATIONS, attribute, comparison_value);
        assert_eq!(actual, expected, "`{attribute}` to `{comparison_value}`");
    }
}

#[test]
fn numbers_compare_with_point_or_comma_and_as_numbers() {
    const LESS: [bool; 6] = [false, true, true, true, false, false];
    const EQUAL: [bool; 6] = [true, false, false, true, false, true];
    const GREATER: [bool; 6] = [false, true, false, false, true, true];
    const SKIPPED: [bool; 6] = [false; 6];

    for (attribute, comparison_value, expected) in [
        (Attribute::from("9"), "10", LESS),
        ("-1e3".into(), "0", LESS),
        (" 3,50 ".into(), "3.5", EQUAL),
        (".5".into(), " 0,5", EQUAL),
        ("5.".into(), "5", EQUAL),
        (5.into(), "5", EQUAL),
        (0.1.into(), "0.1", EQUAL),
        (2.5.into(), "2", GREATER),
        (SystemTime::UNIX_EPOCH.into(), "-1", GREATER),
        ("1e308".into(), "Infinity", LESS),
        (1e308.into(), " +Infinity ", LESS),
        ("1e308".into(), "-Infinity", GREATER),
        ("Infinity".into(), "1e308", GREATER),
        (" -Infinity ".into(), "0", LESS),
        (f64::INFINITY.into(), "Infinity", EQUAL),
        ("NaN".into(), "1", SKIPPED),
        ("1".into(), "NaN", SKIPPED),
        ("infinity".into(), "1", SKIPPED),
        ("1".into(), "INF", SKIPPED),
        ("ten".into(), "10", SKIPPED),
        ("10".into(), "ten", SKIPPED),
        ("1,000.5".into(), "1", SKIPPED),
        (f64::NAN.into(), "1", SKIPPED),
        (["1"].into(), "1", SKIPPED),
    ] {
        let actual = relations(NUMBER_RELATIONS, attribute.clone(), comparison_value);
        assert_eq!(actual, expected, "`{attribute:?}` to `{comparison_value}`");
    }
}

#[test]
fn sensitive_lists_hold_lower_case_sha1_hashes() {
    const HASH_OF_ABC: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

    let list = format!(" , {HASH_OF_ABC} ,abd");
    assert!(matches(ONE_OF_HASHED, &list, "abc"));
    assert!(!matches(NOT_ONE_OF_HASHED, &list, "abc"));
    for other in ["abd", " abc", "ABC", HASH_OF_ABC] {
        assert!(!matches(ONE_OF_HASHED, &list, other), "{other}");
        assert!(matches(NOT_ONE_OF_HASHED, &list, other), "{other}");
    }
    assert!(!matches(ONE_OF_HASHED, &HASH_OF_ABC.to_uppercase(), "abc"));
}

#[test]
fn text_comparators_see_other_attributes_as_text() {
    let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(1_500);
    for (attribute, text) in [
        (Attribute::from(42), "42"),
        (1e21.into(), "1e+21"),
        (0.1.into(), "0.1"),
        (f64::INFINITY.into(), "Infinity"),
        (moment.into(), "1.5"),
    ] {
        assert!(matches(ONE_OF, text, attribute.clone()), "{attribute:?}");
        assert!(matches(CONTAINS, text, attribute.clone()), "{attribute:?}");
        assert!(!matches(NOT_ONE_OF, text, attribute.clone()), "{attribute:?}");
    }
    assert!(matches(CONTAINS, r#"["a","b"]"#, ["a", "b"]));
}
