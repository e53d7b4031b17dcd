//! Observers of an evaluation.

use std::fmt;

use super::{Dealt, Obstacle, RuleEnd};
use crate::{
    Attribute, Condition, PrerequisiteCondition, SegmentCondition, Setting, TargetingRule, UserCondition,
    Value,
    error::event,
    log::{LogLevel, Logger},
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

/// Logs warnings 3001, 3003, 3004 and 3005 as they come.
#[derive(Debug)]
pub(crate) struct Warnings<'a> {
    logger: &'a Logger,
}

impl<'a> Warnings<'a> {
    pub(crate) fn new(logger: &'a Logger) -> Self {
        Self { logger }
    }

    fn warn(&self, event_id: u16, message: fmt::Arguments<'_>) {
        self.logger.log(LogLevel::Warning, event_id, message);
    }

    /// A condition or options that miss an attribute.
    fn warn_missing(&self, what: fmt::Arguments<'_>, key: &str, attribute: &str) {
        self.warn(
            event::ATTRIBUTE_MISSING,
            format_args!(
                "Cannot evaluate {what} for setting '{key}' (the User.{attribute} attribute is missing). You should \
                 set the User.{attribute} attribute in order to make targeting work properly. Read more: {USER_DOCS}",
            ),
        );
    }
}

const USER_DOCS: &str = "https://configcat.com/docs/advanced/user-object/";

/// The warnings have the very wording that other ConfigCat SDKs have.
impl Trace for Warnings<'_> {
    fn user_missing(&mut self, key: &str) {
        self.warn(
            event::USER_MISSING,
            format_args!(
                "Cannot evaluate targeting rules and % options for setting '{key}' (User Object is missing). You \
                 should pass a User Object to the evaluation methods like `get_value()`/`get_value_details()` in \
                 order to make targeting work properly. Read more: {USER_DOCS}",
            ),
        );
    }

    fn obstacle(&mut self, key: &str, condition: &UserCondition, obstacle: &Obstacle<'_>) {
        match obstacle {
            // Told once for each flag, not for each condition.
            Obstacle::UserMissing => {}
            Obstacle::AttributeMissing { attribute } => {
                self.warn_missing(format_args!("condition ({condition})"), key, attribute);
            }
            Obstacle::AttributeInvalid { attribute, .. } => self.warn(
                event::ATTRIBUTE_INVALID,
                format_args!(
                    "Cannot evaluate condition ({condition}) for setting '{key}' ('{}' is not a valid {}). Please \
                     check the User.{} attribute and make sure that its value corresponds to the comparison operator.",
                    attribute.to_text(),
                    condition.operand().expected(),
                    condition.attribute(),
                ),
            ),
            // Not the user's fault: the same as anything else that is wrong with a setting.
            Obstacle::ComparisonInvalid { .. } => self.warn(
                event::EVALUATION_FAILED,
                format_args!("Cannot evaluate condition ({condition}) for setting '{key}' ({obstacle})."),
            ),
        }
    }

    fn options_obstacle(&mut self, key: &str, obstacle: &Obstacle<'_>) {
        if let Obstacle::AttributeMissing { attribute } = obstacle {
            self.warn_missing(format_args!("% options"), key, attribute);
        }
    }

    fn converted(&mut self, key: &str, condition: &UserCondition, attribute: &Attribute) {
        self.warn(
            event::ATTRIBUTE_CONVERTED,
            format_args!(
                "Evaluation of condition ({condition}) for setting '{key}' may not produce the expected result (the \
                 User.{} attribute is not a string value, thus it was automatically converted to the string value \
                 '{}'). Please make sure that using a non-string value was intended.",
                condition.attribute(),
                attribute.to_text(),
            ),
        );
    }
}
