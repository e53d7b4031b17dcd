//! [`Defect`]: what makes a single setting unusable, and [`Flaws`]: how defects are collected.

use std::{cell::OnceCell, fmt, ops::Range, sync::Arc};

use serde_json::value::RawValue;

use super::wire::{
    Lists,
    member::{At, Item},
    tolerant,
};
use crate::{SettingType, Text, error::shortened};

/// A setting that cannot be evaluated, with everything that is wrong with it. The other settings of its config are
/// not affected.
#[derive(Debug, Clone, PartialEq)]
pub struct BrokenSetting {
    pub(super) key: Text,
    pub(super) defects: Vec<Defect>,
}

impl BrokenSetting {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &Text {
        &self.key
    }

    /// What is wrong, in document order: one defect at least, and no more than 1,000.
    #[must_use]
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }
}

impl fmt::Display for BrokenSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_first(&self.defects, f)
    }
}

/// Something in a config document that makes one setting unusable.
///
/// [`Display`](fmt::Display) says what is wrong, [`remedy`](Self::remedy) how to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    pub(super) position: Position,
    pub(super) place: Place,
    pub(super) kind: DefectKind,
}

impl Defect {
    /// Where in the document.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// Whether a condition refers to a segment that is not in the document.
    #[must_use]
    pub fn is_dangling_segment(&self) -> bool {
        matches!(self.kind, DefectKind::UnknownSegment(_))
    }

    /// Whether the document has no salt, but comparison values that are hashed with it: in the setting, or in a segment.
    #[must_use]
    pub fn is_missing_salt(&self) -> bool {
        match &self.kind {
            DefectKind::MissingSalt => true,
            DefectKind::BrokenSegment(segment) => segment.defects.contains(&DefectKind::MissingSalt),
            _ => false,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match &self.kind {
            DefectKind::EmptyKey => "give the setting a key".to_owned(),
            DefectKind::Missing(Required::Value) => "add a value: `\"v\": …`".to_owned(),
            DefectKind::UnknownType(_) => {
                "use `\"t\": 0` (bool), 1 (text), 2 (whole number) or 3 (decimal number)".to_owned()
            }
            DefectKind::WrongType { expected, .. } => {
                format!("make it a {expected}, or change the setting's type (`\"t\"`)")
            }
            DefectKind::UnsupportedValue { .. } => "use a bool, a text or a number".to_owned(),
            DefectKind::OutOfRange { .. } => {
                "whole numbers have 64 bits; use a smaller number or a decimal number".to_owned()
            }
            DefectKind::UnknownComparator(_) => {
                "use one that this version of the toolkit knows, or a newer version".to_owned()
            }
            DefectKind::Missing(Required::Type) => {
                "add `\"t\": 0` (bool), 1 (text), 2 (whole number) or 3 (decimal number)".to_owned()
            }
            DefectKind::MissingSalt => "add the salt `s` to the document's preferences `p`".to_owned(),
            DefectKind::InvalidKey => "correct the `\\u` escapes of the key".to_owned(),
            DefectKind::RepeatedMember(_) => "remove all but one of them".to_owned(),
            DefectKind::UnreadableSegments { .. } => {
                "restore the list of segments as ConfigCat serves it".to_owned()
            }
            DefectKind::Mismatch { expected, .. } => {
                format!("make it {expected}, or restore the setting as ConfigCat serves it")
            }
            DefectKind::BrokenSegment(_)
            | DefectKind::InvalidCondition
            | DefectKind::InvalidHash(_)
            | DefectKind::Missing(
                Required::Comparator | Required::Compared(_) | Required::Prerequisite | Required::Segment,
            )
            | DefectKind::UnknownSegment(_) => {
                "restore the setting as ConfigCat serves it, or remove it from the document".to_owned()
            }
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Setting => {}
            Place::Rule(number) => write!(f, "targeting rule {number}: ")?,
            Place::Option(number) => write!(f, "percentage option {number}: ")?,
        }
        self.kind.fmt(f)
    }
}

/// A place in a document, counted from 1. Columns count bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column, in bytes.
    pub column: usize,
}

/// Finds positions in a document. Lines are only counted once something is wrong, and then only once.
pub(super) struct Locator<'a> {
    document: &'a str,
    newlines: OnceCell<Vec<usize>>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, newlines: OnceCell::new() }
    }

    /// The position of `part`, which is a slice of the document.
    pub(super) fn position(&self, part: &str) -> Position {
        let offset = part.as_ptr().addr().saturating_sub(self.document.as_ptr().addr());
        let newlines = self
            .newlines
            .get_or_init(|| self.document.match_indices('\n').map(|(newline, _)| newline).collect());
        let lines_before = newlines.partition_point(|newline| *newline < offset);
        let line_start =
            lines_before.checked_sub(1).and_then(|last| newlines.get(last)).map_or(0, |newline| newline + 1);
        Position { line: 1 + lines_before, column: 1 + offset - line_start }
    }
}

/// What is wrong with a part of a document, while it is compiled, and where.
///
/// Where a defect starts tells all about its place, so nothing else needs to keep track of places.
#[derive(Default)]
pub(super) struct Flaws(Vec<(At, DefectKind)>);

impl Flaws {
    /// A document of nothing but defects must not take more memory than one without any.
    const MOST: usize = 1000;

