//! [`pairs`]: attributes whose names are almost the same.

use std::collections::HashMap;

use super::{
    super::attributes::{Attributes, IDENTIFIER, PREDEFINED},
    spelling::{are_misspelt, folded},
};

/// Two attributes with similar names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    /// The one that fewer flags ask for, or the later one.
    pub(super) rare: &'a str,
    pub(super) common: &'a str,
}

/// The attributes that are similar to an attribute before them, in document order, each once. Attributes that every user can
/// have come first; flags that ask for none of them count only if the names differ in upper and lower case.
pub(super) fn pairs<'a>(attributes: &Attributes<'a>) -> Vec<Pair<'a>> {
    /// Each name is compared with those before it.
    const MOST: usize = 300;
    /// The cost is the product of the lengths.
    const LONGEST: usize = 100;

    let unused = [IDENTIFIER].into_iter().chain(PREDEFINED).filter(|name| attributes.get(name).is_none());
    let mut by_folded: HashMap<String, &str> = unused.map(|name| (folded(name), name)).collect();
    let mut earlier: Vec<(&str, String)> = Vec::new();
    let mut pairs = Vec::new();
    for attribute in &attributes.all {
        let name = attribute.name;
        let letters = folded(name);
        if letters.is_empty() || name.len() > LONGEST {
            continue;
        }
        let misspelt =
            || earlier.iter().find(|(_, other)| are_misspelt(&letters, other)).map(|(name, _)| *name);
        if let Some(other) = by_folded.get(&letters).copied().or_else(misspelt) {
            let count = |name| attributes.get(name).map_or(usize::MAX, |attribute| attribute.flags.len());
            let is_rare = count(name) <= count(other);
            pairs.push(if is_rare {
                Pair { rare: name, common: other }
            } else {
                Pair { rare: other, common: name }
            });
        }
        if earlier.len() < MOST {
            earlier.push((name, letters.clone()));
        }
        by_folded.entry(letters).or_insert(name);
    }
    pairs
}
