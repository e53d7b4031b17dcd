//! Observers of an evaluation.

use std::fmt::{self, Write as _};

use super::Obstacle;
use crate::{
    Attribute, PercentageOption, TargetingRule, UserCondition, Value,
    error::event,
    log::{LogLevel, Logger},
};

/// What an evaluation tells about itself. All methods do nothing unless an observer wants to know.
pub(crate) trait Trace {
    /// The setting has rules or options, but there is no user to apply them to.
    fn user_missing(&mut self) {}

    /// A condition cannot be evaluated, so that its rule is skipped.
    fn obstacle(&mut self, _condition: &UserCondition, _obstacle: &Obstacle<'_>) {}

    /// A text comparator works on an attribute that is not text.
    fn converted(&mut self, _condition: &UserCondition, _attribute: &Attribute) {}

    /// A targeting rule was looked at.
    fn rule(&mut self, _rule: &TargetingRule, _matched: bool) {}

    /// The user's bucket selects this percentage option.
    fn option(&mut self, _option: &PercentageOption) {}
}

/// Nobody listens.
impl Trace for () {}

/// Logs warnings 3001, 3003, 3004 and 3005 as they come, and the whole evaluation in the end (5000).
#[derive(Debug)]
pub(crate) struct LogTrace<'a> {
    key: &'a str,
    logger: &'a Logger,
    /// Only written if the level asks for it.
    evaluation: Option<String>,
}

impl<'a> LogTrace<'a> {
    pub(crate) fn new(key: &'a str, logger: &'a Logger) -> Self {
        Self { key, logger, evaluation: logger.wants(LogLevel::Info).then(String::new) }
    }

    /// Ends the evaluation log.
    pub(crate) fn returning(self, value: &Value) {
        if let Some(evaluation) = self.evaluation {
            let message = format_args!("Evaluating '{}'{evaluation}\n  Returning '{value}'.", self.key);
            self.logger.log(LogLevel::Info, event::EVALUATION, message);
        }
    }

    fn warn(&self, event_id: u16, message: fmt::Arguments<'_>) {
        self.logger.log(LogLevel::Warning, event_id, message);
    }

    fn line(&mut self, line: fmt::Arguments<'_>) {
        if let Some(evaluation) = &mut self.evaluation {
            // Writing to a string cannot fail.
            let _ = write!(evaluation, "\n  - {line}");
        }
    }
}

impl Trace for LogTrace<'_> {
    fn user_missing(&mut self) {
        self.warn(
            event::USER_MISSING,
            format_args!(
                "cannot evaluate the targeting rules and percentage options of flag `{}`: no user was given",
                self.key,
            ),
        );
        self.line(format_args!("rules and options are skipped: no user was given"));
    }

    fn obstacle(&mut self, condition: &UserCondition, obstacle: &Obstacle<'_>) {
        let event_id = match obstacle {
            Obstacle::AttributeMissing => event::ATTRIBUTE_MISSING,
            Obstacle::AttributeInvalid { .. } => event::ATTRIBUTE_INVALID,
            // Not the user's fault: the same as any other setting that is not as it should be.
            Obstacle::ComparisonInvalid(_) => event::EVALUATION_FAILED,
        };
        self.warn(event_id, format_args!("skipped a rule of flag `{}`, `{condition}`: {obstacle}", self.key));
        self.line(format_args!("cannot evaluate {condition}: {obstacle}"));
    }

    fn converted(&mut self, condition: &UserCondition, attribute: &Attribute) {
        self.warn(
            event::ATTRIBUTE_CONVERTED,
            format_args!(
                "`{condition}` of flag `{}` compares text, but the attribute is not text; using `{}`",
                self.key,
                attribute.to_text(),
            ),
        );
    }

    fn rule(&mut self, rule: &TargetingRule, matched: bool) {
        let outcome = if matched { "MATCH, applying rule" } else { "no match" };
        self.line(format_args!("{rule} => {outcome}"));
    }

    fn option(&mut self, option: &PercentageOption) {
        self.line(format_args!(
            "the user's bucket selects the {} % option, '{}'",
            option.percentage(),
            option.served().value(),
        ));
    }
}
