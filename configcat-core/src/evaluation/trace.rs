//! [`Trace`]: an observer of an evaluation.

use crate::{
    config::{Condition, PrerequisiteCondition, SegmentCondition, Setting, TargetingRule, UserCondition},
    evaluation::{obstacle::Obstacle, percentage::Dealt},
    users::Attribute,
    values::Value,
};

/// What an evaluation tells about itself, in the order in which it happens. All methods do nothing unless an observer
/// wants to know.
pub(crate) trait Trace {
    /// There is no user, but rules or options to apply to one. Told once for each flag.
    fn user_missing(&mut self, _key: &str) {}

    /// A condition cannot be evaluated.
    fn obstacle(&mut self, _key: &str, _condition: &UserCondition, _obstacle: &Obstacle<'_>) {}

    /// Percentage options cannot be evaluated.
    fn options_obstacle(&mut self, _key: &str, _obstacle: &Obstacle<'_>) {}

    /// A text comparator works on an attribute that is not text.
    fn converted(&mut self, _key: &str, _condition: &UserCondition, _attribute: &Attribute) {}

    fn rule_begins(&mut self, _rule: &TargetingRule) {}

    /// Whether a condition holds; `None` if the flag cannot be evaluated because of it.
    fn condition(&mut self, _condition: &Condition, _holds: Option<Result<bool, &Obstacle<'_>>>) {}

    fn segment_begins(&mut self, _condition: &SegmentCondition) {}

    fn segment_condition(&mut self, _condition: &UserCondition, _holds: Result<bool, &Obstacle<'_>>) {}

    fn segment_ends(&mut self, _is_in: Result<bool, &Obstacle<'_>>) {}

    fn prerequisite_begins(&mut self, _condition: &PrerequisiteCondition) {}

    /// The value of the flag is `None` if it cannot be evaluated.
    fn prerequisite_ends(&mut self, _value: Option<&Value>) {}

    /// The conditions of a rule are done with. If it matches and has options, these come next.
    fn rule_ends(&mut self, _rule: &TargetingRule, _end: RuleEnd<'_>) {}

    /// No rule decided.
    fn rules_end(&mut self) {}

    /// Percentage options were looked at: those of the rule that ended last, or those of the flag.
    fn options(&mut self, _setting: &Setting, _dealt: Result<&Dealt<'_>, &Obstacle<'_>>) {}
}

/// Nobody listens.
impl Trace for () {}

/// How a rule ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RuleEnd<'o> {
    Match,
    NoMatch,
    Skipped(&'o Obstacle<'o>),
    /// The flag cannot be evaluated.
    Failed,
}
