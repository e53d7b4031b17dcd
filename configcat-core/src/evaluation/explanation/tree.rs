//! [`Explanation`] and its parts: the steps of an evaluation as data.

use serde::{Serialize, Serializer};

use crate::{
    evaluation::error::EvaluationError,
    users::User,
    values::{Text, Value},
};

/// How a flag was evaluated: every targeting rule, condition, segment, prerequisite flag and percentage option that the
/// evaluation reached, with its outcome.
///
/// [`Display`](std::fmt::Display) writes the text of ConfigCat's evaluation logs, [`Serialize`] the tree. Returned by
/// [`Snapshot::explain`](crate::Snapshot::explain).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The key of the flag.
    pub key: Text,
    /// The user that the flag was evaluated for, which can be the default user.
    pub user: Option<User>,
    /// The steps of the evaluation.
    pub flag: FlagExplanation,
    /// The served value; `None` if the flag cannot be evaluated.
    pub value: Option<Value>,
    /// The variation id of the value; `None` if the document has none.
    pub variation_id: Option<Text>,
    /// The attributes that the evaluation asked for, and that the user does not have, in the order of the evaluation. Rules
    /// are skipped for want of them: a misspelt name is found here.
    ///
    /// ```
    /// use configcat_core::{Config, Snapshot, User};
    ///
    /// let snapshot = Snapshot::from(Config::parse(r#"{"f": {"beta": {"t": 0, "v": false, "r": [
    ///     {"a": "plan", "t": 2, "c": "pro", "v": true}
    /// ]}}}"#)?);
    /// let explanation = snapshot.explain("beta", &User::new("1").custom("Plan", "pro"));
    /// assert_eq!(explanation.missing_attributes, ["plan"]);
    /// # Ok::<(), configcat_core::ParseError>(())
    /// ```
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing_attributes: Vec<Text>,
    /// Why the flag cannot be evaluated. Serialized, it is the message.
    #[serde(serialize_with = "serialize_error")]
    pub error: Option<EvaluationError>,
}

/// The steps of the evaluation of one flag.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct FlagExplanation {
    /// The targeting rules, up to and including the one that decided.
    pub targeting_rules: Vec<RuleExplanation>,
    /// The percentage options of the setting, if no rule decided and the setting has any.
    pub percentage_options: Option<OptionsExplanation>,
}

/// The steps of the evaluation of a targeting rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleExplanation {
    /// The conditions, up to and including the one that decided.
    pub conditions: Vec<ConditionExplanation>,
    /// Whether the rule has more conditions, which were not evaluated.
    pub skipped_conditions: bool,
    /// What the rule serves if it matches: the value in quotes, such as `'true'`, or `% options`.
    pub then: String,
    /// The outcome; `None` if the evaluation of the flag failed in this rule.
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
    /// A condition cannot be evaluated, for this reason. The rule is skipped.
    CannotEvaluate(String),
}

/// The steps of the evaluation of a condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ConditionExplanation {
    /// The condition as ConfigCat's evaluation logs write it.
    pub condition: String,
    /// The steps of its segment or prerequisite flag; `None` for a user condition, or if there were no steps.
    pub nested: Option<Nested>,
    /// The outcome.
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
    /// The evaluation of the flag failed in this condition.
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

/// The steps of a segment condition or a prerequisite flag condition.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Nested {
    /// A segment.
    #[non_exhaustive]
    Segment {
        /// The name of the segment.
        name: Text,
        /// The conditions of the segment, up to and including the one that decided.
        conditions: Vec<ConditionExplanation>,
        /// Whether the user is in the segment.
        outcome: ConditionOutcome,
    },
    /// A prerequisite flag.
    #[non_exhaustive]
    PrerequisiteFlag {
        /// The key of the flag.
        key: Text,
        /// The steps of its evaluation.
        flag: FlagExplanation,
        /// The served value; `None` if the flag cannot be evaluated.
        value: Option<Value>,
    },
}

/// The steps of the evaluation of percentage options.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OptionsExplanation {
    /// The options cannot be evaluated, for this reason.
    Skipped(String),
    /// The user was assigned to a bucket.
    #[non_exhaustive]
    Dealt {
        /// The name of the attribute that the bucket was calculated from.
        attribute: String,
        /// The bucket of the user, 0 to 99.
        bucket: u8,
        /// The option that covers the bucket; `None` if no option does.
        option: Option<SelectedOption>,
    },
}

/// The percentage option that covers the bucket of a user.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SelectedOption {
    /// The number of the option in its list, from 1.
    pub number: usize,
    /// The share of the option in percent.
    pub percentage: f64,
    /// The served value.
    pub value: Value,
}

#[expect(clippy::ref_option, reason = "serde prescribes the signature")]
fn serialize_error<S: Serializer>(error: &Option<EvaluationError>, serializer: S) -> Result<S::Ok, S::Error> {
    error.as_ref().map(ToString::to_string).serialize(serializer)
}
