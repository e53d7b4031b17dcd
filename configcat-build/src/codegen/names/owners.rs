//! [`Owners`]: which flag has which name.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt,
};

use super::{
    super::flag_kind::FlagKind,
    flag::{NamedKind, Names},
    identifier::bare,
    reserved,
};
use crate::normal_form::are_twins;

/// The names that are taken, and by which flags.
#[derive(Debug, Default)]
pub(super) struct Owners<'a> {
    by_name: HashMap<ClaimedName, &'a str>,
    /// The last number that was tried for a name.
    numbers: HashMap<String, usize>,
}

/// A name that only one flag can have.
#[derive(Debug, PartialEq, Eq, Hash)]
enum ClaimedName {
    /// A constant or a method of the generated type.
    Item(String),
    /// A type beside the generated one.
    Type(String),
}

/// A flag whose name is taken. `base` is the beginning of the name to suggest.
pub(super) struct Collision<'a> {
    pub(super) key: &'a str,
    pub(super) kind: &'a FlagKind,
    pub(super) base: String,
    pub(super) message: String,
}

impl<'a> Owners<'a> {
    /// Claims the names of a flag. The collision is about the first name that is taken.
    pub(super) fn claim(
        &mut self,
        key: &'a str,
        kind: &'a FlagKind,
        names: &Names<'_>,
    ) -> Option<Collision<'a>> {
        let mut collision = None;
        for name in claimed(names) {
            let reserved = name.reserved();
            let (base, message) = match (reserved, self.by_name.entry(name)) {
                (Some(why), entry) => (
                    format!("{}_flag", bare(&names.identifiers.accessor)),
                    format!("its {} {why}", entry.key()),
                ),
                (None, Entry::Occupied(entry)) => {
                    let (name, owner) = (entry.key(), entry.get());
                    (
                        bare(&names.identifiers.accessor).to_owned(),
                        format!("its {name} is taken by flag `{owner}`{}", note(key, owner)),
                    )
                }
                (None, Entry::Vacant(entry)) => {
                    entry.insert(key);
                    continue;
                }
            };
            collision.get_or_insert(Collision { key, kind, base, message });
        }
        collision
    }

    /// Claims and returns a free name: the base, or the base with a number.
    pub(super) fn suggest(&mut self, key: &'a str, kind: &'a FlagKind, base: &str) -> Option<String> {
        loop {
            let number = self.numbers.entry(base.to_owned()).or_default();
            *number += 1;
            let candidate = if *number == 1 { base.to_owned() } else { format!("{base}_{number}") };
            let names = Names::of(key, kind, Some(&candidate)).ok()?;
            if claimed(&names).iter().all(|name| !self.by_name.contains_key(name)) {
                self.claim(key, kind, &names);
                return Some(candidate);
            }
        }
    }
}

impl ClaimedName {
    fn reserved(&self) -> Option<&'static str> {
        match self {
            Self::Item(name) if reserved::is_item(name) => Some("is reserved: every generated type has it"),
            Self::Type(name) if reserved::is_in_prelude(name) => Some("would hide a name of Rust's prelude"),
            Self::Item(_) | Self::Type(_) => None,
        }
    }
}

impl fmt::Display for ClaimedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(name) => write!(f, "identifier `{name}`"),
            Self::Type(name) => write!(f, "enum `{name}`"),
        }
    }
}

/// What a message adds if two keys look the same.
fn note(key: &str, owner: &str) -> &'static str {
    if are_twins(key, owner) { ", whose key only looks the same" } else { "" }
}

/// The names of a flag that no other flag can have.
fn claimed(names: &Names<'_>) -> Vec<ClaimedName> {
    let item = |name: &String| ClaimedName::Item(bare(name).to_owned());
    let identifiers = &names.identifiers;
    let mut claimed: Vec<_> =
        [&identifiers.accessor, &identifiers.details, &identifiers.constant].map(item).into();
    match &names.kind {
        NamedKind::Plain => {}
        NamedKind::Enum { type_name, .. } => claimed.push(ClaimedName::Type(bare(type_name).to_owned())),
        NamedKind::Json { cache, .. } => claimed.push(item(cache)),
    }
    claimed
}
