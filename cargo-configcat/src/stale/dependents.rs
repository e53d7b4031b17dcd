//! [`Dependents`]: which flags need a flag.

use std::collections::{HashMap, HashSet};

use configcat_core::Config;

use crate::prerequisites;

/// The flags that need a flag as their prerequisite flag.
pub(super) struct Dependents<'a>(HashMap<&'a str, Vec<&'a str>>);

impl<'a> Dependents<'a> {
    pub(super) fn in_config(config: &'a Config) -> Self {
        let mut dependents: HashMap<_, Vec<_>> = HashMap::new();
        for key in config.keys() {
            for condition in config.setting(key).into_iter().flat_map(prerequisites::of) {
                dependents.entry(condition.key().as_str()).or_default().push(key.as_str());
            }
        }
        Self(dependents)
    }

    /// The flags that need this one, directly or through others.
    pub(super) fn of(&self, key: &str) -> HashSet<&'a str> {
        let direct = |key: &str| self.0.get(key).into_iter().flatten().copied();
        let mut all = HashSet::new();
        let mut waiting: Vec<_> = direct(key).collect();
        while let Some(dependent) = waiting.pop() {
            // Flags on a cycle need themselves.
            if dependent != key && all.insert(dependent) {
                waiting.extend(direct(dependent));
            }
        }
        all
    }
}
