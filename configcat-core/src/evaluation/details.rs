//! [`Details`]: a value, and why it was served.

use std::{
    fmt,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::{
    config::{PercentageOption, Setting, TargetingRule},
    evaluation::{error::EvaluationError, evaluator::Evaluation},
    users::User,
    values::{Text, Value},
};

/// The result of an evaluation with everything that led to it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[must_use = "details change nothing, they only tell"]
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
#[derive(Clone, PartialEq)]
struct Matched {
    setting: Arc<Setting>,
    rule: Option<usize>,
    option: Option<usize>,
}

impl Matched {
    fn targeting_rule(&self) -> Option<&TargetingRule> {
        self.setting.targeting_rules().get(self.rule?)
    }

    fn percentage_option(&self) -> Option<&PercentageOption> {
        let options = match self.targeting_rule() {
            Some(rule) => rule.percentage_options(),
            None => self.setting.percentage_options(),
        };
        options.get(self.option?)
    }
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

    /// The same details for what a function makes of the value.
    ///
    /// ```
    /// use configcat_core::{Config, Snapshot};
    ///
    /// let snapshot = Snapshot::from(Config::from_values([("pageSize", 20)]));
    /// let details = snapshot.get_value_details("pageSize", 10, None).map(usize::try_from);
    /// assert_eq!((details.value, details.error), (Ok(20), None));
    /// ```
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Details<U> {
        let Self { key, value, variation_id, user, error, fetch_time, matched } = self;
        Details { key, value: make(value), variation_id, user, error, fetch_time, matched }
    }

    /// Details of an evaluation whose value turned out to be no good: the value is the default value.
    pub(crate) fn failing_with(self, error: EvaluationError) -> Self {
        Self { variation_id: None, error: Some(error), matched: None, ..self }
    }

    /// The same details for a value of any type.
    pub(crate) fn untyped(&self) -> Details<Option<Value>>
    where
        T: Clone + Into<Value>,
    {
        self.clone().map(|value| Some(value.into()))
    }

    /// Whether the value is the default value that was given, because the flag could not be evaluated.
    #[must_use]
    pub fn is_default_value(&self) -> bool {
        self.error.is_some()
    }

    /// The targeting rule that matched, if one did.
    #[must_use]
    pub fn matched_targeting_rule(&self) -> Option<&TargetingRule> {
        self.matched.as_ref()?.targeting_rule()
    }

    /// The percentage option that the user fell into, if that decided.
    #[must_use]
    pub fn matched_percentage_option(&self) -> Option<&PercentageOption> {
        self.matched.as_ref()?.percentage_option()
    }
}

/// Rules are written as ConfigCat's evaluation logs write them, errors as messages, and the fetch time in Unix
/// milliseconds.
impl<T: Serialize> Serialize for Details<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rule = self.matched_targeting_rule().map(ToString::to_string);
        let option = self.matched_percentage_option().map(PercentageOption::percentage);
        let fetch_time = self.fetch_time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let mut details = serializer.serialize_struct("Details", 9)?;
        details.serialize_field("key", &self.key)?;
        details.serialize_field("value", &self.value)?;
        details.serialize_field("variation_id", &self.variation_id)?;
        details.serialize_field("user", &self.user)?;
        details.serialize_field("is_default_value", &self.is_default_value())?;
        details.serialize_field("error", &self.error.as_ref().map(ToString::to_string))?;
        details.serialize_field("fetch_time", &fetch_time.map(|time| time.as_millis()))?;
        details.serialize_field("matched_targeting_rule", &rule)?;
        details.serialize_field("matched_percentage_option", &option)?;
        details.end()
    }
}

/// Shows what matched, not the whole setting.
impl fmt::Debug for Matched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matched")
            .field("targeting_rule", &self.targeting_rule().map(ToString::to_string))
            .field("percentage_option", &self.percentage_option().map(PercentageOption::percentage))
            .finish()
    }
}
