//! [`DownloadUsage`]: how often the config was downloaded.

use std::{collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{usage::unix_time::micros, values::Text};

/// How often a client asked for its config, with which outcome, and how long that took.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct DownloadUsage {
    /// Downloads of a new config.
    pub new: u64,
    /// Answers that the config has not changed.
    pub not_modified: u64,
    /// Failed downloads by reason: the name of the variant of `RefreshError` in snake case, such as `timeout`.
    pub failed: BTreeMap<Text, u64>,
    /// How long the last download took, whatever its outcome. In JSON, durations are in microseconds.
    #[serde(rename = "last_duration_us", with = "micros")]
    pub last_duration: Duration,
    /// How long all downloads took together.
    #[serde(rename = "total_duration_us", with = "micros")]
    pub total_duration: Duration,
}

impl DownloadUsage {
    /// All downloads.
    #[must_use]
    pub fn count(&self) -> u64 {
        let failed = self.failed.values().copied();
        failed.chain([self.new, self.not_modified]).fold(0, u64::saturating_add)
    }

    /// Adds the downloads of another client.
    pub(super) fn add(&mut self, other: &Self) {
        self.new = self.new.saturating_add(other.new);
        self.not_modified = self.not_modified.saturating_add(other.not_modified);
        for (reason, count) in &other.failed {
            let own = self.failed.entry(reason.clone()).or_default();
            *own = own.saturating_add(*count);
        }
        self.last_duration = other.last_duration;
        self.total_duration = self.total_duration.saturating_add(other.total_duration);
    }
}
