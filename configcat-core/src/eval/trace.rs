//! Observers of an evaluation.

use super::Obstacle;
use crate::{Attribute, UserCondition, error::event};

/// What an evaluation tells about itself. All methods do nothing unless an observer wants to know.
pub(crate) trait Trace {
    /// The setting has rules or options, but there is no user to apply them to.
    fn user_missing(&mut self) {}

    /// A condition cannot be evaluated, so that its rule is skipped.
    fn obstacle(&mut self, _condition: &UserCondition, _obstacle: Obstacle<'_>) {}

    /// A text comparator works on an attribute that is not text.
    fn converted(&mut self, _condition: &UserCondition, _attribute: &Attribute) {}
}

/// Nobody listens.
impl Trace for () {}

/// Logs what the application should mend: warnings 3001, 3003, 3004 and 3005.
#[derive(Debug)]
pub(crate) struct LogTrace<'a> {
    pub(crate) key: &'a str,
}

impl Trace for LogTrace<'_> {
    fn user_missing(&mut self) {
        tracing::warn!(
            event_id = event::USER_MISSING,
            "cannot evaluate the targeting rules and percentage options of flag `{}`: no user was given",
            self.key,
        );
    }

    fn obstacle(&mut self, condition: &UserCondition, obstacle: Obstacle<'_>) {
        let event_id = match obstacle {
            Obstacle::AttributeMissing => event::ATTRIBUTE_MISSING,
            Obstacle::AttributeInvalid { .. } => event::ATTRIBUTE_INVALID,
            // Not the user's fault: the same as any other setting that is not as it should be.
            Obstacle::ComparisonInvalid(_) => event::EVALUATION_FAILED,
        };
        tracing::warn!(event_id, "skipped a rule of flag `{}`, `{condition}`: {obstacle}", self.key);
    }

    fn converted(&mut self, condition: &UserCondition, attribute: &Attribute) {
        tracing::warn!(
            event_id = event::ATTRIBUTE_CONVERTED,
            "`{condition}` of flag `{}` compares text, but the attribute is not text; using `{}`",
            self.key,
            attribute.to_text(),
        );
    }
}
