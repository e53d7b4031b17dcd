//! [`Defect`]: what makes a single setting unusable.

use std::{cell::OnceCell, fmt};

use crate::{SettingType, Text};

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

    /// What is wrong: one defect at least.
    #[must_use]
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }
}

impl fmt::Display for BrokenSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 5;

        for (index, defect) in self.defects.iter().take(SHOWN).enumerate() {
            write!(f, "{}{defect}", if index == 0 { "" } else { "; " })?;
        }
        match self.defects.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "; and {more} more defects"),
        }
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
            segment @ DefectKind::BrokenSegment { .. } => {
                segment.to_string().contains(&DefectKind::MissingSalt.to_string())
            }
            _ => false,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match &self.kind {
            DefectKind::EmptyKey => "give the setting a key".to_owned(),
            DefectKind::MissingValue => "add a value: `\"v\": …`".to_owned(),
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
            DefectKind::MissingType => {
                "add `\"t\": 0` (bool), 1 (text), 2 (whole number) or 3 (decimal number)".to_owned()
            }
            DefectKind::MissingSalt => "add the salt `s` to the document's preferences `p`".to_owned(),
            DefectKind::Unreadable(_)
            | DefectKind::BrokenSegment { .. }
            | DefectKind::InvalidCondition
            | DefectKind::InvalidHash(_)
            | DefectKind::MissingComparison(_)
            | DefectKind::MissingPrerequisite
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

    /// The position of an error in `part`, which is a slice of the document.
    pub(super) fn error_position(&self, part: &str, error: &serde_json::Error) -> Position {
        let start = self.position(part);
        match error.line() {
            0 | 1 => Position { column: start.column + error.column().saturating_sub(1), ..start },
            line => Position { line: start.line + line - 1, column: error.column() },
        }
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

#[derive(Debug, Clone, PartialEq)]
pub(super) enum DefectKind {
    BrokenSegment { name: Option<Text>, why: String },
    InvalidCondition,
    InvalidHash(String),
    MissingComparison(&'static str),
    MissingPrerequisite,
    MissingSalt,
    MissingType,
    UnknownSegment(i64),
    Unreadable(String),
    EmptyKey,
    MissingValue,
    UnknownType(i64),
    WrongType { found: String, expected: SettingType },
    UnsupportedValue { found: String },
    OutOfRange { found: String },
    UnknownComparator(i64),
}

impl fmt::Display for DefectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "the setting cannot be read: {why}"),
            Self::EmptyKey => f.write_str("the key is empty"),
            Self::MissingValue => f.write_str("the value is missing"),
            Self::UnknownType(number) => write!(f, "unknown setting type `{number}`"),
            Self::WrongType { found, expected } => write!(f, "value `{found}` is not a {expected}"),
            Self::UnsupportedValue { found } => {
                write!(f, "value `{found}` is not of a type that a flag can have")
            }
            Self::OutOfRange { found } => write!(f, "number `{found}` is out of range"),
            Self::UnknownComparator(number) => write!(f, "unknown comparator `{number}`"),
            Self::BrokenSegment { name: Some(name), why } => write!(f, "segment `{name}`: {why}"),
            Self::BrokenSegment { name: None, why } => write!(f, "a segment cannot be read: {why}"),
            Self::InvalidCondition => {
                f.write_str("a condition is not exactly one of user, segment or flag condition")
            }
            Self::InvalidHash(item) => {
                write!(f, "comparison value `{item}` is not of the form `length_hash`")
            }
            Self::MissingComparison(what) => write!(f, "{what} to compare with is missing"),
            Self::MissingPrerequisite => f.write_str("the key of the prerequisite flag is missing"),
            Self::MissingSalt => f.write_str("a hashed comparison needs the config's salt, which is missing"),
            Self::MissingType => f.write_str("the setting type is missing"),
            Self::UnknownSegment(index) => write!(f, "there is no segment with index {index}"),
        }
    }
}
