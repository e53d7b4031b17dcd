//! The floor of the machine: the least work that evaluates the measured flags, written by hand for them.

use std::{collections::HashMap, hint::black_box};

use arc_swap::{ArcSwap, Cache};
use foldhash::fast::FixedState;
use semver::Version;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use super::repeat::repeat;
use crate::{
    contender::Contender,
    document::{Attribute, Comparison, Flag, Rule, Targeting, user},
    question::Question,
};

/// The name of the column.
pub(super) const NAME: &str = "floor of the machine";

/// A read is an atomic load, which checks that the flags are still the same, a look-up, and the evaluation of the flag.
#[derive(Debug)]
pub(super) struct Floor {
    flags: ArcSwap<Table>,
    user: User,
}

#[derive(Debug)]
struct Table {
    slots: HashMap<String, usize, FixedState>,
    checks: Vec<(String, Check)>,
}

/// A user whose attributes are all parsed.
#[derive(Debug)]
struct User {
    id: String,
    email: String,
    country: String,
    version: Version,
    seats: f64,
}

#[derive(Debug)]
enum Check {
    Everyone,
    Half,
    Rules(Vec<ParsedRule>),
}

#[derive(Debug)]
enum ParsedRule {
    EmailContains(String),
    /// Sorted.
    CountryOneOf(Vec<String>),
    /// Sorted.
    IdOneOf(Vec<String>),
    /// Sorted.
    IdHashedOneOf(Vec<[u8; 32]>),
    VersionBelow(Version),
    VersionFrom(Version),
    SeatsAbove(f64),
}

/// It has the length of ConfigCat's salts.
const SALT: [u8; 44] = [b'='; 44];

impl Floor {
    pub(super) fn new(flags: &[Flag]) -> Self {
        let slots = flags.iter().enumerate().map(|(slot, flag)| (flag.key.clone(), slot)).collect();
        let checks = flags.iter().map(|flag| (flag.key.clone(), Check::new(flag))).collect();
        Self { flags: ArcSwap::from_pointee(Table { slots, checks }), user: User::parsed() }
    }
}

impl Contender for Floor {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, Question { key, .. }: Question, times: u64) -> Option<bool> {
        let mut flags = Cache::new(&self.flags);
        repeat(times, || {
            let table = black_box(&mut flags).load();
            let slot = table.slots.get(black_box(key));
            let check = slot.and_then(|slot| table.checks.get(*slot));
            check.is_some_and(|(key, check)| check.serves_true(key, black_box(&self.user)))
        })
    }

    fn read_all(&self, times: u64) -> usize {
        let mut values = Vec::new();
        let mut flags = Cache::new(&self.flags);
        for _ in 0..times {
            let table = flags.load();
            let user = black_box(&self.user);
            values = table.checks.iter().map(|(key, check)| check.serves_true(key, user)).collect();
            black_box(&values);
        }
        values.iter().filter(|value| **value).count()
    }
}

impl User {
    fn parsed() -> Self {
        Self {
            id: user::ID.to_owned(),
            email: user::EMAIL.to_owned(),
            country: user::COUNTRY.to_owned(),
            version: version(user::VERSION),
            seats: user::SEATS,
        }
    }
}

impl Check {
    fn new(flag: &Flag) -> Self {
        match &flag.targeting {
            Targeting::Everyone => Self::Everyone,
            Targeting::Half => Self::Half,
            Targeting::Rules(rules) => {
                Self::Rules(rules.iter().map(|rule| ParsedRule::new(&flag.key, rule)).collect())
            }
        }
    }

    fn serves_true(&self, key: &str, user: &User) -> bool {
        match self {
            Self::Everyone => true,
            Self::Half => bucket(key, &user.id) < 50,
            Self::Rules(rules) => rules.iter().any(|rule| rule.matches(key, user)),
        }
    }
}

impl ParsedRule {
    fn new(key: &str, Rule { attribute, comparison }: &Rule) -> Self {
        match (attribute, comparison) {
            (_, Comparison::Contains(text)) => Self::EmailContains(text.clone()),
            (Attribute::Country, Comparison::OneOf(texts)) => {
                Self::CountryOneOf(sorted(texts.iter().cloned()))
            }
            (_, Comparison::OneOf(texts)) => Self::IdOneOf(sorted(texts.iter().cloned())),
            (_, Comparison::HashedOneOf(texts)) => {
                Self::IdHashedOneOf(sorted(texts.iter().map(|text| hash(text, key))))
            }
            (_, Comparison::VersionBelow(limit)) => Self::VersionBelow(version(limit)),
            (_, Comparison::VersionFrom(limit)) => Self::VersionFrom(version(limit)),
            (_, Comparison::Above(limit)) => Self::SeatsAbove(*limit),
        }
    }

    fn matches(&self, key: &str, user: &User) -> bool {
        let has = |list: &[String], text: &str| list.binary_search_by(|own| own.as_str().cmp(text)).is_ok();
        match self {
            Self::EmailContains(text) => user.email.contains(text),
            Self::CountryOneOf(list) => has(list, &user.country),
            Self::IdOneOf(list) => has(list, &user.id),
            Self::IdHashedOneOf(list) => list.binary_search(&hash(&user.id, key)).is_ok(),
            Self::VersionBelow(limit) => user.version < *limit,
            Self::VersionFrom(limit) => user.version >= *limit,
            Self::SeatsAbove(limit) => user.seats > *limit,
        }
    }
}

/// Whether the flag serves `true` to the user. All contenders have to agree with this.
#[cfg(feature = "peers")]
pub(super) fn serves_true(flag: &Flag) -> bool {
    Check::new(flag).serves_true(&flag.key, &User::parsed())
}

/// SHA-1 of one block: the number from 0 to 99 by which ConfigCat chooses a percentage option.
fn bucket(key: &str, id: &str) -> u32 {
    let hash = Sha1::new().chain_update(key).chain_update(id).finalize();
    // ConfigCat uses the first seven hexadecimal digits.
    (u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) >> 4) % 100
}

/// SHA-256 of two blocks.
fn hash(text: &str, key: &str) -> [u8; 32] {
    Sha256::new().chain_update(text).chain_update(SALT).chain_update(key).finalize().into()
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items
}

fn version(text: &str) -> Version {
    Version::parse(text).expect("a version")
}
