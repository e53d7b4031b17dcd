//! What a comparator compares with, parsed once: [`Operand`].

use std::{cmp::Ordering, collections::HashSet, fmt};

use semver::Version;

use crate::{Text, hash::Digest};

/// The shape of a comparison, with its comparison value ready to use. Whether the outcome is negated is not its
/// business: the condition says so.
///
/// The text of the document is kept beside what was parsed from it, for descriptions and logs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// The attribute is one of these texts.
    OneOf(TextList),
    /// The SHA-1 of the attribute is one of these.
    OneOfHashed(DigestList),
    /// The attribute contains one of these texts.
    ContainsAnyOf(Box<[Text]>),
    /// The attribute is one of these versions; `versions` is `Err` with the first item that is none.
    VersionOneOf { items: Box<[Text]>, versions: Result<Box<[Version]>, Text> },
    /// The attribute is a version in this relation to another; `None` if that is not a version.
    Version { relation: Relation, text: Text, version: Option<Version> },
    /// The attribute is a number in this relation to another; `None` if that is not a number.
    Number { relation: Relation, text: Text, number: Option<f64> },
}

impl Operand {
    /// The item or value of the document that is not what the comparator needs. Conditions with one never match.
    pub(crate) fn invalid(&self) -> Option<InvalidComparison<'_>> {
        match self {
            Self::VersionOneOf { versions: Err(text), .. } | Self::Version { version: None, text, .. } => {
                Some(InvalidComparison { text, expected: "a semantic version" })
            }
            Self::Number { number: None, text, .. } => {
                Some(InvalidComparison { text, expected: "a decimal number" })
            }
            _ => None,
        }
    }

    /// Writes comparator and comparison value in the wording of ConfigCat's evaluation logs.
    pub(super) fn describe(&self, negate: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if negate { "NOT " } else { "" };
        match self {
            Self::OneOf(list) => write!(f, "IS {not}ONE OF {}", Listed(&list.items)),
            Self::OneOfHashed(list) => {
                let plural = if list.len == 1 { "" } else { "s" };
                write!(f, "IS {not}ONE OF [<{} hashed value{plural}>]", list.len)
            }
            Self::ContainsAnyOf(items) => write!(f, "{not}CONTAINS ANY OF {}", Listed(items)),
            Self::VersionOneOf { items, .. } => write!(f, "IS {not}ONE OF {}", Listed(items)),
            Self::Version { relation, text, .. } | Self::Number { relation, text, .. } => {
                write!(f, "{} '{text}'", relation.symbol(negate))
            }
        }
    }
}

/// Reads a version, strictly `x.y.z` with optional pre-release and build metadata, around which white space is
/// ignored.
pub(crate) fn parse_version(text: &str) -> Option<Version> {
    Version::parse(text.trim()).ok()
}

/// Reads a decimal number: sign, digits, fraction after `.` or `,`, exponent. White space around it is ignored.
pub(crate) fn parse_decimal(text: &str) -> Option<f64> {
    const LONGEST_ON_STACK: usize = 48;

    let text = text.trim();
    // Rust's parser also knows words such as `inf` and `nan`.
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b',' | b'e' | b'E')) {
        return None;
    }
    if !text.contains(',') {
        return text.parse().ok();
    }
    let mut buffer = [0; LONGEST_ON_STACK];
    let Some(copy) = buffer.get_mut(..text.len()) else {
        return text.replace(',', ".").parse().ok();
    };
    for (slot, byte) in copy.iter_mut().zip(text.bytes()) {
        *slot = if byte == b',' { b'.' } else { byte };
    }
    str::from_utf8(copy).ok()?.parse().ok()
}

/// A comparison value that is not what its comparator needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InvalidComparison<'a> {
    text: &'a str,
    expected: &'static str,
}

impl fmt::Display for InvalidComparison<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "comparison value `{}` is not {}", self.text, self.expected)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    /// Whether values that compare like this stand in this relation.
    pub(crate) fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }

    fn symbol(self, negate: bool) -> &'static str {
        match self {
            Self::Equal if negate => "!=",
            Self::Equal => "=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// Texts in document order, with a hash set beside them where that is faster than looking at each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextList {
    items: Box<[Text]>,
    set: Option<HashSet<Text>>,
}

impl TextList {
    const LONGEST_SCAN: usize = 16;

    pub(crate) fn contains(&self, text: &str) -> bool {
        match &self.set {
            Some(set) => set.contains(text),
            None => self.items.iter().any(|item| item == text),
        }
    }
}

impl FromIterator<Text> for TextList {
    fn from_iter<I: IntoIterator<Item = Text>>(items: I) -> Self {
        let items: Box<[Text]> = items.into_iter().collect();
        let set = (items.len() > Self::LONGEST_SCAN).then(|| items.iter().cloned().collect());
        Self { items, set }
    }
}

/// Hashes, sorted for look-up. Items that are no hash can never match and are only counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DigestList {
    sorted: Box<[Digest]>,
    len: usize,
}

impl DigestList {
    pub(crate) fn contains(&self, digest: &Digest) -> bool {
        self.sorted.binary_search(digest).is_ok()
    }
}

impl<'a> FromIterator<&'a str> for DigestList {
    fn from_iter<I: IntoIterator<Item = &'a str>>(items: I) -> Self {
        let mut len = 0;
        let mut sorted: Box<[Digest]> =
            items.into_iter().inspect(|_| len += 1).filter_map(Digest::from_hex).collect();
        sorted.sort_unstable();
        Self { sorted, len }
    }
}

/// Shows a list as evaluation logs do: in quotes, cut after ten items.
struct Listed<'a>(&'a [Text]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;

        f.write_str("[")?;
        for (index, item) in self.0.iter().take(SHOWN).enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}'{item}'")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => f.write_str("]"),
            1 => f.write_str(", ... <1 more value>]"),
            more => write!(f, ", ... <{more} more values>]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_digits_with_point_or_comma() {
        for (text, number) in [
            ("1", 1.0),
            (" -2,5\t", -2.5),
            ("+.5", 0.5),
            ("5.", 5.0),
            ("1E-2", 0.01),
            ("3,14e1", 31.4),
            (&format!("{}1,5", "0".repeat(100)), 1.5),
        ] {
            assert_eq!(parse_decimal(text), Some(number), "{text}");
        }
        for text in
            ["", " ", ".", "+", "1 000", "1_000", "0x10", "inf", "NaN", "Infinity", "1,000.5", "1e", "--1"]
        {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn versions_are_strict() {
        for text in ["1.2.3", " 1.2.3-beta.1+build.5 ", "0.0.0--"] {
            assert!(parse_version(text).is_some(), "{text}");
        }
        for text in ["", "1", "1.2", "1.2.3.4", "01.2.3", "v1.2.3", "1.2.3-01", "1.2.3+"] {
            assert!(parse_version(text).is_none(), "{text}");
        }
    }

    #[test]
    fn long_lists_are_cut_and_found_in() {
        let list: TextList = (1..=20).map(|number| Text::from(number.to_string())).collect();
        assert!(list.contains("20") && !list.contains("21"));
        assert!(Listed(&list.items).to_string().ends_with("'9', '10', ... <10 more values>]"));
    }
}
