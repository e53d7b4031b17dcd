//! [`Place`]: a user condition, and where it is.

use std::{collections::HashSet, fmt, ptr};

use configcat_core::{
    Config,
    config::{Condition, Segment, UserCondition},
};

use super::{super::options::Options, positions::SettingPart};

/// A user condition of a targeting rule, or of a segment that a targeting rule names.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) key: &'a str,
    pub(super) condition: &'a UserCondition,
    rule: usize,
    number: usize,
    segment: Option<&'a Segment>,
}

impl<'a> Place<'a> {
    /// All user conditions of the flags that are not left out, in document order. The conditions of a segment are there once.
    pub(super) fn all(config: &'a Config, options: &Options) -> Vec<Self> {
        let mut all = Vec::new();
        let mut segments = HashSet::new();
        for setting in config.settings().filter(|setting| !options.skips(setting.key())) {
            let key = setting.key().as_str();
            for (rule, targeting_rule) in (1..).zip(setting.targeting_rules()) {
                for (number, condition) in (1..).zip(targeting_rule.conditions()) {
                    let place = |condition, segment| Self { key, condition, rule, number, segment };
                    match condition {
                        Condition::User(condition) => all.push(place(condition, None)),
                        Condition::Segment(condition) => {
                            let segment = condition.segment();
                            if segments.insert(ptr::from_ref(segment)) {
                                let members = segment.conditions().iter();
                                all.extend(members.map(|condition| place(condition, Some(segment))));
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        all
    }

    pub(super) fn part(&self) -> SettingPart {
        SettingPart::Condition { rule: self.rule, number: self.number }
    }
}

/// The beginning of a sentence about the condition.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "targeting rule {}, ", self.rule)?;
        if let Some(segment) = self.segment {
            write!(f, "segment `{}`, ", segment.name())?;
        }
        write!(f, "`{}`", self.condition)
    }
}
