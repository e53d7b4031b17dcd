//! [`Explanation`]: how a flag was evaluated, step by step, as data and as text.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{Attribute, EvaluationError, Text, User, Value};

/// How a flag was evaluated: every rule, condition, segment, prerequisite flag and percentage option that was looked at,
/// with its outcome.
///
/// [`Display`](fmt::Display) gives the text of ConfigCat's evaluation logs, [`Serialize`] the tree. Made by
/// [`Snapshot::explain`](crate::Snapshot::explain).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The key of the flag.
    pub key: Text,
    /// The user that it was evaluated for.
    #[serde(serialize_with = "serialize_user")]
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
    /// Whether it holds, or why it cannot be evaluated; `None` if the evaluation failed before there was an outcome.
    pub outcome: Option<Result<bool, String>>,
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
        /// Whether the user is in it, or why that cannot be told.
        outcome: Result<bool, String>,
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

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Evaluating '{}'", self.key)?;
        if let Some(user) = &self.user {
            write!(f, " for User '{}'", serde_json::to_string(&Attributes(user)).unwrap_or_default())?;
        }
        let lines = Lines(1);
        lines.flag(&self.flag, f)?;
        match (&self.value, &self.error) {
            (Some(value), _) => lines.line(f, format_args!("Returning '{value}'.")),
            (None, Some(error)) => lines.line(f, format_args!("Returning the default value: {error}.")),
            (None, None) => lines.line(f, format_args!("Returning the default value.")),
        }
    }
}

/// Writes the lines of an evaluation log at a depth of indentation.
#[derive(Clone, Copy)]
struct Lines(usize);

impl Lines {
    fn line(self, f: &mut fmt::Formatter<'_>, line: fmt::Arguments<'_>) -> fmt::Result {
        write!(f, "\n{:indent$}{line}", "", indent = 2 * self.0)
    }

    fn deeper(self) -> Self {
        Self(self.0 + 1)
    }

    fn flag(self, flag: &FlagExplanation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !flag.targeting_rules.is_empty() {
            self.line(f, format_args!("Evaluating targeting rules and applying the first match if any:"))?;
        }
        for rule in &flag.targeting_rules {
            self.rule(rule, f)?;
        }
        flag.percentage_options.iter().try_for_each(|options| self.options(options, f))
    }

    fn rule(self, rule: &RuleExplanation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = self.deeper();
        let only = match rule.conditions.as_slice() {
            [only] if !rule.skipped_conditions => Some(only),
            _ => None,
        };
        // A rule with nothing but one plain condition fits on a line.
        let on_one_line = only.is_some_and(|condition| condition.nested.is_none());
        for (index, condition) in rule.conditions.iter().enumerate() {
            let text = &condition.condition;
            if index == 0 {
                self.line(f, format_args!("- IF {text}"))?;
            } else {
                inner.line(f, format_args!("AND {text}"))?;
            }
            condition.nested.iter().try_for_each(|nested| inner.nested(condition, nested, f))?;
            if only.is_none() {
                write_outcome(condition, f)?;
            }
        }
        if rule.conditions.is_empty() {
            self.line(f, format_args!("- THEN {}", rule.then))?;
        } else if on_one_line {
            write!(f, " THEN {}", rule.then)?;
        } else {
            inner.line(f, format_args!("THEN {}", rule.then))?;
        }
        match &rule.outcome {
            Some(RuleOutcome::Match) => f.write_str(" => MATCH, applying rule")?,
            Some(RuleOutcome::NoMatch) => f.write_str(" => no match")?,
            Some(RuleOutcome::CannotEvaluate(reason)) => {
                write!(f, " => cannot evaluate, {reason}")?;
                inner.ignored(f)?;
            }
            None => {}
        }
        match &rule.percentage_options {
            Some(options @ OptionsExplanation::Skipped(_)) => {
                inner.options(options, f)?;
                inner.ignored(f)
            }
            Some(options) => inner.options(options, f),
            None => Ok(()),
        }
    }

    fn ignored(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.line(
            f,
            format_args!(
                "The current targeting rule is ignored and the evaluation continues with the next rule."
            ),
        )
    }

