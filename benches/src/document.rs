//! The flags that everybody is measured with, before they are written in anybody's format. Also part of the build script.

pub mod config_v6;

/// How many flags of each kind [`hundred_flags`] has.
const OF_EACH_KIND: usize = 25;

/// The user that flags are evaluated for: five attributes.
pub mod user {
    /// The identifier.
    pub const ID: &str = "d3b07384d113edec";
    /// The email address.
    pub const EMAIL: &str = "jane@example.com";
    /// The country.
    pub const COUNTRY: &str = "Hungary";
    /// The version of the application.
    pub const VERSION: &str = "1.2.3";
    /// How many seats the customer has: a number where there are numbers.
    pub const SEATS: f64 = 12.0;
}

/// An on/off flag.
#[derive(Debug, Clone)]
pub struct Flag {
    /// The key, of 24 bytes.
    pub key: String,
    /// Who gets what.
    pub targeting: Targeting,
}

/// Who gets `true`.
#[derive(Debug, Clone)]
pub enum Targeting {
    /// Everybody.
    Everybody,
    /// One half of the users, by identifier.
    Half,
    /// Those who match one of the rules.
    Rules(Vec<Rule>),
}

/// One condition.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What it looks at.
    pub attribute: Attribute,
    /// What it looks for.
    pub test: Test,
}

/// An attribute of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// [`user::ID`]
    Id,
    /// [`user::EMAIL`]
    Email,
    /// [`user::COUNTRY`]
    Country,
    /// [`user::VERSION`]
    Version,
    /// [`user::SEATS`]
    Seats,
}

/// A comparison.
#[derive(Debug, Clone)]
pub enum Test {
    /// The attribute contains this text.
    Contains(String),
    /// The attribute is one of these texts.
    OneOf(Vec<String>),
    /// The attribute is one of these texts, of which the document has the hashes only.
    HashedOneOf(Vec<String>),
    /// The attribute is a lower version.
    VersionBelow(String),
    /// The attribute is this version or a higher one.
    VersionFrom(String),
    /// The attribute is a higher number.
    Above(f64),
}

/// 100 flags: 25 of each kind that everybody knows.
#[must_use]
pub fn hundred_flags() -> Vec<Flag> {
    (0..OF_EACH_KIND)
        .flat_map(|number| {
            [
                flag("plain", number, Targeting::Everybody),
                flag("email", number, rules([contains("@example.com")])),
                flag("split", number, Targeting::Half),
                flag("rules", number, rules(five_rules_of_which_the_last_matches())),
            ]
        })
        .collect()
}

/// 101 flags: those, and one with a hashed list, which is ConfigCat's alone.
#[must_use]
pub fn hundred_flags_and_a_hashed_one() -> Vec<Flag> {
    let mut flags = hundred_flags();
    flags.push(hashed_flag());
    flags
}

fn hashed_flag() -> Flag {
    let others = (1..20).map(|number| format!("{number:016x}"));
    let list = others.chain([user::ID.to_owned()]).collect();
    flag("crypt", 0, rules([Rule { attribute: Attribute::Id, test: Test::HashedOneOf(list) }]))
}

/// A document of any size: each flag has five rules, of which none matches.
#[must_use]
pub fn flags_with_five_rules(count: usize) -> Vec<Flag> {
    (0..count).map(|number| flag("large", number, rules(five_rules_that_do_not_match(number)))).collect()
}

/// A flag whose last rule matches; all are of the same kind.
#[must_use]
pub fn flag_with_rules(count: usize) -> Flag {
    let others = (1..count).map(|number| one_of(Attribute::Id, 1, &format!("{number:08x}")));
    let last = Rule { attribute: Attribute::Id, test: Test::OneOf(vec![user::ID.to_owned()]) };
    flag("chain", count, rules(others.chain([last])))
}

/// A flag with one rule: a list whose last text matches.
#[must_use]
pub fn flag_with_list(length: usize) -> Flag {
    let list = texts(length - 1, "").chain([user::ID.to_owned()]).collect();
    flag("lists", length, rules([Rule { attribute: Attribute::Id, test: Test::OneOf(list) }]))
}

fn flag(kind: &str, number: usize, targeting: Targeting) -> Flag {
    Flag { key: format!("{kind}FeatureFlag{number:08}"), targeting }
}

fn rules(rules: impl IntoIterator<Item = Rule>) -> Targeting {
    Targeting::Rules(rules.into_iter().collect())
}

fn contains(text: &str) -> Rule {
    Rule { attribute: Attribute::Email, test: Test::Contains(text.to_owned()) }
}

fn one_of(attribute: Attribute, length: usize, prefix: &str) -> Rule {
    Rule { attribute, test: Test::OneOf(texts(length, prefix).collect()) }
}

fn texts(count: usize, prefix: &str) -> impl Iterator<Item = String> {
    (0..count).map(move |item| format!("{prefix}{item:08x}"))
}

fn five_rules_of_which_the_last_matches() -> [Rule; 5] {
    let ids = ["0123456789abcdef", "fedcba9876543210", user::ID].map(str::to_owned).to_vec();
    [
        one_of(Attribute::Country, 20, "Land "),
        Rule { attribute: Attribute::Version, test: Test::VersionBelow("1.2.0".to_owned()) },
        Rule { attribute: Attribute::Version, test: Test::VersionFrom("2.0.0".to_owned()) },
        Rule { attribute: Attribute::Seats, test: Test::Above(1000.0) },
        Rule { attribute: Attribute::Id, test: Test::OneOf(ids) },
    ]
}

fn five_rules_that_do_not_match(number: usize) -> [Rule; 5] {
    let version = format!("{}.{}.0", 2 + number % 7, number % 13);
    [
        contains(&format!("@company-{number}.com")),
        one_of(Attribute::Country, 8, "Land "),
        Rule { attribute: Attribute::Version, test: Test::VersionFrom(version) },
        Rule { attribute: Attribute::Seats, test: Test::Above(1000.0 + number as f64) },
        one_of(Attribute::Id, 8, &format!("{number:08x}")),
    ]
}
