//! Two configs become one.

use crate::config::config::Config;

impl Config {
    /// This config, merged with the settings of another one. For keys in both, the other config wins.
    pub(crate) fn overlaid_with(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        for slot in &other.slots {
            merged.insert(slot.clone());
        }
        let new = other.segments.iter().filter(|segment| !self.segments.contains(segment));
        merged.segments.extend(new.cloned());
        merged.has_salt |= other.has_salt;
        merged.has_settings |= other.has_settings;
        merged.find_cycles();
        merged
    }
}
