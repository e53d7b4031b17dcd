//! [`evaluate()`]: which value a setting serves to a user. Pure and synchronous; it logs nothing, and reports to a
//! [`Trace`] each step.

use std::{cell::Cell, iter, ptr};

use crate::{
    config::{
        Condition, Config, PercentageOptions, PrerequisiteCondition, SegmentCondition, ServedValue, Setting,
        SettingSlot, TargetingRule, Then, UserCondition,
    },
    evaluation::{
        comparison,
        failure::Failure,
        obstacle::Obstacle,
        percentage::{Dealt, deal},
        trace::{RuleEnd, Trace},
    },
    users::{Attribute, User},
    values::Text,
};

/// The served value, borrowed from the config, and the indexes of the rule and the option that decided. With a rule,
/// the option is an option of this rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evaluation<'c> {
    pub(crate) served: &'c ServedValue,
    pub(crate) rule: Option<usize>,
    pub(crate) option: Option<usize>,
}

/// Evaluates a setting: the first targeting rule that matches decides, then the percentage options, then the value for
/// everyone.
#[inline]
pub(crate) fn evaluate<'c, T: Trace>(
    config: &'c Config,
    setting: &'c Setting,
    user: Option<&User>,
    trace: &mut T,
) -> Result<Evaluation<'c>, Failure<'c>> {
    match plain(setting) {
        Some(served) => Ok(Evaluation { served, rule: None, option: None }),
        None => evaluate_targeting(config, setting, user, trace),
    }
}

/// The served value of a setting without targeting rules and percentage options; `None` if it has any.
#[inline]
pub(crate) fn plain(setting: &Setting) -> Option<&ServedValue> {
    let is_targeted = !setting.targeting_rules().is_empty() || !setting.percentage_options().is_empty();
    (!is_targeted).then(|| setting.served())
}

#[inline(never)]
fn evaluate_targeting<'c, T: Trace>(
    config: &'c Config,
    setting: &'c Setting,
    user: Option<&User>,
    trace: &mut T,
) -> Result<Evaluation<'c>, Failure<'c>> {
    let mut evaluator = Evaluator { config, user, trace, prerequisites: 0 };
    evaluator.flag(setting, &Frame { setting, parent: None, depth: 0, user_missing_traced: Cell::new(false) })
}

/// The state of one evaluation, including all prerequisite flags.
struct Evaluator<'e, 'c, T> {
    config: &'c Config,
    user: Option<&'e User>,
    trace: &'e mut T,
    /// The number of prerequisite flags evaluated so far.
    prerequisites: usize,
}

/// A flag that is being evaluated, and the flag that has it as a prerequisite.
struct Frame<'f, 'c> {
    setting: &'c Setting,
    parent: Option<&'f Frame<'f, 'c>>,
    depth: usize,
    /// The trace hears of a missing user once per flag, not once per condition.
    user_missing_traced: Cell<bool>,
}