    fn nested(
        self,
        condition: &ConditionExplanation,
        nested: &Nested,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        self.line(f, format_args!("("))?;
        let inner = self.deeper();
        match nested {
            Nested::Segment { name, conditions, outcome } => {
                inner.line(f, format_args!("Evaluating segment '{name}':"))?;
                inner.segment(conditions, outcome, f)?;
            }
            Nested::PrerequisiteFlag { key, flag, value } => {
                inner.line(f, format_args!("Evaluating prerequisite flag '{key}':"))?;
                inner.flag(flag, f)?;
                if let Some(value) = value {
                    inner.line(f, format_args!("Prerequisite flag evaluation result: '{value}'."))?;
                }
            }
        }
        let text = &condition.condition;
        match &condition.outcome {
            Some(Ok(holds)) => inner.line(f, format_args!("Condition ({text}) evaluates to {holds}."))?,
            Some(Err(_)) | None => inner.line(f, format_args!("Condition ({text}) failed to evaluate."))?,
        }
        self.line(f, format_args!(")"))
    }

    fn segment(
        self,
        conditions: &[ConditionExplanation],
        outcome: &Result<bool, String>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        for (index, condition) in conditions.iter().enumerate() {
            let text = &condition.condition;
            if index == 0 {
                self.line(f, format_args!("- IF {text}"))?;
            } else {
                self.deeper().line(f, format_args!("AND {text}"))?;
            }
            write_outcome(condition, f)?;
        }
        match outcome {
            Ok(is_in) => {
                let not = if *is_in { "" } else { "NOT " };
                self.line(f, format_args!("Segment evaluation result: User IS {not}IN SEGMENT."))
            }
            Err(reason) => {
                self.line(f, format_args!("Segment evaluation result: cannot evaluate, {reason}."))
            }
        }
    }

    fn options(self, options: &OptionsExplanation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (attribute, bucket, option) = match options {
            OptionsExplanation::Skipped(reason) => {
                return self.line(f, format_args!("Skipping % options because {}.", in_sentence(reason)));
            }
            OptionsExplanation::Dealt { attribute, bucket, option } => (attribute, bucket, option),
        };
        self.line(f, format_args!("Evaluating % options based on the User.{attribute} attribute:"))?;
        self.line(
            f,
            format_args!(
                "- Computing hash in the [0..99] range from User.{attribute} => {bucket} (this value is sticky and \
                 consistent across all SDKs)"
            ),
        )?;
        match option {
            Some(SelectedOption { number, percentage, value }) => self.line(
                f,
                format_args!("- Hash value {bucket} selects % option {number} ({percentage}%), '{value}'."),
            ),
            None => self.line(f, format_args!("- Hash value {bucket} selects no % option.")),
        }
    }
}

fn write_outcome(condition: &ConditionExplanation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &condition.outcome {
        Some(Ok(true)) => f.write_str(" => true"),
        Some(Ok(false) | Err(_)) => f.write_str(" => false, skipping the remaining AND conditions"),
        None => Ok(()),
    }
}

/// A reason as a part of a sentence.
fn in_sentence(reason: &str) -> String {
    match reason.strip_prefix("User Object") {
        Some(rest) => format!("the User Object{rest}"),
        None => reason.to_owned(),
    }
}

/// The attributes of a user by name, as JSON.
struct Attributes<'a>(&'a User);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, attribute) in self.0.attributes() {
            match attribute {
                Attribute::Text(text) => map.serialize_entry(name, text)?,
                Attribute::Int(number) => map.serialize_entry(name, number)?,
                Attribute::Float(number) | Attribute::Date(number) => map.serialize_entry(name, number)?,
                Attribute::List(items) => map.serialize_entry(name, items)?,
            }
        }
        map.end()
    }
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn serialize_user<S: Serializer>(user: &Option<User>, serializer: S) -> Result<S::Ok, S::Error> {
    user.as_ref().map(Attributes).serialize(serializer)
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn serialize_error<S: Serializer>(error: &Option<EvaluationError>, serializer: S) -> Result<S::Ok, S::Error> {
    error.as_ref().map(ToString::to_string).serialize(serializer)
}
