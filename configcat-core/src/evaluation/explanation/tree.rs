//! [`Explanation`]: how a flag was evaluated, step by step, as data.

use serde::{Serialize, Serializer};

use crate::{
    evaluation::error::EvaluationError,
    users::User,
    values::{Text, Value},
};

/// How a flag was evaluated: every rule, condition, segment, prerequisite flag and percentage option that was looked at,
/// with its outcome.
///
/// [`Display`](std::fmt::Display) gives the text of ConfigCat's evaluation logs, [`Serialize`] the tree. Made by
/// [`Snapshot::explain`](crate::Snapshot::explain).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The key of the flag.
    pub key: Text,
    /// The user that it was evaluated for.
    pub user: Option<User>,
    /// What was looked at.
    pub flag: FlagExplanation,
    /// The value, `None` if the flag cannot be evaluated.
    pub value: Option<Value>,
    /// The variation id of the value.
    pub variation_id: Option<Text>,
    /// Why the flag cannot be evaluated.
    #[serde(serialize_with = "serialize_error")]
    pub error: Option<EvaluationError>,
}

/// What was looked at to evaluate a flag.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct FlagExplanation {
    /// The targeting rules, up to the one that decided.
    pub targeting_rules: Vec<RuleExplanation>,
    /// The percentage options, if no rule decided.
    pub percentage_options: Option<OptionsExplanation>,
}

/// What became of a targeting rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleExplanation {
    /// The conditions, up to the one that decided.
    pub conditions: Vec<ConditionExplanation>,
    /// Whether there are more conditions, which did not have to be looked at.
    pub skipped_conditions: bool,
    /// What the rule leads to: `'value'`, or `% options`.
    pub then: String,
    /// The outcome; `None` if the evaluation failed before there was one.
    pub outcome: Option<RuleOutcome>,
    /// The percentage options of the rule, if it matched and has any.
    pub percentage_options: Option<OptionsExplanation>,
}

/// The outcome of a targeting rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RuleOutcome {
    /// All conditions hold.
    Match,
    /// A condition does not hold.
    NoMatch,
    /// A condition cannot be evaluated, for this reason: the rule is skipped.
    CannotEvaluate(String),
}

/// What became of a condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ConditionExplanation {
    /// The condition in words.
    pub condition: String,
    /// What was looked at for it, if it is not about an attribute.
    pub nested: Option<Nested>,
    /// Whether it holds.
    pub outcome: ConditionOutcome,
}

/// The outcome of a condition. Serialized, it is `true`, `false`, `{"cannot_evaluate": reason}` or `null`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConditionOutcome {
    /// The condition holds.
    True,
    /// The condition does not hold.
    False,
    /// The condition cannot be evaluated, for this reason.
    CannotEvaluate(String),
    /// The evaluation of the flag failed before there was an outcome.
    Failed,
}

impl ConditionOutcome {
    pub(super) fn of(holds: Result<bool, impl ToString>) -> Self {
        match holds {
            Ok(true) => Self::True,
            Ok(false) => Self::False,
            Err(obstacle) => Self::CannotEvaluate(obstacle.to_string()),
        }
    }
}

impl Serialize for ConditionOutcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::True => serializer.serialize_bool(true),
            Self::False => serializer.serialize_bool(false),
            Self::CannotEvaluate(reason) => RuleOutcome::CannotEvaluate(reason.clone()).serialize(serializer),
            Self::Failed => serializer.serialize_none(),
        }
    }
}

/// What a condition on a segment or on a prerequisite flag looks at.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Nested {
    /// A segment.
    Segment {
        /// Its name.
        name: Text,
        /// Its conditions, up to the one that decided.
        conditions: Vec<ConditionExplanation>,
        /// Whether the user is in it.
        outcome: ConditionOutcome,
    },
    /// A prerequisite flag.
    PrerequisiteFlag {
        /// Its key.
        key: Text,
        /// What was looked at.
        flag: FlagExplanation,
        /// Its value; `None` if it cannot be evaluated.
        value: Option<Value>,
    },
}

/// What became of percentage options.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OptionsExplanation {
    /// They do not apply, for this reason.
    Skipped(String),
    /// The user was dealt out.
    Dealt {
        /// The attribute that users are dealt out by.
        attribute: String,
        /// The bucket of the user, 0 to 99.
        bucket: u8,
        /// The option that the user falls into, if any.
        option: Option<SelectedOption>,
    },
}

/// A percentage option that a user falls into.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SelectedOption {
    /// Its number, from 1.
    pub number: usize,
    /// Its share in percent.
    pub percentage: f64,
    /// What it serves.
    pub value: Value,
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn serialize_error<S: Serializer>(error: &Option<EvaluationError>, serializer: S) -> Result<S::Ok, S::Error> {
    error.as_ref().map(ToString::to_string).serialize(serializer)
}
