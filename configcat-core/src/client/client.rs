//! [`Client`]: the handle that an application keeps.

use std::{
    fmt,
    panic::{RefUnwindSafe, UnwindSafe},
    sync::Arc,
};

use arc_swap::Guard;

#[cfg(feature = "http")]
use crate::client::{driver::DriverHandle, wait::wait_for_state};
use crate::{
    client::{
        hook_event::HookEvent,
        hook_id::HookId,
        hook_thread,
        hooks::Hooks,
        shared::Shared,
        store::{ReadPolicy, State},
        watch_thread,
    },
    evaluation::{Details, Explanation, ReadyState, Snapshot},
    log::LogLevel,
    usage::Usage,
    users::{IntoUser, User},
    values::{Flag, FlagValue, IntoFlagValue, Text, Value},
};

/// A ConfigCat client: the flags of one SDK key. A clone is cheap and shares everything with the original. When the
/// last clone is dropped, the client closes.
///
/// Its reads are the reads of [`Snapshot`], on the current config. They use neither network nor cache, and wait in two
/// cases only. With auto polling, they wait for the first config, at most for `max_init_wait`. With lazy loading, they
/// wait for a download if the config has expired, at most for `max_wait` if they have one at all. [`snapshot`](Self::snapshot) never waits;
/// [`latest_snapshot_async`](Self::latest_snapshot_async) waits without blocking the thread.
///
/// ```
/// use configcat_core::{Client, OverrideBehaviour, Overrides, User};
///
/// let overrides = Overrides::from_map([("pageSize", 20)], OverrideBehaviour::LocalOnly);
/// let client = Client::builder("local").overrides(overrides).build()?;
///
/// let user = User::new("435170f4").email("jane@example.com");
/// assert_eq!(client.get_value("pageSize", 10, &user), 20);
/// assert_eq!(client.get_value("noSuchFlag", 10, &user), 10);
///
/// // Several reads that must agree use the same snapshot.
/// let snapshot = client.snapshot();
/// assert_eq!(snapshot.get_all_keys(), ["pageSize"]);
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
///
/// With the feature `http`, a client of an SDK key downloads its config, and keeps it up to date:
///
#[cfg_attr(feature = "http", doc = "```no_run")]
#[cfg_attr(not(feature = "http"), doc = "```ignore")]
/// use std::time::Duration;
///
/// use configcat_core::{Client, PollingMode};
///
/// let client = Client::builder("#YOUR-SDK-KEY#")
///     .polling_mode(PollingMode::auto().interval(Duration::from_secs(30)))
///     .build()?;
/// println!("{:?}", client.wait_for_ready(Duration::from_secs(5))?);
/// println!("{}", client.get_value("isBetaTester", false, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "ConfigCatClient")]
#[derive(Clone)]
pub struct Client(pub(super) Arc<Handle>);

pub(super) struct Handle {
    pub(super) shared: Arc<Shared>,
    /// `None` for a client whose flags cannot change.
    #[cfg(feature = "http")]
    pub(super) driver: Option<DriverHandle>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.watchers.end();
    }
}

#[cfg(feature = "http")]
impl Handle {
    pub(super) fn is_closed(&self) -> bool {
        self.driver.as_ref().is_some_and(DriverHandle::is_closed)
    }
}

