//! [`Warnings`]: the trace that logs obstacles.

use std::{fmt, hash::Hash, ptr};

use crate::{
    config::UserCondition,
    evaluation::{obstacle::Obstacle, trace::Trace},
    log::{LogLevel, Logger, event},
    users::Attribute,
};

const USER_DOCS: &str = "https://configcat.com/docs/advanced/user-object/";

/// How an application reads a flag. Warnings name the way to mend such a read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadBy {
    /// By its key: `get_value` and the like.
    Key,
    /// By a [`Flag`](crate::Flag), as accessors do.
    Flag,
}

/// Logs the warnings 3001, 3003, 3004 and 3005, and 1002 for invalid comparison values. Each is logged once in a while
/// for a flag and a condition.
#[derive(Debug)]
pub(crate) struct Warnings<'a> {
    logger: &'a Logger,
    read_by: ReadBy,
}

impl<'a> Warnings<'a> {
    pub(crate) fn new(logger: &'a Logger, read_by: ReadBy) -> Self {
        Self { logger, read_by }
    }

    fn warn(&self, event_id: u16, subject: impl Hash, message: fmt::Arguments<'_>) {
        if let Some(level) = self.logger.level_of_read(LogLevel::Warning, event_id, subject) {
            self.logger.log(level, event_id, message);
        }
    }

    /// Warns that a condition or percentage options need a missing attribute.
    fn warn_missing(&self, what: fmt::Arguments<'_>, subject: impl Hash, key: &str, attribute: &str) {
        self.warn(
            event::ATTRIBUTE_MISSING,
            subject,
            format_args!(
                "Cannot evaluate {what} for setting '{key}' (the User.{attribute} attribute is missing). You should \
                 set the User.{attribute} attribute in order to make targeting work properly. Read more: {USER_DOCS}",
            ),
        );
    }
}

/// The warnings have exactly the wording of other ConfigCat SDKs, but for accessors, which those do not have.
impl Trace for Warnings<'_> {
    fn user_missing(&mut self, key: &str) {
        let remedy = match self.read_by {
            ReadBy::Key => {
                "pass a User Object to the evaluation methods like `get_value()`/`get_value_details()`"
            }
            ReadBy::Flag => "read the flag for a user, or set a default user,",
        };
        self.warn(
            event::USER_MISSING,
            key,
            format_args!(
                "Cannot evaluate targeting rules and % options for setting '{key}' (User Object is missing). You \
                 should {remedy} in order to make targeting work properly. Read more: {USER_DOCS}",
            ),
        );
    }

    fn obstacle(&mut self, key: &str, condition: &UserCondition, obstacle: &Obstacle<'_>) {
        let subject = (key, address(condition));
        match obstacle {
            // `user_missing` warns, once per flag.
            Obstacle::UserMissing => {}
            Obstacle::AttributeMissing { attribute } => {
                self.warn_missing(format_args!("condition ({condition})"), subject, key, attribute);
            }
            Obstacle::AttributeInvalid { attribute, .. } => self.warn(
                event::ATTRIBUTE_INVALID,
                subject,
                format_args!(
                    "Cannot evaluate condition ({condition}) for setting '{key}' ('{}' is not a valid {}). Please \
                     check the User.{} attribute and make sure that its value corresponds to the comparison operator.",
                    attribute.to_text(),
                    condition.operand().expected(),
                    condition.attribute(),
                ),
            ),
            // The setting is wrong, not the user: the same event as for other failures.
            Obstacle::ComparisonInvalid { .. } => self.warn(
                event::EVALUATION_FAILED,
                subject,
                format_args!("Cannot evaluate condition ({condition}) for setting '{key}' ({obstacle})."),
            ),
        }
    }

    fn options_obstacle(&mut self, key: &str, obstacle: &Obstacle<'_>) {
        if let Obstacle::AttributeMissing { attribute } = obstacle {
            self.warn_missing(format_args!("% options"), key, key, attribute);
        }
    }

    fn converted(&mut self, key: &str, condition: &UserCondition, attribute: &Attribute) {
        self.warn(
            event::ATTRIBUTE_CONVERTED,
            (key, address(condition)),
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

/// Tells conditions of a flag apart without looking into them.
fn address(condition: &UserCondition) -> usize {
    ptr::from_ref(condition).addr()
}
