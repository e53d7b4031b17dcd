//! What a comparator compares with, parsed once: [`Operand`].

use std::{cmp::Ordering, fmt};

use datealgo::{datetime_to_secs, secs_to_datetime};
use semver::Version;

use crate::{
    Text,
    error::shortened,
    hash::{Digest, Hashing},
    index::{Index, Key},
};

/// The shape of a comparison, with its comparison value ready to use. Whether the outcome is negated is not its
/// business: the condition says so.
///
/// The text of the document is kept beside what was parsed from it, for descriptions and logs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// The attribute is one of these texts.
    OneOf(Texts),
    /// The attribute is the only one of these texts.
    Equals(Texts),
    /// The attribute begins or ends with one of these texts.
    Affix { end: End, texts: Affixes },
    /// The attribute contains one of these texts.
    ContainsAnyOf(Box<[Text]>),
    /// The attribute is a list with one of these texts in it.
    ArrayContainsAnyOf(Texts),
    /// The attribute is one of these versions.
    VersionOneOf { items: Box<[Text]>, versions: Result<Box<[Version]>, NoVersion> },
    /// The attribute is a version in this relation to another.
    Version { relation: Relation, text: Text, version: Result<Version, NoVersion> },
    /// The attribute is a number in this relation to another.
    Number { relation: Relation, number: Number, reading: Reading },
}

impl Operand {
    /// The item or value of the document that is not what the comparator needs. Conditions with one never match.
    pub(crate) fn invalid(&self) -> Option<InvalidComparison<'_>> {
        match self {
            Self::VersionOneOf { versions: Err(NoVersion { text, .. }), .. }
            | Self::Version { version: Err(NoVersion { text, .. }), .. } => {
                Some(InvalidComparison { text, expected: "a semantic version" })
            }
            Self::Number { number: Number::Text { text, value: None }, .. } => {
                Some(InvalidComparison { text, expected: "a decimal number" })
            }
            _ => None,
        }
    }

    /// Whether no attribute compares with it: there is nothing in its list. Only of comparators that any attribute
    /// will do for.
    pub(super) fn matches_nothing(&self) -> bool {
        match self {
            Self::OneOf(texts) => texts.is_empty(),
            Self::Affix { texts, .. } => texts.is_empty(),
            Self::ContainsAnyOf(items) | Self::VersionOneOf { items, .. } => items.is_empty(),
            _ => false,
        }
    }

    /// Whether each text compares with it.
    pub(super) fn matches_any_text(&self) -> bool {
        match self {
            Self::Affix { texts: Affixes::Plain(items), .. } | Self::ContainsAnyOf(items) => {
                items.iter().any(|item| item.is_empty())
            }
            _ => false,
        }
    }

    /// What an attribute has to be to be compared.
    pub(crate) fn expected(&self) -> &'static str {
        match self {
            Self::OneOf(_) | Self::Equals(_) | Self::Affix { .. } | Self::ContainsAnyOf(_) => "string",
            Self::ArrayContainsAnyOf(_) => "string array",
            Self::VersionOneOf { .. } | Self::Version { .. } => "semantic version",
            Self::Number { reading: Reading::Decimal | Reading::Number, .. } => "decimal number",
            Self::Number { reading: Reading::Timestamp, .. } => {
                "Unix timestamp (number of seconds elapsed since Unix epoch)"
            }
        }
    }

    /// Writes comparator and comparison value in the wording of ConfigCat's evaluation logs.
    pub(super) fn describe(&self, negate: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if negate { "NOT " } else { "" };
        match self {
            Self::OneOf(texts) => write!(f, "IS {not}ONE OF {texts}"),
            Self::Equals(Texts::Plain(list)) => {
                write!(f, "{not}EQUALS '{}'", list.items.first().map_or("", Text::as_str))
            }
            Self::Equals(Texts::Hashed(_)) => write!(f, "{not}EQUALS '<hashed value>'"),
            Self::Affix { end: End::Start, texts } => write!(f, "{not}STARTS WITH ANY OF {texts}"),
            Self::Affix { end: End::End, texts } => write!(f, "{not}ENDS WITH ANY OF {texts}"),
            Self::ContainsAnyOf(items) => write!(f, "{not}CONTAINS ANY OF {}", Listed(items)),
            Self::ArrayContainsAnyOf(texts) => write!(f, "ARRAY {not}CONTAINS ANY OF {texts}"),
            Self::VersionOneOf { items, .. } => write!(f, "IS {not}ONE OF {}", Listed(items)),
            Self::Number { relation, number, reading: Reading::Timestamp } => {
                let word = if *relation == Relation::Less { "BEFORE" } else { "AFTER" };
                write!(f, "{word} '{number}'")?;
                number.value().and_then(date).map_or(Ok(()), |date| write!(f, " ({date})"))
            }
            Self::Version { relation, text, .. } => write!(f, "{} '{text}'", relation.symbol(negate)),
            Self::Number { relation, number, .. } => {
                write!(f, "{} '{number}'", relation.symbol(negate))
            }
        }
    }
}

/// A text that is not a version, where one is needed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NoVersion {
    pub(crate) text: Text,
    /// Whether the rule is skipped with a warning, as in config v5; else the condition is false.
    pub(crate) skips_rule: bool,
}

