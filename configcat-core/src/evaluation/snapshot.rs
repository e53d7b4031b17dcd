//! [`Snapshot`]: a config at one moment, and all reads of it.

use std::{
    panic::{RefUnwindSafe, UnwindSafe},
    sync::Arc,
    time::SystemTime,
};

use crate::{
    config::{Config, Setting, SettingSlot},
    evaluation::{
        details::Details,
        evaluator::{Evaluation, evaluate, plain},
        explanation::{Explained, Explainer, Explanation},
        failure::Failure,
        flag_data::FlagData,
        read_listener::ReadListener,
        ready_state::ReadyState,
        warnings::{ReadBy, Warnings},
    },
    log::{LogLevel, Logger},
    usage::Counter,
    users::{IntoUser, User},
    values::{Flag, FlagValue, HashedKey, IntoFlagValue, Text, Value},
};

/// A config at one moment. Reads of a snapshot never wait, and all see the same config: take one at the start of a
/// request to read consistent flags until its end.
///
/// A clone costs two reference counts. [`Client::snapshot`](crate::Client::snapshot) returns the current one. For tests,
/// or for flags that never change, convert any config into a snapshot:
///
/// ```
/// use configcat_core::{Config, Snapshot, User};
///
/// let snapshot = Snapshot::from(Config::parse(r#"{"f": {"beta": {"t": 0, "v": false, "r": [
///     {"a": "Email", "t": 2, "c": "@example.com", "v": true, "i": "c0ffee"}
/// ]}}}"#)?);
/// let jane = User::new("1").email("jane@example.com");
/// let details = snapshot.get_value_details("beta", false, &jane);
/// assert!(details.value);
/// assert_eq!(details.variation_id.as_deref(), Some("c0ffee"));
/// assert_eq!(
///     details.matched_targeting_rule().map(ToString::to_string).as_deref(),
///     Some("IF User.Email CONTAINS ANY OF ['@example.com'] THEN 'true'"),
/// );
/// # Ok::<(), configcat_core::ParseError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The config of the contents. Here a read reaches it by one pointer less.
    config: Option<Arc<Config>>,
    contents: Arc<Contents>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Contents {
    pub(super) data: FlagData,
    pub(super) default_user: Option<User>,
    pub(super) logger: Logger,
    /// Counts the reads. The logger tells reads whether there is this or a listener.
    pub(super) counter: Option<Counter>,
    pub(super) listener: Option<Arc<ReadListener>>,
}

impl Snapshot {
    /// The value of a flag, or its fallback if the flag cannot be evaluated. The log says why.
    #[must_use]
    pub fn value<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> T {
        let served = self.served_value(flag.hashed_key(), user.into(), ReadBy::Flag);
        served.unwrap_or_else(|| flag.fallback().clone())
    }

    /// The value of a flag, or its fallback, with the reasons for it.
    pub fn value_details<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Details<T> {
        self.details_or_else(flag.hashed_key(), user.into(), ReadBy::Flag, || flag.fallback().clone())
    }

    /// The value of the flag with this key, or the default value if it cannot be evaluated: if the flag does not exist,
    /// has another type than the default value, or is broken. The log says why.
    ///
    /// ```
    /// # use configcat_core::{Config, Snapshot};
    /// let snapshot = Snapshot::from(Config::from_values([("seats", 5)]));
    /// assert_eq!(snapshot.get_value("seats", 1, None), 5);
    /// assert_eq!(snapshot.get_value("seats", "none", None), "none"); // a whole number is not a text
    /// ```
    #[must_use]
    pub fn get_value<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> D::Value {
        let served = self.served_value(&HashedKey::new(key), user.into(), ReadBy::Key);
        served.unwrap_or_else(|| default.into_flag_value())
    }

    /// Same as [`get_value`](Self::get_value), with the reasons for the value.
    pub fn get_value_details<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> Details<D::Value> {
        self.details_or_else(&HashedKey::new(key), user.into(), ReadBy::Key, || default.into_flag_value())
    }

    /// The value of the flag with this key, of any type, with the reasons for it. The value is `None` if the flag
    /// cannot be evaluated.
    pub fn get_any_value_details<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Details<Option<Value>> {
        let user = user.into();
        let slot = self.find(&HashedKey::new(key));
        let details = match self.evaluate(slot, user, ReadBy::Key) {
            Ok((setting, evaluation)) => {
                self.served(slot, setting, &evaluation, user);
                let value = Some(evaluation.served.value().clone());
                Details::served(setting, evaluation, value)
            }
            Err(failure) => {
                self.failed(&failure, key, user, "");
                Details::failed(key.into(), failure.to_error(key), None)
            }
        };
        self.complete(details, user)
    }

    /// The keys of all flags, in document order.
    #[must_use]
    pub fn get_all_keys(&self) -> Vec<Text> {
        self.slots().iter().map(SettingSlot::key).cloned().collect()
    }

