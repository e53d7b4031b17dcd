//! [`DefectKind`]: the kinds of defects, with their messages.

use std::{fmt, sync::Arc};

use crate::values::{SettingType, Text, shortened};

/// A piece of JSON, short enough for a message.
pub(in crate::config) fn piece(json: &str) -> String {
    shortened(json, 40)
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::config) enum DefectKind {
    BrokenSegment(Arc<BrokenSegment>),
    InvalidCondition,
    InvalidHash(String),
    InvalidKey,
    Missing(Required),
    MissingSalt,
    /// A part of the document has the wrong JSON type.
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

/// A required part of a setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::config) enum Required {
    Comparator,
    /// The comparison value; the text names its type and member.
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

/// A segment with defects. Each setting that refers to it is broken too.
#[derive(Debug, PartialEq)]
pub(in crate::config) struct BrokenSegment {
    pub(in crate::config) index: usize,
    pub(in crate::config) name: Option<Text>,
    pub(in crate::config) defects: Vec<DefectKind>,
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

/// Writes the first defects and the number of the others, so that messages stay readable.
pub(in crate::config) fn write_first(
    defects: &[impl fmt::Display],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    const SHOWN: usize = 5;

    for (index, defect) in defects.iter().take(SHOWN).enumerate() {
        write!(f, "{}{defect}", if index == 0 { "" } else { "; " })?;
    }
    match defects.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, "; and {more} more defects"),
    }
}
