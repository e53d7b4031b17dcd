//! [`Usage`]: which flags a client has read how often.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::usage::{
    download_usage::DownloadUsage,
    flag_usage::{FlagUsage, UnknownKeyUsage},
    totals::Totals,
    unix_time::{millis, optional_millis},
};

/// Which flags a client has read how often, with which results, and how it got its config.
///
/// [`Client::usage`](crate::Client::usage) returns it, if the client counts: see
/// [`ClientBuilder::usage`](crate::ClientBuilder::usage).
///
/// ```
/// use configcat_core::{Client, OverrideBehaviour, Overrides, Usage};
///
/// let flags = Overrides::from_map([("darkMode", true), ("betaSearch", false)], OverrideBehaviour::LocalOnly);
/// let client = Client::builder("local").overrides(flags).usage(true).build()?;
/// assert!(client.get_value("darkMode", false, None));
///
/// let usage: Usage = client.usage();
/// let reads: Vec<_> = usage.flags.iter().map(|flag| (flag.key.as_str(), flag.reads())).collect();
/// assert_eq!(reads, [("darkMode", 1), ("betaSearch", 0)]);
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
///
/// # JSON
///
/// Serialized, it is a *usage dump*: write it to a file, and [add](Self::add) up the last ones of several clients. Members
/// are added, never renamed or removed. Times are in Unix milliseconds, durations in microseconds:
///
/// ```json
/// {
///   "since": 1700000000000,
///   "until": 1700000060000,
///   "config_fetched": 1700000050000,
///   "flags": [
///     {
///       "key": "darkMode",
///       "is_in_config": true,
///       "values": [{"value": true, "variation_id": "c0ffee", "reads": 3}],
///       "other_reads": 0,
///       "failed_reads": 0
///     }
///   ],
///   "unknown_keys": [{"key": "darkMod", "reads": 1}],
///   "other_unknown_reads": 0,
///   "downloads": {
///     "new": 1,
///     "not_modified": 2,
///     "failed": {"timeout": 1},
///     "last_duration_us": 800,
///     "total_duration_us": 52000
///   }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Usage {
    /// When the counting began: when the client was built.
    #[serde(with = "millis")]
    pub since: SystemTime,
    /// When these counts were taken.
    #[serde(with = "millis")]
    pub until: SystemTime,
    /// When the config was fetched from ConfigCat; `None` for local data.
    #[serde(default, with = "optional_millis")]
    pub config_fetched: Option<SystemTime>,
    /// The flags of the config, in its order, also those that were never read. Then flags that it does not have any more.
    #[serde(default)]
    pub flags: Vec<FlagUsage>,
    /// Keys that were read, though the config did not have them; at most 1,000.
    #[serde(default)]
    pub unknown_keys: Vec<UnknownKeyUsage>,
    /// Reads of further keys that the config did not have.
    #[serde(default)]
    pub other_unknown_reads: u64,
    /// How the client got its config.
    #[serde(default)]
    pub downloads: DownloadUsage,
}

impl Usage {
    /// The usage of a client that does not count.
    pub(crate) fn none() -> Self {
        let now = SystemTime::now();
        Self {
            since: now,
            until: now,
            config_fetched: None,
            flags: Vec::new(),
            unknown_keys: Vec::new(),
            other_unknown_reads: 0,
            downloads: DownloadUsage::default(),
        }
    }

    /// How old the config was when these counts were taken; `None` for local data.
    #[must_use]
    pub fn config_age(&self) -> Option<Duration> {
        self.config_fetched.map(|fetched| self.until.duration_since(fetched).unwrap_or_default())
    }

    /// The counts of the flag with this key.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<&FlagUsage> {
        self.flags.iter().find(|flag| flag.key == key)
    }

    /// Adds the counts of another client or process. A sum that would be too large is as large as possible.
    pub fn add(&mut self, other: &Self) {
        self.since = self.since.min(other.since);
        if self.until < other.until {
            self.until = other.until;
            self.config_fetched = other.config_fetched.or(self.config_fetched);
        }
        let mut totals = Totals::default();
        for flag in self.flags.iter().chain(&other.flags) {
            if let Some(total) = totals.of(&flag.key) {
                total.add(flag);
            }
        }
        self.flags = totals.into_flags();
        for unknown in &other.unknown_keys {
            match self.unknown_keys.iter_mut().find(|own| own.key == unknown.key) {
                Some(own) => own.reads = own.reads.saturating_add(unknown.reads),
                None => self.unknown_keys.push(unknown.clone()),
            }
        }
        self.other_unknown_reads = self.other_unknown_reads.saturating_add(other.other_unknown_reads);
        self.downloads.add(&other.downloads);
    }
}
