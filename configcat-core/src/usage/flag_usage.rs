//! [`FlagUsage`]: how often a flag was read.

use serde::{Deserialize, Serialize};

use crate::values::{Text, Value};

/// How often a flag was read, with which results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FlagUsage {
    /// The key of the flag.
    pub key: Text,
    /// Whether the config has the flag now. A flag that was removed keeps its counts.
    #[serde(default)]
    pub is_in_config: bool,
    /// The values that the flag serves or has served, with their reads. A value that was never served has 0.
    #[serde(default)]
    pub values: Vec<ValueUsage>,
    /// Reads of values of earlier configs, if these were too many to be counted one by one.
    #[serde(default)]
    pub other_reads: u64,
    /// Reads that returned the default value, because the flag could not be evaluated or has another type.
    #[serde(default)]
    pub failed_reads: u64,
}

impl FlagUsage {
    pub(super) fn new(key: Text) -> Self {
        Self { key, is_in_config: false, values: Vec::new(), other_reads: 0, failed_reads: 0 }
    }

    /// Adds the counts of the same flag from elsewhere.
    pub(super) fn add(&mut self, other: &Self) {
        self.is_in_config |= other.is_in_config;
        self.other_reads = self.other_reads.saturating_add(other.other_reads);
        self.failed_reads = self.failed_reads.saturating_add(other.failed_reads);
        for ValueUsage { value, variation_id, reads } in &other.values {
            self.add_value(value, variation_id.as_ref(), *reads, usize::MAX);
        }
    }

    /// Adds reads of a value. If it is not there yet, and there are as many values as allowed, they count as reads of
    /// another value.
    pub(super) fn add_value(
        &mut self,
        value: &Value,
        variation_id: Option<&Text>,
        reads: u64,
        most_values: usize,
    ) {
        let is_same =
            |own: &&mut ValueUsage| own.value == *value && own.variation_id.as_ref() == variation_id;
        if let Some(own) = self.values.iter_mut().find(is_same) {
            own.reads = own.reads.saturating_add(reads);
        } else if self.values.len() < most_values {
            let (value, variation_id) = (value.clone(), variation_id.cloned());
            self.values.push(ValueUsage { value, variation_id, reads });
        } else {
            self.other_reads = self.other_reads.saturating_add(reads);
        }
    }

    /// All reads of the flag, failed ones included.
    #[must_use]
    pub fn reads(&self) -> u64 {
        let of_values = self.values.iter().map(|value| value.reads);
        of_values.chain([self.other_reads, self.failed_reads]).fold(0, u64::saturating_add)
    }
}

/// How often a value of a flag was served.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ValueUsage {
    /// The value.
    pub value: Value,
    /// The variation id of the value; `None` if the document has none.
    #[serde(default)]
    pub variation_id: Option<Text>,
    /// How often it was served.
    pub reads: u64,
}

/// How often a key was read that the config did not have at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnknownKeyUsage {
    /// The key.
    pub key: Text,
    /// How often it was read.
    pub reads: u64,
}

impl UnknownKeyUsage {
    pub(super) fn new(key: Text, reads: u64) -> Self {
        Self { key, reads }
    }
}
