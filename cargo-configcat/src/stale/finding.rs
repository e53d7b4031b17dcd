//! [`Finding`]: something that speaks against a flag, with its evidence.

use serde::Serialize;

use super::kind::Kind;
use crate::refs::{FlagUse, KeyRead};

/// Something that speaks against a flag.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    pub(super) kind: Kind,
    pub(super) key: String,
    /// What was seen.
    pub(super) evidence: String,
    /// What to do about it.
    pub(super) help: &'static str,
    /// How often programs have read the flag, if a usage dump tells.
    pub(super) reads: Option<u64>,
    /// Where the code uses the flag.
    pub(super) places: Vec<Place>,
}

/// A place in the code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Finding {
    pub(super) fn new(key: &str, kind: Kind, evidence: String) -> Self {
        let (key, help) = (key.to_owned(), kind.help());
        Self { kind, key, evidence, help, reads: None, places: Vec::new() }
    }
}

impl From<&FlagUse> for Place {
    fn from(found: &FlagUse) -> Self {
        Self { file: found.file.clone(), line: found.line, column: found.column }
    }
}

impl From<&KeyRead> for Place {
    fn from(read: &KeyRead) -> Self {
        Self { file: read.file.clone(), line: read.line, column: read.column }
    }
}

/// A number of places in words.
pub(super) fn places(count: usize) -> String {
    if count == 1 { "one place".to_owned() } else { format!("{count} places") }
}

/// A number of reads in words.
pub(super) fn times(count: u64) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
