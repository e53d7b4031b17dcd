//! [`Warnings`]: the trace that logs obstacles.

use std::fmt;

use crate::{
    config::UserCondition,
    evaluation::{obstacle::Obstacle, trace::Trace},
    log::{LogLevel, Logger, event},
    users::Attribute,
};

const USER_DOCS: &str = "https://configcat.com/docs/advanced/user-object/";

/// How a flag was asked for: by its key, or by a [`Flag`](crate::Flag) as accessors do. The remedies are worded for it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked {
    ByKey,
    ByFlag,
}

/// Logs the warnings 3001, 3003, 3004 and 3005, and 1002 for invalid comparison values.
#[derive(Debug)]
pub(crate) struct Warnings<'a> {
    logger: &'a Logger,
    asked: Asked,
}

impl<'a> Warnings<'a> {
    pub(crate) fn new(logger: &'a Logger, asked: Asked) -> Self {
        Self { logger, asked }
    }

    fn warn(&self, event_id: u16, message: fmt::Arguments<'_>) {
        self.logger.log(LogLevel::Warning, event_id, message);
    }

    /// Warns that a condition or percentage options need a missing attribute.
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

/// The warnings have exactly the wording of other ConfigCat SDKs, but for methods that only this one has.
impl Trace for Warnings<'_> {
    fn user_missing(&mut self, key: &str) {
        let remedy = match self.asked {
            Asked::ByKey => {
                "pass a User Object to the evaluation methods like `get_value()`/`get_value_details()`"
            }
            Asked::ByFlag => "read the flag for a user, or set a default user,",
        };
        self.warn(
            event::USER_MISSING,
            format_args!(
                "Cannot evaluate targeting rules and % options for setting '{key}' (User Object is missing). You \
                 should {remedy} in order to make targeting work properly. Read more: {USER_DOCS}",
            ),
        );
    }

    fn obstacle(&mut self, key: &str, condition: &UserCondition, obstacle: &Obstacle<'_>) {
        match obstacle {
            // `user_missing` warns, once per flag.
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
            // The setting is wrong, not the user: the same event as for other failures.
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
