//! [`TextSet`] and [`Affixes`]: lists of texts to compare with, plain or hashed.

use std::fmt;

use crate::{
    config::{
        hash::{Digest, Hashing},
        index::Index,
        operand::wording::{Hidden, Listed},
    },
    values::{HashedKey, Text},
};

/// The end of a text that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Start,
    End,
}

/// A set of texts, plain or hashed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TextSet {
    Plain(TextList),
    Hashed(DigestList),
}

impl TextSet {
    pub(in crate::config) fn is_empty(&self) -> bool {
        match self {
            Self::Plain(list) => list.items.is_empty(),
            Self::Hashed(list) => list.len == 0,
        }
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        match self {
            Self::Plain(list) => list.contains(text),
            Self::Hashed(list) => list.contains(text),
        }
    }
}

impl fmt::Display for TextSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(list) => Listed(&list.items).fmt(f),
            Self::Hashed(list) => Hidden(list.len).fmt(f),
        }
    }
}

/// Beginnings or ends of texts, plain or hashed. A hashed one has the length in bytes of its text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Affixes {
    Plain(Box<[Text]>),
    Hashed { items: Box<[(usize, Option<Digest>)]>, hashing: Hashing },
}

impl Affixes {
    pub(in crate::config) fn is_empty(&self) -> bool {
        match self {
            Self::Plain(items) => items.is_empty(),
            Self::Hashed { items, .. } => items.is_empty(),
        }
    }

    /// Whether a text begins or ends with one of these.
    pub(crate) fn any_of(&self, text: &str, end: End) -> bool {
        match (self, end) {
            (Self::Plain(items), End::Start) => items.iter().any(|item| text.starts_with(item.as_str())),
            (Self::Plain(items), End::End) => items.iter().any(|item| text.ends_with(item.as_str())),
            (Self::Hashed { items, hashing }, end) => items.iter().any(|(length, digest)| {
                let bytes = text.as_bytes();
                let part = match end {
                    End::Start => bytes.get(..*length),
                    End::End => bytes.len().checked_sub(*length).and_then(|start| bytes.get(start..)),
                };
                part.is_some_and(|part| Some(hashing.digest(part)) == *digest)
            }),
        }
    }
}

impl fmt::Display for Affixes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(items) => Listed(items).fmt(f),
            Self::Hashed { items, .. } => Hidden(items.len()).fmt(f),
        }
    }
}

/// Texts in document order. Long lists have an index, where it is faster than comparing each text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextList {
    pub(in crate::config) items: Box<[Text]>,
    index: Option<Index>,
}

impl TextList {
    const MAX_SCAN: usize = 8;

    fn contains(&self, text: &str) -> bool {
        match &self.index {
            Some(index) => self.is_in(index, HashedKey::new(text)),
            None => self.items.iter().any(|item| item == text),
        }
    }

    fn is_in(&self, index: &Index, key: HashedKey<'_>) -> bool {
        index
            .positions(key.hash())
            .any(|position| self.items.get(position).is_some_and(|item| item == key.text()))
    }

    fn indexed(&self) -> Index {
        let mut index = Index::default();
        for (position, item) in self.items.iter().enumerate() {
            let key = HashedKey::new(item);
            if !self.is_in(&index, key) {
                index.insert(key, position);
            }
        }
        index
    }
}

impl FromIterator<Text> for TextList {
    fn from_iter<I: IntoIterator<Item = Text>>(items: I) -> Self {
        let mut list = Self { items: items.into_iter().collect(), index: None };
        if list.items.len() > Self::MAX_SCAN {
            list.index = Some(list.indexed());
        }
        list
    }
}

/// Hashes, sorted for binary search. Invalid hashes can never match; `len` counts them too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DigestList {
    sorted: Box<[Digest]>,
    pub(in crate::config) len: usize,
    hashing: Hashing,
}

impl DigestList {
    pub(crate) fn new<'a>(items: impl IntoIterator<Item = &'a str>, hashing: Hashing) -> Self {
        let mut len = 0;
        let mut sorted: Box<[Digest]> =
            items.into_iter().inspect(|_| len += 1).filter_map(|item| hashing.read(item)).collect();
        sorted.sort_unstable();
        Self { sorted, len, hashing }
    }

    fn contains(&self, text: &str) -> bool {
        self.sorted.binary_search(&self.hashing.digest(text.as_bytes())).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut_and_found_in() {
        let list: TextList = (1..=20).map(|number| Text::from(number.to_string())).collect();
        assert!(list.contains("20") && !list.contains("21"));
        assert!(Listed(&list.items).to_string().ends_with("'9', '10', ... <10 more values>]"));
    }
}
