//! Valid flags whose evaluation can fail because of their prerequisites: it fails if it reaches the prerequisite.

use std::collections::BTreeMap;

use configcat_core::{Config, Text, config::Setting};

use crate::prerequisites;

/// The valid flags whose evaluation can fail, by key, and why.
pub(super) fn find_blocked(config: &Config) -> BTreeMap<&Text, String> {
    let mut dependents = BTreeMap::<&Text, Vec<&Text>>::new();
    let mut blocked = BTreeMap::new();
    for setting in config.settings() {
        for prerequisite in prerequisites::of(setting) {
            dependents.entry(prerequisite.key()).or_default().push(setting.key());
        }
        if let Some(reason) = own_reason(config, setting) {
            blocked.insert(setting.key(), reason);
        }
    }
    let mut queue: Vec<&Text> = blocked.keys().copied().collect();
    while let Some(key) = queue.pop() {
        for dependent in dependents.remove(key).unwrap_or_default() {
            blocked.entry(dependent).or_insert_with(|| {
                queue.push(dependent);
                format!("its prerequisite `{key}` cannot be evaluated")
            });
        }
    }
    blocked
}

fn own_reason(config: &Config, setting: &Setting) -> Option<String> {
    if config.prerequisite_cycle(setting.key()).is_some() {
        return Some("it is a prerequisite of itself".to_owned());
    }
    prerequisites::of(setting).find_map(|prerequisite| {
        let key = prerequisite.key();
        match config.setting(key) {
            Some(flag) if flag.setting_type() == prerequisite.value().setting_type() => None,
            Some(flag) => Some(format!("its prerequisite `{key}` is a {}", flag.setting_type())),
            None if config.keys().any(|other| other == key) => {
                Some(format!("its prerequisite `{key}` is broken"))
            }
            None => Some(format!("its prerequisite `{key}` is missing")),
        }
    })
}