    /// The keys and values of all flags for a user, in document order. Flags that cannot be evaluated are left out.
    #[must_use]
    pub fn get_all_values<'u>(&self, user: impl IntoUser<'u>) -> Vec<(Text, Value)> {
        let mut values = Vec::with_capacity(self.slots().len());
        for (setting, evaluation) in self.evaluate_all(user.into()) {
            values.push((setting.key().clone(), evaluation.served.value().clone()));
        }
        values
    }

    /// The details of all flags for a user, in document order. The value of a flag that cannot be evaluated is `None`.
    #[must_use]
    pub fn get_all_value_details<'u>(&self, user: impl IntoUser<'u>) -> Vec<Details<Option<Value>>> {
        let user = user.into();
        self.slots().iter().map(|slot| self.get_any_value_details(slot.key(), user)).collect()
    }

    /// The variation id of the value that the flag with this key serves to a user. `None` if the value has none, or if
    /// the flag cannot be evaluated.
    #[must_use]
    pub fn get_variation_id<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Option<Text> {
        let (user, slot) = (user.into(), self.find(&HashedKey::new(key)));
        let evaluated = self.evaluate(slot, user, ReadBy::Key);
        let (setting, evaluation) = evaluated.map_err(|failure| self.failed(&failure, key, user, "")).ok()?;
        self.served(slot, setting, &evaluation, user);
        evaluation.served.variation_id().cloned()
    }

    /// The keys of all flags and the variation ids of their values for a user, in document order. Flags without a
    /// variation id are left out.
    #[must_use]
    pub fn get_all_variation_ids<'u>(&self, user: impl IntoUser<'u>) -> Vec<(Text, Text)> {
        self.evaluate_all(user.into())
            .filter_map(|(setting, evaluation)| {
                Some((setting.key().clone(), evaluation.served.variation_id()?.clone()))
            })
            .collect()
    }

    /// How a flag is evaluated for a user, step by step. Logs nothing.
    ///
    /// ```
    /// use configcat_core::{Config, Snapshot, User};
    ///
    /// let snapshot = Snapshot::from(Config::parse(r#"{"f": {"beta": {"t": 0, "v": false, "r": [
    ///     {"a": "Email", "t": 2, "c": "@example.com", "v": true}
    /// ]}}}"#)?);
    /// let explanation = snapshot.explain("beta", &User::new("1").email("jane@example.com"));
    /// assert_eq!(
    ///     explanation.to_string(),
    ///     "Evaluating 'beta' for User '{\"Identifier\":\"1\",\"Email\":\"jane@example.com\"}'
    ///   Evaluating targeting rules and applying the first match if any:
    ///   - IF User.Email CONTAINS ANY OF ['@example.com'] THEN 'true' => MATCH, applying rule
    ///   Returning 'true'.",
    /// );
    /// # Ok::<(), configcat_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn explain<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Explanation {
        let user = user.into();
        let user = self.or_default(user);
        let mut explainer = Explainer::new(key, user);
        let evaluated = match self.config().map(|config| (config, config.slot(key))) {
            Some((config, Some(SettingSlot::Valid(setting)))) => {
                evaluate(config, setting, user, &mut explainer)
            }
            Some((_, Some(SettingSlot::Broken(broken)))) => Err(Failure::Broken(broken)),
            Some((config, None)) => Err(Failure::KeyMissing(config)),
            None => Err(Failure::NoConfig),
        };
        explainer.finish(evaluated.as_ref())
    }

    /// The key and the value of a variation id; `None`, with an error in the log, if no flag has it. Searches all
    /// flags.
    #[must_use]
    pub fn get_key_and_value(&self, variation_id: &str) -> Option<(Text, Value)> {
        let found = self.config().into_iter().flat_map(Config::settings).find_map(|setting| {
            let served = setting
                .all_served()
                .find(|served| served.variation_id().is_some_and(|own| own == variation_id))?;
            Some((setting.key().clone(), served.value().clone()))
        });
        if found.is_none() {
            self.failures().unknown_variation_id(variation_id);
        }
        found
    }

    /// When the config was fetched from ConfigCat; `None` for local data.
    #[must_use]
    pub fn fetch_time(&self) -> Option<SystemTime> {
        self.contents.data.fetch_time
    }

    /// The config that is evaluated, including overrides; `None` if there is none.
    #[must_use]
    pub fn config(&self) -> Option<&Config> {
        self.config.as_deref()
    }

    /// The remote config, without overrides; `None` if there is none.
    #[must_use]
    pub fn remote_config(&self) -> Option<&Config> {
        self.contents.data.remote.as_deref()
    }

    /// Where the flags come from, and whether they are up to date.
    #[must_use]
    pub fn state(&self) -> ReadyState {
        self.contents.data.state
    }

    pub(crate) fn logger(&self) -> &Logger {
        &self.contents.logger
    }

    /// Whether this is a clone of the other one.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.contents, &other.contents)
    }

    pub(super) fn new(contents: Contents) -> Self {
        Self { config: contents.data.config.clone(), contents: Arc::new(contents) }
    }

    pub(super) fn contents(&self) -> &Contents {
        &self.contents
    }

    #[cfg(feature = "http")]
    pub(crate) fn data(&self) -> &FlagData {
        &self.contents.data
    }

    /// The given user, or the default user.
    pub(super) fn or_default<'a>(&'a self, user: Option<&'a User>) -> Option<&'a User> {
        user.or(self.contents.default_user.as_ref())
    }

    fn slots(&self) -> &[SettingSlot] {
        self.config().map(Config::slots).unwrap_or_default()
    }

    /// The value of a flag; `None`, with an error in the log, if the caller must use the default value.
    ///
    /// Fast path: most flags have no rules.
    #[inline]
    fn served_value<T: FlagValue>(
        &self,
        key: &HashedKey<'_>,
        user: Option<&User>,
        read_by: ReadBy,
    ) -> Option<T> {
        let slot = self.find(key);
        if let Some(SettingSlot::Valid(setting)) = slot
            && self.contents.logger.ignores_reads()
            && let Some(served) = plain(setting)
            && let Some(value) = served.value().to()
        {
            return Some(value);
        }
        self.evaluated_value(slot, key, user, read_by)
    }

    #[inline(never)]
    fn evaluated_value<T: FlagValue>(
        &self,
        slot: Option<&SettingSlot>,
        key: &HashedKey<'_>,
        user: Option<&User>,
        read_by: ReadBy,
    ) -> Option<T> {
        if !self.contents.logger.ignores_reads() {
            return self.observed_value(slot, key, user, read_by);
        }
        match self.evaluate_as(slot, user, read_by) {
            Ok((.., value)) => Some(value),
            Err(failure) => {
                self.failed(&failure, key.text(), user, "; returning the default value");
                None
            }
        }
    }

    fn details_or_else<T: FlagValue>(
        &self,
        key: &HashedKey<'_>,
        user: Option<&User>,
        read_by: ReadBy,
        default: impl FnOnce() -> T,
    ) -> Details<T> {
        let slot = self.find(key);
        let details = match self.evaluate_as(slot, user, read_by) {
            Ok((setting, evaluation, value)) => {
                self.served(slot, setting, &evaluation, user);
                Details::served(setting, evaluation, value)
            }
            Err(failure) => {
                let key = key.text();
                self.failed(&failure, key, user, "; returning the default value");
                Details::failed(key.into(), failure.to_error(key), default())
            }
        };
        self.complete(details, user)
    }

    fn complete<T>(&self, mut details: Details<T>, user: Option<&User>) -> Details<T> {
        details.user = self.or_default(user).cloned();
        details.fetch_time = self.contents.data.fetch_time;
        details
    }

    pub(super) fn evaluate_as<'c, T: FlagValue>(
        &'c self,
        slot: Option<&'c SettingSlot>,
        user: Option<&User>,
        read_by: ReadBy,
    ) -> Result<(&'c Arc<Setting>, Evaluation<'c>, T), Failure<'c>> {
        let (setting, evaluation) = self.evaluate(slot, user, read_by)?;
        let value = evaluation.served.value().to();
        let mismatch = || Failure::TypeMismatch { expected: T::TYPE, actual: setting.setting_type() };
        Ok((setting, evaluation, value.ok_or_else(mismatch)?))
    }

    fn evaluate_all(&self, user: Option<&User>) -> impl Iterator<Item = (&Arc<Setting>, Evaluation<'_>)> {
        self.slots().iter().filter_map(move |slot| {
            let evaluated = self.evaluate(Some(slot), user, ReadBy::Key);
            let (setting, evaluation) =
                evaluated.map_err(|failure| self.failed(&failure, slot.key(), user, "")).ok()?;
            self.served(Some(slot), setting, &evaluation, user);
            Some((setting, evaluation))
        })
    }

    #[inline]
    fn find(&self, key: &HashedKey<'_>) -> Option<&SettingSlot> {
        self.config()?.find(key)
    }

    #[inline]
    fn evaluate<'c>(
        &'c self,
        slot: Option<&'c SettingSlot>,
        user: Option<&User>,
        read_by: ReadBy,
    ) -> Result<(&'c Arc<Setting>, Evaluation<'c>), Failure<'c>> {
        let config = self.config().ok_or(Failure::NoConfig)?;
        let setting = match slot.ok_or(Failure::KeyMissing(config))? {
            SettingSlot::Valid(setting) => setting,
            SettingSlot::Broken(broken) => return Err(Failure::Broken(broken)),
        };
        let (user, logger) = (self.or_default(user), &self.contents.logger);
        let evaluated = evaluate(config, setting, user, &mut Warnings::new(logger, read_by));
        if !logger.ignores_reads() && logger.wants(LogLevel::Info) {
            Explained { config, setting, user }.log(logger);
        }
        Ok((setting, evaluated?))
    }
}

/// Snapshots are immutable, so a panic in a log filter leaves none half changed.
impl UnwindSafe for Snapshot {}
impl RefUnwindSafe for Snapshot {}