/// Why the conditions of a rule have no outcome.
enum Stop<'e, 'c> {
    /// The rule is skipped.
    Skip(Obstacle<'e>),
    /// The flag cannot be evaluated.
    Fail(Failure<'c>),
}

impl<'e, 'c: 'e, T: Trace> Evaluator<'e, 'c, T> {
    /// Limits chains of prerequisite flags, and with them the recursion.
    const MAX_DEPTH: usize = 50;
    /// Limits the whole evaluation: if each flag has two conditions on the next one, the work doubles at each level.
    const MAX_PREREQUISITES: usize = 10_000;

    fn flag(&mut self, setting: &'c Setting, frame: &Frame<'_, 'c>) -> Result<Evaluation<'c>, Failure<'c>> {
        for (index, rule) in setting.targeting_rules().iter().enumerate() {
            self.trace.rule_begins(rule);
            match self.conditions(rule, frame) {
                Ok(true) => {}
                Ok(false) => {
                    self.trace.rule_ends(rule, RuleEnd::NoMatch);
                    continue;
                }
                Err(Stop::Skip(obstacle)) => {
                    self.trace.rule_ends(rule, RuleEnd::Skipped(&obstacle));
                    continue;
                }
                Err(Stop::Fail(failure)) => {
                    self.trace.rule_ends(rule, RuleEnd::Failed);
                    return Err(failure);
                }
            }
            self.trace.rule_ends(rule, RuleEnd::Match);
            match rule.then() {
                Then::Value(served) => return Ok(Evaluation { served, rule: Some(index), option: None }),
                Then::Options(options) => {
                    if let Some((option, served)) = self.options(options, frame)? {
                        return Ok(Evaluation { served, rule: Some(index), option: Some(option) });
                    }
                }
            }
        }
        self.trace.rules_end();
        if !setting.percentage_options().is_empty()
            && let Some((option, served)) = self.options(setting.options(), frame)?
        {
            return Ok(Evaluation { served, rule: None, option: Some(option) });
        }
        Ok(Evaluation { served: setting.served(), rule: None, option: None })
    }

    /// Whether all conditions of a rule hold. Stops at the first one that does not.
    fn conditions(&mut self, rule: &'c TargetingRule, frame: &Frame<'_, 'c>) -> Result<bool, Stop<'e, 'c>> {
        for condition in rule.conditions() {
            let holds = match condition {
                Condition::User(condition) => self.user_condition(condition, frame).map_err(Stop::Skip),
                Condition::Segment(condition) => self.segment(condition, frame).map_err(Stop::Skip),
                Condition::Prerequisite(condition) => self.prerequisite(condition, frame).map_err(Stop::Fail),
            };
            let outcome = match &holds {
                Ok(holds) => Some(Ok(*holds)),
                Err(Stop::Skip(obstacle)) => Some(Err(obstacle)),
                Err(Stop::Fail(_)) => None,
            };
            self.trace.condition(condition, outcome);
            if !holds? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    #[inline]
    fn user_condition(
        &mut self,
        condition: &'c UserCondition,
        frame: &Frame<'_, 'c>,
    ) -> Result<bool, Obstacle<'e>> {
        let Some(user) = self.user else {
            self.user_missing(frame);
            return Err(Obstacle::UserMissing);
        };
        let key = frame.setting.key();
        let converted = |attribute: &Attribute| self.trace.converted(key, condition, attribute);
        let holds = match user.present(condition.attribute_name()) {
            Some(given) => comparison::holds(condition, given, converted),
            None => Err(Obstacle::AttributeMissing { attribute: condition.attribute() }),
        };
        if let Err(obstacle) = &holds {
            self.trace.obstacle(key, condition, obstacle);
        }
        holds
    }

    fn segment(
        &mut self,
        condition: &'c SegmentCondition,
        frame: &Frame<'_, 'c>,
    ) -> Result<bool, Obstacle<'e>> {
        if self.user.is_none() {
            self.user_missing(frame);
            return Err(Obstacle::UserMissing);
        }
        self.trace.segment_begins(condition);
        let is_in = self.segment_conditions(condition, frame);
        self.trace.segment_ends(is_in.as_ref().copied());
        Ok(is_in? != condition.comparator().is_negated())
    }

    fn segment_conditions(
        &mut self,
        condition: &'c SegmentCondition,
        frame: &Frame<'_, 'c>,
    ) -> Result<bool, Obstacle<'e>> {
        for condition in condition.segment().conditions() {
            let holds = self.user_condition(condition, frame);
            self.trace.segment_condition(condition, holds.as_ref().copied());
            if !holds? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn prerequisite(
        &mut self,
        condition: &'c PrerequisiteCondition,
        frame: &Frame<'_, 'c>,
    ) -> Result<bool, Failure<'c>> {
        let setting = match self.config.slot(condition.key()) {
            Some(SettingSlot::Valid(setting)) => &**setting,
            Some(SettingSlot::Broken(broken)) => return Err(Failure::Broken(broken)),
            None => return Err(Failure::PrerequisiteMissing(condition)),
        };
        if setting.setting_type() != condition.value().setting_type() {
            return Err(Failure::PrerequisiteType(condition, setting.setting_type()));
        }
        if self.config.has_cycles() && frame.is_evaluating(setting) {
            return Err(Failure::Cycle { path: frame.path_to(setting) });
        }
        self.prerequisites += 1;
        if frame.depth >= Self::MAX_DEPTH || self.prerequisites > Self::MAX_PREREQUISITES {
            return Err(Failure::TooManyPrerequisites);
        }
        self.trace.prerequisite_begins(condition);
        let (depth, user_missing_traced) = (frame.depth + 1, Cell::new(false));
        let evaluated =
            self.flag(setting, &Frame { setting, parent: Some(frame), depth, user_missing_traced });
        let value = evaluated.map(|evaluation| evaluation.served.value());
        self.trace.prerequisite_ends(value.as_ref().ok().copied());
        Ok((value? == condition.value()) != condition.comparator().is_negated())
    }

    /// The index of the option that covers the bucket of the user, and its served value; `None` if no option applies.
    fn options(
        &mut self,
        options: &'c PercentageOptions,
        frame: &Frame<'_, 'c>,
    ) -> Result<Option<(usize, &'c ServedValue)>, Failure<'c>> {
        let setting = frame.setting;
        let dealt = deal(setting, options, self.user);
        self.trace.options(setting, dealt.as_ref());
        match dealt {
            Ok(Dealt { option: Some((index, option)), .. }) => Ok(Some((index, option.served()))),
            Ok(Dealt { option: None, .. }) if options.must_cover => Err(Failure::PercentagesIncomplete),
            Ok(Dealt { option: None, .. }) => Ok(None),
            Err(obstacle) => {
                match obstacle {
                    Obstacle::UserMissing => self.user_missing(frame),
                    _ => self.trace.options_obstacle(setting.key(), &obstacle),
                }
                Ok(None)
            }
        }
    }

    fn user_missing(&mut self, frame: &Frame<'_, 'c>) {
        if !frame.user_missing_traced.replace(true) {
            self.trace.user_missing(frame.setting.key());
        }
    }
}

impl Frame<'_, '_> {
    /// Whether a flag is this one, or waits for this one.
    fn is_evaluating(&self, setting: &Setting) -> bool {
        self.up().any(|frame| ptr::eq(frame.setting, setting))
    }

    /// The keys from the flag that is read to this flag, and then to a prerequisite of it.
    fn path_to(&self, prerequisite: &Setting) -> Vec<Text> {
        let keys = self.up().map(|frame| frame.setting.key());
        let mut path: Vec<Text> = iter::once(prerequisite.key()).chain(keys).cloned().collect();
        path.reverse();
        path
    }

    /// This frame and those above it, up to the flag that is read.
    fn up(&self) -> impl Iterator<Item = &Self> {
        iter::successors(Some(self), |frame| frame.parent)
    }
}
