//! The prerequisite flags of a setting.

use configcat_core::config::{Condition, PrerequisiteCondition, Setting, TargetingRule};

/// The conditions on other flags, in the order of the rules.
pub(crate) fn of(setting: &Setting) -> impl Iterator<Item = &PrerequisiteCondition> {
    let conditions = setting.targeting_rules().iter().flat_map(TargetingRule::conditions);
    conditions
        .filter_map(|condition| if let Condition::Prerequisite(flag) = condition { Some(flag) } else { None })
}
