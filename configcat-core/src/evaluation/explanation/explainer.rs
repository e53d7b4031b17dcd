//! [`Explainer`]: the trace that builds an [`Explanation`].

use std::fmt::{self, Write as _};

use crate::{
    config::{
        Condition, Config, PrerequisiteCondition, SegmentCondition, Setting, TargetingRule, UserCondition,
    },
    evaluation::{
        evaluator::{Evaluation, evaluate},
        explanation::tree::{
            ConditionExplanation, ConditionOutcome, Explanation, FlagExplanation, Nested, OptionsExplanation,
            RuleExplanation, RuleOutcome, SelectedOption,
        },
        failure::Failure,
        obstacle::Obstacle,
        percentage::Dealt,
        trace::{RuleEnd, Trace},
    },
    log::{LogLevel, Logger, event},
    users::User,
    values::{Text, Value},
};

/// The evaluation log of a setting for a user, built when it is formatted. Evaluation is pure, so evaluating again
/// gives the same result.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Explained<'a> {
    pub(crate) config: &'a Config,
    pub(crate) setting: &'a Setting,
    pub(crate) user: Option<&'a User>,
}

impl Explained<'_> {
    #[cold]
    pub(crate) fn log(&self, logger: &Logger) {
        logger.log(LogLevel::Info, event::EVALUATION, format_args!("{self}"));
    }
}

impl fmt::Display for Explained<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { config, setting, user } = *self;
        let mut explainer = Explainer::new(setting.key(), user);
        let evaluated = evaluate(config, setting, user, &mut explainer);
        explainer.finish(evaluated.as_ref()).fmt(f)
    }
}

/// Builds an explanation while a flag is evaluated.
#[derive(Debug)]
pub(crate) struct Explainer {
    key: Text,
    user: Option<User>,
    /// The flags and segments that are being evaluated. The first is the flag that is explained.
    stack: Vec<Level>,
    /// The steps of the segment or prerequisite flag that ended last, for the condition that ends next.
    nested: Option<Nested>,
    missing_attributes: Vec<Text>,
}

/// A flag or a segment that is being evaluated.
#[derive(Debug)]
enum Level {
    Flag { key: Text, flag: FlagExplanation, rule_is_open: bool },
    Segment { name: Text, conditions: Vec<ConditionExplanation> },
}

impl Explainer {
    pub(crate) fn new(key: &str, user: Option<&User>) -> Self {
        let key = Text::from(key);
        let stack = vec![Level::flag(key.clone())];
        Self { key, user: user.cloned(), stack, nested: None, missing_attributes: Vec::new() }
    }

    /// The explanation of an evaluation that has ended.
    pub(crate) fn finish(mut self, evaluated: Result<&Evaluation<'_>, &Failure<'_>>) -> Explanation {
        let flag = match self.stack.pop() {
            Some(Level::Flag { flag, .. }) => flag,
            Some(Level::Segment { .. }) | None => FlagExplanation::default(),
        };
        let Self { key, user, missing_attributes, .. } = self;
        let error = evaluated.err().map(|failure| failure.to_error(&key));
        let served = evaluated.ok().map(|evaluation| evaluation.served);
        let value = served.map(|served| served.value().clone());
        let variation_id = served.and_then(|served| served.variation_id().cloned());
        Explanation { key, user, flag, value, variation_id, missing_attributes, error }
    }

    fn push(&mut self, condition: ConditionExplanation) {
        match self.stack.last_mut() {
            Some(Level::Segment { conditions, .. }) => conditions.push(condition),
            Some(Level::Flag { flag, .. }) => {
                if let Some(rule) = flag.targeting_rules.last_mut() {
                    rule.conditions.push(condition);
                }
            }
            None => {}
        }
    }

    /// Notes the attribute that an obstacle asks for. Without a user, all are missing.
    fn note_missing(&mut self, asked_for: &str, obstacle: &Obstacle<'_>) {
        let is_missing = matches!(obstacle, Obstacle::UserMissing | Obstacle::AttributeMissing { .. });
        if is_missing && !self.missing_attributes.iter().any(|other| *other == asked_for) {
            self.missing_attributes.push(asked_for.into());
        }
    }

    /// The flag that is being evaluated; `None` inside a segment.
    fn flag(&mut self) -> Option<(&mut FlagExplanation, &mut bool)> {
        match self.stack.last_mut() {
            Some(Level::Flag { flag, rule_is_open, .. }) => Some((flag, rule_is_open)),
            Some(Level::Segment { .. }) | None => None,
        }
    }
}

