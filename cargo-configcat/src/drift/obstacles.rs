//! What keeps valid flags from being evaluated: their prerequisites.

use std::collections::BTreeMap;

use configcat_core::{Condition, Config, PrerequisiteCondition, Setting, TargetingRule, Text};

/// Why flags that are valid themselves cannot be evaluated, by key.
pub(super) fn find(config: &Config) -> BTreeMap<&Text, String> {
    let mut dependents = BTreeMap::<&Text, Vec<&Text>>::new();
    let mut obstacles = BTreeMap::new();
    for setting in config.settings() {
        for prerequisite in prerequisites(setting) {
            dependents.entry(prerequisite.key()).or_default().push(setting.key());
        }
        if let Some(obstacle) = own_obstacle(config, setting) {
            obstacles.insert(setting.key(), obstacle);
        }
    }
    let mut queue: Vec<&Text> = obstacles.keys().copied().collect();
    while let Some(key) = queue.pop() {
        for dependent in dependents.remove(key).unwrap_or_default() {
            obstacles.entry(dependent).or_insert_with(|| {
                queue.push(dependent);
                format!("its prerequisite `{key}` cannot be evaluated")
            });
        }
    }
    obstacles
}

fn own_obstacle(config: &Config, setting: &Setting) -> Option<String> {
    if config.prerequisite_cycle(setting.key()).is_some() {
        return Some("it is a prerequisite of itself".to_owned());
    }
    prerequisites(setting).find_map(|prerequisite| {
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

fn prerequisites(setting: &Setting) -> impl Iterator<Item = &PrerequisiteCondition> {
    let conditions = setting.targeting_rules().iter().flat_map(TargetingRule::conditions);
    conditions
        .filter_map(|condition| if let Condition::Prerequisite(flag) = condition { Some(flag) } else { None })
}