    pub(super) fn push(&mut self, at: At, kind: DefectKind) {
        if self.0.len() < Self::MOST {
            self.0.push((at, kind));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong, in document order.
    pub(super) fn into_kinds(self) -> Vec<DefectKind> {
        self.in_document_order().map(|(_, kind)| kind).collect()
    }

    /// The setting that this is wrong with, whose JSON is given.
    pub(super) fn of_setting(self, key: Text, json: &str, locator: &Locator<'_>) -> BrokenSetting {
        let places = Places::of(json);
        let defect = |(at, kind): (At, _)| {
            let offset = at.0 as usize;
            let position = locator.position(json.get(offset..).unwrap_or(json));
            Defect { position, place: places.find(offset), kind }
        };
        BrokenSetting { key, defects: self.in_document_order().map(defect).collect() }
    }

    fn in_document_order(mut self) -> impl Iterator<Item = (At, DefectKind)> {
        self.0.sort_by_key(|(at, _)| *at);
        self.0.into_iter()
    }
}

/// The part of a setting that a defect is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Setting,
    /// Number of the targeting rule in the document, from 1.
    Rule(usize),
    /// Number of the percentage option in the document, from 1.
    Option(usize),
}

/// Where the rules and options of a setting are.
struct Places {
    rules: Vec<Range<usize>>,
    options: Vec<Range<usize>>,
}

impl Places {
    fn of(setting: &str) -> Self {
        let range = |Item { at, value }: &Item<&RawValue>| {
            let start = at.0 as usize;
            start..start + value.get().len()
        };
        let (lists, _) = tolerant::read::<Lists<'_>>(setting);
        let Lists { r, p } = lists.unwrap_or_default();
        let [rules, options] = [r, p].map(|list| list.items().iter().map(range).collect());
        Self { rules, options }
    }

    fn find(&self, offset: usize) -> Place {
        let number_in = |list: &[Range<usize>]| {
            let number = list.partition_point(|item| item.start <= offset);
            list.get(number.checked_sub(1)?)?.contains(&offset).then_some(number)
        };
        let rule = number_in(&self.rules).map(Place::Rule);
        rule.or_else(|| number_in(&self.options).map(Place::Option)).unwrap_or(Place::Setting)
    }
}

/// A piece of a document for a message.
pub(super) fn piece(json: &str) -> String {
    shortened(json, 40)
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum DefectKind {
    BrokenSegment(Arc<BrokenSegment>),
    InvalidCondition,
    InvalidHash(String),
    InvalidKey,
    Missing(Required),
    MissingSalt,
    /// A part of the document is of another type than it should be.
    Mismatch {
        member: Option<String>,
        found: String,
        expected: String,
    },
    RepeatedMember(String),
    UnknownSegment(i64),
    UnreadableSegments {
        found: String,
    },
    EmptyKey,
    UnknownType(i64),
    WrongType {
        found: String,
        expected: SettingType,
    },
    UnsupportedValue {
        found: String,
    },
    OutOfRange {
        found: String,
    },
    UnknownComparator(i64),
}

impl fmt::Display for DefectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mismatch { member: Some(member), found, expected } => {
                write!(f, "`{member}` is `{found}`, not {expected}")
            }
            Self::Mismatch { member: None, found, expected } => write!(f, "`{found}` is not {expected}"),
            Self::RepeatedMember(name) => write!(f, "`{name}` is there more than once"),
            Self::EmptyKey => f.write_str("the key is empty"),
            Self::InvalidKey => f.write_str("the key is not valid Unicode"),
            Self::UnknownType(number) => write!(f, "unknown setting type `{number}`"),
            Self::WrongType { found, expected } => write!(f, "value `{found}` is not a {expected}"),
            Self::UnsupportedValue { found } => {
                write!(f, "value `{found}` is not of a type that a flag can have")
            }
            Self::OutOfRange { found } => write!(f, "number `{found}` is out of range"),
            Self::UnknownComparator(number) => write!(f, "unknown comparator `{number}`"),
            Self::BrokenSegment(segment) => segment.fmt(f),
            Self::InvalidCondition => {
                f.write_str("a condition is not exactly one of user, segment or flag condition")
            }
            Self::InvalidHash(item) => {
                write!(f, "comparison value `{item}` is not of the form `length_hash`")
            }
            Self::Missing(what) => write!(f, "{what} is missing"),
            Self::MissingSalt => f.write_str("a hashed comparison needs the config's salt, which is missing"),
            Self::UnknownSegment(index) => write!(f, "there is no segment with index {index}"),
            Self::UnreadableSegments { found } => {
                write!(f, "the document's segments `s` are `{found}`, not a list")
            }
        }
    }
}

/// What cannot be missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Required {
    Comparator,
    /// What the comparator compares with.
    Compared(&'static str),
    Prerequisite,
    Segment,
    Type,
    Value,
}

impl fmt::Display for Required {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Comparator => "the comparator",
            Self::Compared(with) => return write!(f, "{with} to compare with"),
            Self::Prerequisite => "the key of the prerequisite flag",
            Self::Segment => "the index of the segment",
            Self::Type => "the setting type",
            Self::Value => "the value",
        })
    }
}

/// A segment that no setting can refer to.
#[derive(Debug, PartialEq)]
pub(super) struct BrokenSegment {
    pub(super) index: usize,
    pub(super) name: Option<Text>,
    pub(super) defects: Vec<DefectKind>,
}

impl fmt::Display for BrokenSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "segment `{name}`: ")?,
            None => write!(f, "segment with index {}: ", self.index)?,
        }
        write_first(&self.defects, f)
    }
}

/// Writes so many defects that one still reads them.
fn write_first(defects: &[impl fmt::Display], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const SHOWN: usize = 5;

    for (index, defect) in defects.iter().take(SHOWN).enumerate() {
        write!(f, "{}{defect}", if index == 0 { "" } else { "; " })?;
    }
    match defects.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, "; and {more} more defects"),
    }
}