impl Level {
    fn flag(key: Text) -> Self {
        Self::Flag { key, flag: FlagExplanation::default(), rule_is_open: false }
    }
}

impl Trace for Explainer {
    fn rule_begins(&mut self, rule: &TargetingRule) {
        if let Some((flag, rule_is_open)) = self.flag() {
            *rule_is_open = true;
            flag.targeting_rules.push(RuleExplanation {
                conditions: Vec::with_capacity(rule.conditions().len()),
                skipped_conditions: false,
                then: text_of(rule.then()),
                outcome: None,
                percentage_options: None,
            });
        }
    }

    fn condition(&mut self, condition: &Condition, holds: Option<Result<bool, &Obstacle<'_>>>) {
        if let (Condition::User(asked), Some(Err(obstacle))) = (condition, &holds) {
            self.note_missing(asked.attribute(), obstacle);
        }
        let nested = self.nested.take();
        let outcome = holds.map_or(ConditionOutcome::Failed, ConditionOutcome::of);
        self.push(ConditionExplanation { condition: text_of(condition), nested, outcome });
    }

    fn segment_begins(&mut self, condition: &SegmentCondition) {
        let name = condition.segment().name().clone();
        self.stack.push(Level::Segment { name, conditions: Vec::new() });
    }

    fn segment_condition(&mut self, condition: &UserCondition, holds: Result<bool, &Obstacle<'_>>) {
        if let Err(obstacle) = &holds {
            self.note_missing(condition.attribute(), obstacle);
        }
        let outcome = ConditionOutcome::of(holds);
        self.push(ConditionExplanation { condition: text_of(condition), nested: None, outcome });
    }

    fn segment_ends(&mut self, is_in: Result<bool, &Obstacle<'_>>) {
        if let Some(Level::Segment { name, conditions }) = self.stack.pop() {
            let outcome = ConditionOutcome::of(is_in);
            self.nested = Some(Nested::Segment { name, conditions, outcome });
        }
    }

    fn prerequisite_begins(&mut self, condition: &PrerequisiteCondition) {
        self.stack.push(Level::flag(condition.key().clone()));
    }

    fn prerequisite_ends(&mut self, value: Option<&Value>) {
        if let Some(Level::Flag { key, flag, .. }) = self.stack.pop() {
            self.nested = Some(Nested::PrerequisiteFlag { key, flag, value: value.cloned() });
        }
    }

    fn rule_ends(&mut self, rule: &TargetingRule, end: RuleEnd<'_>) {
        let Some((flag, rule_is_open)) = self.flag() else { return };
        let Some(explained) = flag.targeting_rules.last_mut() else { return };
        *rule_is_open = matches!(end, RuleEnd::Match);
        explained.skipped_conditions = explained.conditions.len() < rule.conditions().len();
        explained.outcome = match end {
            RuleEnd::Match => Some(RuleOutcome::Match),
            RuleEnd::NoMatch => Some(RuleOutcome::NoMatch),
            RuleEnd::Skipped(obstacle) => Some(RuleOutcome::CannotEvaluate(obstacle.to_string())),
            RuleEnd::Failed => None,
        };
    }

    fn rules_end(&mut self) {
        if let Some((_, rule_is_open)) = self.flag() {
            *rule_is_open = false;
        }
    }

    fn options(&mut self, setting: &Setting, dealt: Result<&Dealt<'_>, &Obstacle<'_>>) {
        if let Err(obstacle) = &dealt {
            self.note_missing(setting.percentage_attribute(), obstacle);
        }
        let options = match dealt {
            Err(obstacle) => OptionsExplanation::Skipped(obstacle.to_string()),
            Ok(Dealt { bucket, option }) => OptionsExplanation::Dealt {
                attribute: setting.percentage_attribute().to_owned(),
                bucket: *bucket,
                option: option.map(|(index, option)| SelectedOption {
                    number: index + 1,
                    percentage: option.percentage(),
                    value: option.served().value().clone(),
                }),
            },
        };
        let Some((flag, rule_is_open)) = self.flag() else { return };
        match flag.targeting_rules.last_mut() {
            Some(rule) if *rule_is_open => rule.percentage_options = Some(options),
            _ => flag.percentage_options = Some(options),
        }
    }
}

/// The text of a part of a rule. Allocates once for most texts, instead of growing the string.
fn text_of(part: &impl fmt::Display) -> String {
    let mut text = String::with_capacity(128);
    // Writing to a string cannot fail.
    let _ = write!(text, "{part}");
    text
}
