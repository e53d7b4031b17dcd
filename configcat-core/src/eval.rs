//! Evaluation: which value a setting serves to a user. Pure, synchronous and silent; what happened on the way is told
//! to a [`Trace`].

use crate::{
    Setting, TargetingRule, User,
    config::{Condition, ServedValue},
};

mod comparator;
mod condition;
mod percentage;
mod trace;

pub(crate) use condition::Obstacle;
pub(crate) use trace::{LogTrace, Trace};

/// What a setting serves, borrowed from the config, and the index of the rule or option that decided.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evaluation<'c> {
    pub(crate) served: &'c ServedValue,
    pub(crate) rule: Option<usize>,
    pub(crate) option: Option<usize>,
}

/// Evaluates a setting: the first targeting rule that matches decides, else the percentage options, else the value
/// for everyone.
pub(crate) fn evaluate<'c>(
    setting: &'c Setting,
    user: Option<&User>,
    trace: &mut impl Trace,
) -> Evaluation<'c> {
    let (rules, options) = (setting.targeting_rules(), setting.percentage_options());
    match user {
        Some(user) => {
            let matching = rules.iter().enumerate().find(|(_, rule)| {
                let matched = matches(rule, user, trace);
                trace.rule(rule, matched);
                matched
            });
            if let Some((index, rule)) = matching {
                return Evaluation { served: rule.served(), rule: Some(index), option: None };
            }
            if let Some((index, option)) = percentage::pick(setting.key(), options, user) {
                trace.option(option);
                return Evaluation { served: option.served(), rule: None, option: Some(index) };
            }
        }
        None if rules.is_empty() && options.is_empty() => {}
        None => trace.user_missing(),
    }
    Evaluation { served: setting.served(), rule: None, option: None }
}

/// Whether all conditions of a rule hold. A condition that cannot be evaluated does not hold.
fn matches(rule: &TargetingRule, user: &User, trace: &mut impl Trace) -> bool {
    rule.conditions().iter().all(|condition| match condition {
        Condition::User(condition) => condition::holds(condition, user, trace).unwrap_or_else(|obstacle| {
            trace.obstacle(condition, &obstacle);
            false
        }),
    })
}
