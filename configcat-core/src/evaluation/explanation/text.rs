//! Writes an [`Explanation`] as ConfigCat's evaluation logs do, plain or with colours.

use std::fmt;

use anstyle::{AnsiColor, Style};

use crate::{
    evaluation::explanation::tree::{
        ConditionExplanation, ConditionOutcome, Explanation, FlagExplanation, Nested, OptionsExplanation,
        RuleExplanation, RuleOutcome, SelectedOption,
    },
    users::LoggedUser,
};

impl Explanation {
    /// The text with ANSI colours: matches are green, mismatches dimmed, skipped rules and options yellow, and errors
    /// red.
    ///
    /// This does not check whether the output is a terminal. Without the colours, the text is the same as the text of
    /// [`Display`](fmt::Display).
    #[must_use]
    pub fn styled(&self) -> StyledExplanation<'_> {
        StyledExplanation(self)
    }

    fn write(&self, styles: &Styles, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Evaluating '{}'", self.key)?;
        if let Some(user) = &self.user {
            write!(f, " for User '{}'", serde_json::to_string(&LoggedUser(user)).unwrap_or_default())?;
        }
        let lines = Lines { depth: 1, styles };
        lines.flag(&self.flag, f)?;
        let error = styles.error;
        match (&self.value, &self.error) {
            (Some(value), _) => lines.line(f, format_args!("Returning '{value}'.")),
            (None, Some(why)) => {
                lines.line(f, format_args!("{error}Returning the default value: {why}.{error:#}"))
            }
            (None, None) => lines.line(f, format_args!("{error}Returning the default value.{error:#}")),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(&Styles::PLAIN, f)
    }
}

/// The text of an [`Explanation`] with colours. Made by [`Explanation::styled`].
#[derive(Debug, Clone, Copy)]
pub struct StyledExplanation<'a>(&'a Explanation);

impl fmt::Display for StyledExplanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(&Styles::COLOURED, f)
    }
}

/// The styles of the outcomes.
struct Styles {
    holds: Style,
    holds_not: Style,
    obstacle: Style,
    error: Style,
}

impl Styles {
    const PLAIN: Self =
        Self { holds: Style::new(), holds_not: Style::new(), obstacle: Style::new(), error: Style::new() };

    const COLOURED: Self = Self {
        holds: AnsiColor::Green.on_default(),
        holds_not: Style::new().dimmed(),
        obstacle: AnsiColor::Yellow.on_default(),
        error: AnsiColor::Red.on_default(),
    };

    fn of(&self, outcome: &ConditionOutcome) -> Style {
        match outcome {
            ConditionOutcome::True => self.holds,
            ConditionOutcome::False => self.holds_not,
            ConditionOutcome::CannotEvaluate(_) => self.obstacle,
            ConditionOutcome::Failed => self.error,
        }
    }
}

/// Writes the lines of an evaluation log with an indentation of two spaces per level.
#[derive(Clone, Copy)]
struct Lines<'s> {
    depth: usize,
    styles: &'s Styles,
}

impl Lines<'_> {
    fn line(self, f: &mut fmt::Formatter<'_>, line: fmt::Arguments<'_>) -> fmt::Result {
        write!(f, "\n{:indent$}{line}", "", indent = 2 * self.depth)
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
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
        // A rule with a single condition without nested steps is written on one line.
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
                self.condition_outcome(condition, f)?;
            }
        }
        if rule.conditions.is_empty() {
            self.line(f, format_args!("- THEN {}", rule.then))?;
        } else if on_one_line {
            write!(f, " THEN {}", rule.then)?;
        } else {
            inner.line(f, format_args!("THEN {}", rule.then))?;
        }
        let Styles { holds, holds_not, obstacle, error } = self.styles;
        match &rule.outcome {
            Some(RuleOutcome::Match) => write!(f, "{holds} => MATCH, applying rule{holds:#}")?,
            Some(RuleOutcome::NoMatch) => write!(f, "{holds_not} => no match{holds_not:#}")?,
            Some(RuleOutcome::CannotEvaluate(reason)) => {
                write!(f, "{obstacle} => cannot evaluate, {reason}{obstacle:#}")?;
                inner.ignored(f)?;
            }
            None => write!(f, "{error} => failed to evaluate{error:#}")?,
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
        let style = self.styles.of(&condition.outcome);
        let result = match &condition.outcome {
            ConditionOutcome::True => "evaluates to true",
            ConditionOutcome::False => "evaluates to false",
            ConditionOutcome::CannotEvaluate(_) | ConditionOutcome::Failed => "failed to evaluate",
        };
        inner.line(f, format_args!("Condition ({text}) {style}{result}{style:#}."))?;
        self.line(f, format_args!(")"))
    }

    fn segment(
        self,
        conditions: &[ConditionExplanation],
        outcome: &ConditionOutcome,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        for (index, condition) in conditions.iter().enumerate() {
            let text = &condition.condition;
            if index == 0 {
                self.line(f, format_args!("- IF {text}"))?;
            } else {
                self.deeper().line(f, format_args!("AND {text}"))?;
            }
            self.condition_outcome(condition, f)?;
        }
        let style = self.styles.of(outcome);
        let result = match outcome {
            ConditionOutcome::True => "User IS IN SEGMENT",
            ConditionOutcome::False => "User IS NOT IN SEGMENT",
            ConditionOutcome::CannotEvaluate(reason) => &format!("cannot evaluate, {reason}"),
            ConditionOutcome::Failed => "failed to evaluate",
        };
        self.line(f, format_args!("Segment evaluation result: {style}{result}{style:#}."))
    }

    fn condition_outcome(self, condition: &ConditionExplanation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = self.styles.of(&condition.outcome);
        match &condition.outcome {
            ConditionOutcome::True => write!(f, "{style} => true{style:#}"),
            ConditionOutcome::False | ConditionOutcome::CannotEvaluate(_) => {
                write!(f, "{style} => false, skipping the remaining AND conditions{style:#}")
            }
            // The line of the rule says that the evaluation failed.
            ConditionOutcome::Failed => Ok(()),
        }
    }

    fn options(self, options: &OptionsExplanation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (attribute, bucket, option) = match options {
            OptionsExplanation::Skipped(reason) => {
                let obstacle = self.styles.obstacle;
                let reason = in_sentence(reason);
                return self
                    .line(f, format_args!("{obstacle}Skipping % options because {reason}.{obstacle:#}"));
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

/// A reason in the middle of a sentence.
fn in_sentence(reason: &str) -> String {
    match reason.strip_prefix("User Object") {
        Some(rest) => format!("the User Object{rest}"),
        None => reason.to_owned(),
    }
}
