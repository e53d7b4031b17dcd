//! [`BrokenSetting`] and [`Defect`]: a setting that cannot be evaluated, and why.

use std::fmt;

use crate::{
    config::defect::kind::{DefectKind, Required, write_first},
    values::Text,
};

pub(crate) mod kind;
pub(crate) mod log;

/// A setting that cannot be evaluated, with its defects. The other settings of the config are not affected.
///
/// [`Display`](fmt::Display) lists the first five defects.
#[derive(Debug, Clone, PartialEq)]
pub struct BrokenSetting {
    pub(super) key: Text,
    pub(super) defects: Vec<Defect>,
}

impl BrokenSetting {
    /// The key of the setting.
    #[must_use]
    pub fn key(&self) -> &Text {
        &self.key
    }

    /// The defects in document order: at least one, at most 1,000.
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
/// [`Display`](fmt::Display) says what is wrong, [`remedy`](Self::remedy) says how to fix it.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    pub(super) position: Position,
    pub(super) location: Location,
    pub(super) kind: DefectKind,
}

impl Defect {
    /// The position in the document.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// Whether the defect is a condition on a segment that is not in the document.
    #[must_use]
    pub fn is_dangling_segment(&self) -> bool {
        matches!(self.kind, DefectKind::UnknownSegment(_))
    }

    /// Whether the defect is a missing salt: the setting, or a segment it refers to, has hashed comparison values.
    #[must_use]
    pub fn is_missing_salt(&self) -> bool {
        match &self.kind {
            DefectKind::MissingSalt => true,
            DefectKind::BrokenSegment(segment) => segment.defects.contains(&DefectKind::MissingSalt),
            _ => false,
        }
    }

    /// How to fix the defect, as an imperative sentence without a full stop.
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
        match self.location {
            Location::Setting => {}
            Location::Rule(number) => write!(f, "targeting rule {number}: ")?,
            Location::Option(number) => write!(f, "percentage option {number}: ")?,
        }
        self.kind.fmt(f)
    }
}

/// A position in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
}

/// The part of a setting that has the defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    Setting,
    /// The number of the targeting rule in the document, from 1.
    Rule(usize),
    /// The number of the percentage option in the document, from 1.
    Option(usize),
}
