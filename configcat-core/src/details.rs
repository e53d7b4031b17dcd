//! [`Details`]: a value, and why it was served.

use std::{sync::Arc, time::SystemTime};

use crate::{EvaluationError, PercentageOption, Setting, TargetingRule, Text, User, eval::Evaluation};

/// The result of an evaluation with everything that led to it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Details<T> {
    /// The key that was asked for.
    pub key: Text,
    /// The value.
    pub value: T,
    /// The variation id of the value, if it has one and is not the default value.
    pub variation_id: Option<Text>,
    /// The user that the flag was evaluated for.
    pub user: Option<User>,
    /// Why the value is the default value; `None` if it is not.
    pub error: Option<EvaluationError>,
    /// When the config was fetched from ConfigCat; `None` for local data.
    pub fetch_time: Option<SystemTime>,
    matched: Option<Matched>,
}

/// Where in a setting the value was found. Shares the setting, so that details do not copy rules.
#[derive(Debug, Clone, PartialEq)]
struct Matched {
    setting: Arc<Setting>,
    rule: Option<usize>,
    option: Option<usize>,
}

impl<T> Details<T> {
    pub(crate) fn served(setting: &Arc<Setting>, evaluation: Evaluation<'_>, value: T) -> Self {
        let Evaluation { served, rule, option } = evaluation;
        Self {
            key: setting.key().clone(),
            value,
            variation_id: served.variation_id().cloned(),
            user: None,
            error: None,
            fetch_time: None,
            matched: Some(Matched { setting: Arc::clone(setting), rule, option }),
        }
    }

    pub(crate) fn failed(key: Text, error: EvaluationError, default: T) -> Self {
        Self {
            key,
            value: default,
            variation_id: None,
            user: None,
            error: Some(error),
            fetch_time: None,
            matched: None,
        }
    }

    /// Whether the value is the default value that was given, because the flag could not be evaluated.
    #[must_use]
    pub fn is_default_value(&self) -> bool {
        self.error.is_some()
    }

    /// The targeting rule that matched, if one did.
    #[must_use]
    pub fn matched_targeting_rule(&self) -> Option<&TargetingRule> {
        let matched = self.matched.as_ref()?;
        matched.setting.targeting_rules().get(matched.rule?)
    }

    /// The percentage option that the user fell into, if that decided.
    #[must_use]
    pub fn matched_percentage_option(&self) -> Option<&PercentageOption> {
        let matched = self.matched.as_ref()?;
        matched.setting.percentage_options().get(matched.option?)
    }
}