impl Client {
    /// The flags at this moment, for several reads that must agree. Never waits.
    #[doc(alias = "ConfigCatClientSnapshot")]
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.0.shared.store.load().snapshot.clone()
    }

    /// The flags that a read would use now. Waits as reads do.
    #[must_use]
    pub fn latest_snapshot(&self) -> Snapshot {
        self.state().snapshot.clone()
    }

    /// See [`Snapshot::value`].
    #[doc(alias = "get_value")]
    #[must_use]
    pub fn value<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> T {
        let user = user.into();
        if self.is_observed() {
            return self.reported_value(flag, user);
        }
        self.state().snapshot.value(flag, user)
    }

    /// See [`Snapshot::value_details`].
    pub fn value_details<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Details<T> {
        // The hooks must not hold the state.
        let details = self.state().snapshot.value_details(flag, user);
        self.reported(details)
    }

    /// See [`Snapshot::get_value`].
    #[doc(alias("getValue", "variation"))]
    #[must_use]
    pub fn get_value<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> D::Value {
        let user = user.into();
        if self.is_observed() {
            return self.get_value_details(key, default, user).value;
        }
        self.state().snapshot.get_value(key, default, user)
    }

    /// See [`Snapshot::get_value_details`].
    #[doc(alias = "getValueDetails")]
    pub fn get_value_details<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> Details<D::Value> {
        let details = self.state().snapshot.get_value_details(key, default, user);
        self.reported(details)
    }

    /// See [`Snapshot::get_any_value_details`].
    #[doc(alias = "get_flag_details")]
    pub fn get_any_value_details<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Details<Option<Value>> {
        let details = self.state().snapshot.get_any_value_details(key, user);
        if self.is_observed() {
            self.0.shared.hooks.flag_evaluated(&details, &self.0.shared.logger);
        }
        details
    }

    /// See [`Snapshot::get_all_keys`].
    #[doc(alias = "getAllKeys")]
    #[must_use]
    pub fn get_all_keys(&self) -> Vec<Text> {
        self.state().snapshot.get_all_keys()
    }

    /// See [`Snapshot::get_all_values`].
    #[doc(alias = "getAllValues")]
    #[must_use]
    pub fn get_all_values<'u>(&self, user: impl IntoUser<'u>) -> Vec<(Text, Value)> {
        let user = user.into();
        if self.is_observed() {
            let details = self.get_all_value_details(user).into_iter();
            return details.filter_map(|details| Some((details.key, details.value?))).collect();
        }
        self.state().snapshot.get_all_values(user)
    }

    /// See [`Snapshot::get_all_value_details`].
    #[doc(alias = "getAllValueDetails")]
    #[must_use]
    pub fn get_all_value_details<'u>(&self, user: impl IntoUser<'u>) -> Vec<Details<Option<Value>>> {
        let details = self.state().snapshot.get_all_value_details(user);
        if self.is_observed() {
            let Shared { hooks, logger, .. } = &*self.0.shared;
            for details in &details {
                hooks.flag_evaluated(details, logger);
            }
        }
        details
    }

    /// See [`Snapshot::get_variation_id`].
    #[must_use]
    pub fn get_variation_id<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Option<Text> {
        self.state().snapshot.get_variation_id(key, user)
    }

    /// See [`Snapshot::get_all_variation_ids`].
    #[must_use]
    pub fn get_all_variation_ids<'u>(&self, user: impl IntoUser<'u>) -> Vec<(Text, Text)> {
        self.state().snapshot.get_all_variation_ids(user)
    }

    /// See [`Snapshot::explain`].
    #[must_use]
    pub fn explain<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Explanation {
        self.state().snapshot.explain(key, user)
    }

    /// See [`Snapshot::get_key_and_value`].
    #[doc(alias = "getKeyAndValue")]
    #[must_use]
    pub fn get_key_and_value(&self, variation_id: &str) -> Option<(Text, Value)> {
        self.state().snapshot.get_key_and_value(variation_id)
    }

    /// Sets the user for reads that give none. Snapshots that were taken before keep their default user.
    #[doc(alias = "setDefaultUser")]
    pub fn set_default_user(&self, user: impl Into<Option<User>>) {
        let user = user.into();
        self.0.shared.store.update(|state| {
            let snapshot = state.snapshot.with_default_user(user.clone());
            State { snapshot, ..state.clone() }
        });
        // If there is no thread now, the values follow with the next config.
        _ = watch_thread::start(&self.0.shared);
    }

    /// Removes the default user: reads that give no user are evaluated without one.
    #[doc(alias = "clearDefaultUser")]
    pub fn clear_default_user(&self) {
        self.set_default_user(None);
    }

    /// Which flags were read how often since the client was built, with which results, and how it got its config. Of a client
    /// that does not count, nothing: see [`ClientBuilder::usage`](crate::ClientBuilder::usage).
    ///
    /// The counts are exact for reads that happened before the call. They include the reads of all snapshots that this client
    /// made.
    #[must_use]
    pub fn usage(&self) -> Usage {
        let Some(book) = &self.0.shared.usage else { return Usage::none() };
        let snapshot = self.snapshot();
        book.usage(snapshot.config(), snapshot.fetch_time())
    }

    /// Adds hooks to those that the client was built with. They are called for events from now on, until they are
    /// removed.
    ///
    /// ```
    /// use configcat_core::{Client, Hooks, OverrideBehaviour, Overrides};
    ///
    /// let overrides = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
    /// let client = Client::builder("local").overrides(overrides).build()?;
    /// let id = client.add_hooks(Hooks::new().on_flag_evaluated(|details| println!("{}", details.key)));
    /// assert!(client.get_value("darkMode", false, None));
    /// assert!(client.remove_hooks(id));
    /// # Ok::<(), configcat_core::BuildError>(())
    /// ```
    #[doc(alias("add_on_config_changed", "get_hooks"))]
    #[expect(clippy::must_use_candidate, reason = "hooks may stay for ever")]
    pub fn add_hooks(&self, hooks: Hooks) -> HookId {
        self.0.shared.hooks.add(hooks)
    }

    /// Removes hooks that were added to this client. Returns whether they were there. A hook that is running goes on to
    /// its end.
    #[expect(clippy::must_use_candidate, reason = "most callers know that the hooks are there")]
    pub fn remove_hooks(&self, id: HookId) -> bool {
        self.0.shared.hooks.remove(id)
    }

    /// How much the client logs.
    #[must_use]
    pub fn log_level(&self) -> LogLevel {
        self.0.shared.logger.level()
    }

    /// Changes how much the client logs, from now on. Its clones and all snapshots of it follow, but for snapshots with
    /// a [log level of their own](Snapshot::with_log_level).
    pub fn set_log_level(&self, level: LogLevel) {
        self.0.shared.logger.set_level(level);
    }

    pub(super) fn of(shared: Arc<Shared>, #[cfg(feature = "http")] driver: Option<DriverHandle>) -> Self {
        Self(Arc::new(Handle {
            shared,
            #[cfg(feature = "http")]
            driver,
        }))
    }

    /// Has the hooks for a ready client called, if it has no driver. Otherwise the driver does that.
    pub(crate) fn announce(&self) {
        #[cfg(feature = "http")]
        if self.0.driver.is_some() {
            return;
        }
        hook_thread::emit(&self.0.shared, HookEvent::Ready(ReadyState::HasLocalOverrideFlagDataOnly));
    }

    /// The value of a flag in a snapshot of this client. Calls the hooks, as every read of the client does.
    pub(crate) fn value_in<T: FlagValue>(
        &self,
        snapshot: &Snapshot,
        flag: &Flag<T>,
        user: Option<&User>,
    ) -> T {
        if self.is_observed() {
            return self.reported(snapshot.value_details(flag, user)).value;
        }
        snapshot.value(flag, user)
    }

    /// The state to read from. Waits for it if the read policy says so.
    #[inline]
    fn state(&self) -> Guard<Arc<State>> {
        let state = self.0.shared.store.load();
        if matches!(state.read_policy, ReadPolicy::Immediate) {
            return state;
        }
        #[cfg(feature = "http")]
        if let Some(driver) = &self.0.driver {
            return wait_for_state(&self.0.shared, driver, state);
        }
        state
    }

    /// Whether hooks are to be called for the reads of this thread.
    #[inline]
    fn is_observed(&self) -> bool {
        self.0.shared.hooks.concerns_reads() && self.wants_evaluations()
    }

    /// Asks the hooks. Starts the thread of the other hooks if that was not possible before.
    #[cold]
    fn wants_evaluations(&self) -> bool {
        let Shared { hooks, .. } = &*self.0.shared;
        if hooks.waits_for_thread() {
            _ = hook_thread::start(&self.0.shared);
        }
        hooks.wants_evaluations()
    }

    /// [`value`](Self::value) with hooks. Cold, to keep `Details` out of the code of plain reads.
    #[cold]
    fn reported_value<T: FlagValue>(&self, flag: &Flag<T>, user: Option<&User>) -> T {
        self.value_details(flag, user).value
    }

    /// Calls the hooks for an evaluation.
    fn reported<T: FlagValue>(&self, details: Details<T>) -> Details<T> {
        if self.is_observed() {
            let Shared { hooks, logger, .. } = &*self.0.shared;
            hooks.flag_evaluated(&details.untyped(), logger);
        }
        details
    }
}

/// States are replaced as a whole: a panic in a hook or in a log filter leaves no state half changed.
impl UnwindSafe for Client {}
impl RefUnwindSafe for Client {}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("sdk_key", &self.0.shared.sdk_key).finish_non_exhaustive()
    }
}
