//! Recorded cases: a gzip file of one JSON object per line, each a config with what it serves to some users.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

use configcat_core::User;
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::value::RawValue;

/// A config document and the evaluations recorded for it.
#[derive(Debug, Deserialize)]
pub struct RecordedConfig {
    config: Box<RawValue>,
    /// The evaluations.
    pub cases: Vec<RecordedCase>,
}

/// What a flag served to a user.
#[derive(Debug, Deserialize)]
pub struct RecordedCase {
    /// The key of the flag.
    pub key: String,
    /// The user; `None` if the flag was evaluated without one.
    pub user: Option<User>,
    value: Box<RawValue>,
    /// The variation id that was reported with the value.
    pub variation_id: Option<String>,
}

impl RecordedConfig {
    /// The config document, exactly as recorded.
    #[must_use]
    pub fn document(&self) -> &str {
        self.config.get()
    }
}

impl RecordedCase {
    /// The value as recorded, in JSON: a parsed number would not tell any more how it was written.
    #[must_use]
    pub fn value_json(&self) -> &str {
        self.value.get()
    }
}

/// Reads a file of recorded cases.
///
/// # Panics
///
/// If the file cannot be read or a line of it is not as expected.
#[must_use]
pub fn recorded_configs(path: &Path) -> Vec<RecordedConfig> {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    BufReader::new(GzDecoder::new(file))
        .lines()
        .enumerate()
        .map(|(index, line)| {
            let line = line.expect("the file is gzip of UTF-8");
            serde_json::from_str(&line).unwrap_or_else(|error| panic!("line {}: {error}", index + 1))
        })
        .collect()
}
