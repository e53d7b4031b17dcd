//! The sets of flags that are measured.

use super::{
    flag::{Attribute, Comparison, Flag, Rule, Targeting},
    user,
};

/// How many flags of each kind [`hundred_flags`] has.
const OF_EACH_KIND: usize = 25;

/// 100 flags: 25 of each kind that all contenders support.
#[must_use]
pub fn hundred_flags() -> Vec<Flag> {
    (0..OF_EACH_KIND)
        .flat_map(|number| {
            [
                flag("plain", number, Targeting::Everyone),
                flag("email", number, rules([contains("@example.com")])),
                flag("split", number, Targeting::Half),
                flag("rules", number, rules(five_rules_of_which_the_last_matches())),
            ]
        })
        .collect()
}

/// 101 flags: the [`hundred_flags`], and one with a hashed list, which only ConfigCat supports.
#[must_use]
pub fn hundred_flags_and_a_hashed_one() -> Vec<Flag> {
    let mut flags = hundred_flags();
    flags.push(hashed_flag());
    flags
}

fn hashed_flag() -> Flag {
    let others = (1..20).map(|number| format!("{number:016x}"));
    let list = others.chain([user::ID.to_owned()]).collect();
    flag("crypt", 0, rules([Rule { attribute: Attribute::Id, comparison: Comparison::HashedOneOf(list) }]))
}

/// Any number of flags with five rules each. No rule matches.
#[must_use]
pub fn flags_with_five_rules(count: usize) -> Vec<Flag> {
    (0..count).map(|number| flag("large", number, rules(five_rules_that_do_not_match(number)))).collect()
}

/// A flag with any number of rules of the same kind. Only the last one matches.
#[must_use]
pub fn flag_with_rules(count: usize) -> Flag {
    let others = (1..count).map(|number| one_of(Attribute::Id, 1, &format!("{number:08x}")));
    let last = Rule { attribute: Attribute::Id, comparison: Comparison::OneOf(vec![user::ID.to_owned()]) };
    flag("chain", count, rules(others.chain([last])))
}

/// A flag with one rule, which compares with a list. Only the last text of the list matches.
#[must_use]
pub fn flag_with_list(length: usize) -> Flag {
    let list = texts(length - 1, "").chain([user::ID.to_owned()]).collect();
    flag("lists", length, rules([Rule { attribute: Attribute::Id, comparison: Comparison::OneOf(list) }]))
}

fn flag(kind: &str, number: usize, targeting: Targeting) -> Flag {
    Flag { key: format!("{kind}FeatureFlag{number:08}"), targeting }
}

fn rules(rules: impl IntoIterator<Item = Rule>) -> Targeting {
    Targeting::Rules(rules.into_iter().collect())
}

fn contains(text: &str) -> Rule {
    Rule { attribute: Attribute::Email, comparison: Comparison::Contains(text.to_owned()) }
}

fn one_of(attribute: Attribute, length: usize, prefix: &str) -> Rule {
    Rule { attribute, comparison: Comparison::OneOf(texts(length, prefix).collect()) }
}

fn texts(count: usize, prefix: &str) -> impl Iterator<Item = String> {
    (0..count).map(move |item| format!("{prefix}{item:08x}"))
}

fn five_rules_of_which_the_last_matches() -> [Rule; 5] {
    let ids = ["0123456789abcdef", "fedcba9876543210", user::ID].map(str::to_owned).to_vec();
    [
        one_of(Attribute::Country, 20, "Land "),
        Rule { attribute: Attribute::Version, comparison: Comparison::VersionBelow("1.2.0".to_owned()) },
        Rule { attribute: Attribute::Version, comparison: Comparison::VersionFrom("2.0.0".to_owned()) },
        Rule { attribute: Attribute::Seats, comparison: Comparison::Above(1000.0) },
        Rule { attribute: Attribute::Id, comparison: Comparison::OneOf(ids) },
    ]
}

fn five_rules_that_do_not_match(number: usize) -> [Rule; 5] {
    let version = format!("{}.{}.0", 2 + number % 7, number % 13);
    [
        contains(&format!("@company-{number}.com")),
        one_of(Attribute::Country, 8, "Land "),
        Rule { attribute: Attribute::Version, comparison: Comparison::VersionFrom(version) },
        Rule { attribute: Attribute::Seats, comparison: Comparison::Above(1000.0 + number as f64) },
        one_of(Attribute::Id, 8, &format!("{number:08x}")),
    ]
}