/// A number to compare with, as its document writes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Number {
    /// The way of config v6.
    Plain(f64),
    /// The way of config v5; `None` if it is not that of a number.
    Text { text: Text, value: Option<f64> },
}

impl Number {
    pub(crate) fn value(&self) -> Option<f64> {
        match self {
            Self::Plain(value) => Some(*value),
            Self::Text { value, .. } => *value,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(value) => f.write_str(ryu_js::Buffer::new().format(*value)),
            Self::Text { text, .. } => f.write_str(text),
        }
    }
}

/// What a number is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Decimal text; whatever is not text is converted to text first. The way of config v5.
    Decimal,
    /// A number, or text, which can also be that of a number without digits such as `Infinity`.
    Number,
    /// The same, or a date: seconds since the Unix epoch.
    Timestamp,
}

/// A comparison value that is not what its comparator needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InvalidComparison<'a> {
    text: &'a str,
    expected: &'static str,
}

impl fmt::Display for InvalidComparison<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "comparison value `{}` is not {}", shortened(self.text, 80), self.expected)
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

/// A side of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Start,
    End,
}

/// Texts to be one of, readable or hashed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Texts {
    Plain(TextList),
    Hashed(DigestList),
}

impl Texts {
    fn is_empty(&self) -> bool {
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

impl fmt::Display for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(list) => Listed(&list.items).fmt(f),
            Self::Hashed(list) => Hidden(list.len).fmt(f),
        }
    }
}

/// Texts to begin or to end with, readable or hashed. With a hash comes the length in bytes of what was hashed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Affixes {
    Plain(Box<[Text]>),
    Hashed { items: Box<[(usize, Option<Digest>)]>, hashing: Hashing },
}

impl Affixes {
    fn is_empty(&self) -> bool {
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

/// Texts in document order, with an index beside them where that is faster than looking at each.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextList {
    items: Box<[Text]>,
    index: Option<Index>,
}

impl TextList {
    const LONGEST_SCAN: usize = 8;

    fn contains(&self, text: &str) -> bool {
        match &self.index {
            Some(index) => index.find(Key::new(text), |position| self.text_at(position)).is_some(),
            None => self.items.iter().any(|item| item == text),
        }
    }

    fn text_at(&self, position: usize) -> Option<&str> {
        self.items.get(position).map(Text::as_str)
    }

    fn indexed(&self) -> Index {
        let mut index = Index::default();
        for (position, item) in self.items.iter().enumerate() {
            let key = Key::new(item);
            if index.find(key, |position| self.text_at(position)).is_none() {
                index.insert(key, position);
            }
        }
        index
    }
}

impl FromIterator<Text> for TextList {
    fn from_iter<I: IntoIterator<Item = Text>>(items: I) -> Self {
        let mut list = Self { items: items.into_iter().collect(), index: None };
        if list.items.len() > Self::LONGEST_SCAN {
            list.index = Some(list.indexed());
        }
        list
    }
}

/// Hashes, sorted for look-up. Items that are no hash can never match and are only counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DigestList {
    sorted: Box<[Digest]>,
    len: usize,
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

/// Shows a list as evaluation logs do: in quotes, cut after ten items.
struct Listed<'a>(&'a [Text]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;

        f.write_str("[")?;
        for (index, item) in self.0.iter().take(SHOWN).enumerate() {
            f.write_str(if index == 0 { "'" } else { ", '" })?;
            f.write_str(item)?;
            f.write_str("'")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => f.write_str("]"),
            1 => f.write_str(", ... <1 more value>]"),
            more => write!(f, ", ... <{more} more values>]"),
        }
    }
}

/// Shows a list of hashes as evaluation logs do: by their number.
struct Hidden(usize);

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("[<1 hashed value>]"),
            count => write!(f, "[<{count} hashed values>]"),
        }
    }
}

/// A moment in seconds since the Unix epoch, as evaluation logs show it. `None` unless its year has four digits.
fn date(seconds: f64) -> Option<String> {
    const FIRST: i64 = datetime_to_secs((0, 1, 1, 0, 0, 0));
    const LAST: i64 = datetime_to_secs((9999, 12, 31, 23, 59, 59));

    #[expect(clippy::cast_possible_truncation, reason = "out of range is out of range after saturation too")]
    let milliseconds = (seconds * 1000.0).round() as i64;
    let (seconds, millisecond) = (milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000));
    (FIRST..=LAST).contains(&seconds).then(|| {
        let (year, month, day, hour, minute, second) = secs_to_datetime(seconds);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03} UTC")
    })
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

    #[test]
    fn dates_are_shown_in_milliseconds() {
        assert_eq!(date(1_693_497_600.5).as_deref(), Some("2023-08-31T16:00:00.500 UTC"));
        assert_eq!(date(-0.001).as_deref(), Some("1969-12-31T23:59:59.999 UTC"));
        assert_eq!(date(-62_167_219_200.0).as_deref(), Some("0000-01-01T00:00:00.000 UTC"));
        assert_eq!(date(253_402_300_799.999).as_deref(), Some("9999-12-31T23:59:59.999 UTC"));
        let out_of_range = [-62_167_219_200.001, 253_402_300_800.0, f64::INFINITY, f64::NEG_INFINITY];
        assert_eq!(out_of_range.map(date), [const { None }; 4]);
    }
}
