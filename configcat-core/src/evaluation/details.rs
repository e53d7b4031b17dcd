//! [`Details`]: a value with the reasons for it.

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

/// The value of a flag with the reasons for it.
///
/// ```
/// use configcat_core::{Config, Snapshot};
///
/// let snapshot = Snapshot::from(Config::parse(r#"{"flags": {"pageSize": 20}}"#)?);
/// let details = snapshot.get_value_details("pageSize", 10, None);
/// assert!(details.value == 20 && details.error.is_none());
///
/// let details = snapshot.get_value_details("pageSiz", 10, None);
/// assert_eq!(details.value, 10);
/// assert_eq!(details.error.map(|error| error.event_id()), Some(1001));
/// # Ok::<(), configcat_core::ParseError>(())
/// ```
#[doc(alias = "EvaluationDetails")]
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[must_use = "details only describe an evaluation"]
pub struct Details<T> {
    /// The key of the flag.
    pub key: Text,
    /// The value, or the default value if there is an error.
    pub value: T,
    /// The variation id of the value. `None` for the default value, or if the document has none.
    pub variation_id: Option<Text>,
    /// The user that the flag was evaluated for, which can be the default user.
    pub user: Option<User>,
    /// Why the value is the default value; `None` if it comes from the config.
    pub error: Option<EvaluationError>,
    /// When the config was fetched from ConfigCat; `None` for local data.
    pub fetch_time: Option<SystemTime>,
    matched: Option<Matched>,
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

    /// Converts the value with a function. Everything else stays the same.
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

    /// These details with an error that was found after the evaluation. The value must already be the default value.
    pub(crate) fn failing_with(self, error: EvaluationError) -> Self {
        Self { variation_id: None, error: Some(error), matched: None, ..self }
    }

    /// These details, with the value as a [`Value`].
    pub(crate) fn untyped(&self) -> Details<Option<Value>>
    where
        T: Clone + Into<Value>,
    {
        self.clone().map(|value| Some(value.into()))
    }

    /// Whether the value is the default value, because the flag could not be evaluated.
    #[must_use]
    pub fn is_default_value(&self) -> bool {
        self.error.is_some()
    }

    /// The targeting rule that matched, if one did.
    #[must_use]
    pub fn matched_targeting_rule(&self) -> Option<&TargetingRule> {
        self.matched.as_ref()?.targeting_rule()
    }

    /// The percentage option that decided, if one did.
    #[must_use]
    pub fn matched_percentage_option(&self) -> Option<&PercentageOption> {
        self.matched.as_ref()?.percentage_option()
    }
}

/// Serialized, targeting rules are written as in ConfigCat's evaluation logs, percentage options as percentages, errors
/// as messages, and the fetch time in Unix milliseconds.
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
        details.serialize_field(
            "fetch_time",
            &fetch_time.and_then(|time| u64::try_from(time.as_millis()).ok()),
        )?;
        details.serialize_field("matched_targeting_rule", &rule)?;
        details.serialize_field("matched_percentage_option", &option)?;
        details.end()
    }
}

/// The rule and option that decided. Shares the setting, so that details do not copy rules.
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

/// Shows the rule and the option, not the whole setting.
impl fmt::Debug for Matched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matched")
            .field("targeting_rule", &self.targeting_rule().map(ToString::to_string))
            .field("percentage_option", &self.percentage_option().map(PercentageOption::percentage))
            .finish()
    }
}
