//! [`Trace`]: an observer of an evaluation.

use crate::{
    config::{Condition, PrerequisiteCondition, SegmentCondition, Setting, TargetingRule, UserCondition},
    evaluation::{obstacle::Obstacle, percentage::Dealt},
    users::Attribute,
    values::Value,
};

/// An observer of an evaluation. The evaluator calls the methods in the order of the events; by default, they do
/// nothing.
pub(crate) trait Trace {
    /// Rules or options need a user, but there is none. Called once per flag.
    fn user_missing(&mut self, _key: &str) {}

    /// A condition cannot be evaluated.
    fn obstacle(&mut self, _key: &str, _condition: &UserCondition, _obstacle: &Obstacle<'_>) {}

    /// Percentage options cannot be evaluated.
    fn options_obstacle(&mut self, _key: &str, _obstacle: &Obstacle<'_>) {}

    /// A text comparator converts an attribute to text.
    fn converted(&mut self, _key: &str, _condition: &UserCondition, _attribute: &Attribute) {}

    fn rule_begins(&mut self, _rule: &TargetingRule) {}

    /// A condition was evaluated. `None` if it makes the flag fail.
    fn condition(&mut self, _condition: &Condition, _holds: Option<Result<bool, &Obstacle<'_>>>) {}

    fn segment_begins(&mut self, _condition: &SegmentCondition) {}

    fn segment_condition(&mut self, _condition: &UserCondition, _holds: Result<bool, &Obstacle<'_>>) {}

    fn segment_ends(&mut self, _is_in: Result<bool, &Obstacle<'_>>) {}

    fn prerequisite_begins(&mut self, _condition: &PrerequisiteCondition) {}

    /// A prerequisite flag was evaluated. `None` if it has no value.
    fn prerequisite_ends(&mut self, _value: Option<&Value>) {}

    /// The conditions of a rule were evaluated. If the rule matches and has options, [`options`](Self::options) is
    /// next.
    fn rule_ends(&mut self, _rule: &TargetingRule, _end: RuleEnd<'_>) {}

    /// No rule decided.
    fn rules_end(&mut self) {}

    /// Percentage options were evaluated: the options of the rule that matched last, or of the flag.
    fn options(&mut self, _setting: &Setting, _dealt: Result<&Dealt<'_>, &Obstacle<'_>>) {}
}

/// The outcome of a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) enum RuleEnd<'o> {
    Match,
    NoMatch,
    Skipped(&'o Obstacle<'o>),
    /// The flag cannot be evaluated.
    Failed,
}
