//! [`Defect`]: what makes a single setting unusable.

use std::fmt;

use crate::{
    config::defect::kind::{DefectKind, Required, write_first},
    values::Text,
};

pub(crate) mod kind;
pub(crate) mod log;

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
    pub(super) location: Location,
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
        match self.location {
            Location::Setting => {}
            Location::Rule(number) => write!(f, "targeting rule {number}: ")?,
            Location::Option(number) => write!(f, "percentage option {number}: ")?,
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

/// The part of a setting that a defect is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Location {
    Setting,
    /// Number of the targeting rule in the document, from 1.
    Rule(usize),
    /// Number of the percentage option in the document, from 1.
    Option(usize),
}
