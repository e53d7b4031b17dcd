//! [`Totals`]: counts of flags by key.

use std::collections::HashMap;

use crate::{usage::flag_usage::FlagUsage, values::Text};

/// Counts of flags by key, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Totals {
    flags: Vec<FlagUsage>,
    by_key: HashMap<Text, usize>,
}

impl Totals {
    /// The most flags that are kept of replaced configs.
    pub(super) const MOST_FLAGS: usize = 10_000;
    /// The most values of a flag that are kept of replaced configs. A text can change with each config.
    pub(super) const MOST_VALUES: usize = 20;

    pub(super) fn len(&self) -> usize {
        self.flags.len()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.by_key.contains_key(key)
    }

    /// The counts of a flag: those that are there, or new ones.
    pub(super) fn of(&mut self, key: &Text) -> Option<&mut FlagUsage> {
        let position = *self.by_key.entry(key.clone()).or_insert_with(|| {
            self.flags.push(FlagUsage::new(key.clone()));
            self.flags.len() - 1
        });
        self.flags.get_mut(position)
    }

    pub(super) fn into_flags(self) -> Vec<FlagUsage> {
        self.flags
    }
}
