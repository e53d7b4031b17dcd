//! [`Client`]: the handle that an application keeps.

use std::{fmt, sync::Arc};

use arc_swap::Guard;

use crate::{
    ClientBuilder, Details, Explanation, Flag, FlagValue, Hooks, IntoFlagValue, IntoUser, SdkKey, Snapshot,
    Text, User, Value,
    hooks::HookEvent,
    index::Key,
    log::Logger,
    store::{Patience, State, Store},
};

#[cfg(feature = "http")]
mod remote;

#[cfg(feature = "http")]
pub use remote::RefreshOutcome;

#[cfg(feature = "http")]
use crate::driver::DriverHandle;

/// A ConfigCat client: the flags of one SDK key. A clone is cheap and shares everything with the original; when the
/// last clone is dropped, the client is closed.
///
/// Reads are those of [`Snapshot`], on the current config. They do not look at network, cache or clock, with two
/// exceptions: until the first config is there, those of an auto-polling client wait for it, for `max_init_wait` at
/// most; and those of a lazy client wait for a new config when theirs has expired. Where that must not block, there
/// are [`snapshot`](Self::snapshot), which never waits, and [`latest`](Self::latest), which waits asynchronously.
///
/// Each thread keeps the config that it has read last, of eight clients at most, until it reads a newer one or ends:
/// reads of any number of threads do not get into each other's way. An idle thread keeps a config that much longer in
/// memory.
#[derive(Clone)]
pub struct Client(Arc<Handle>);

struct Handle {
    shared: Arc<Shared>,
    /// None for a client whose flags cannot change.
    #[cfg(feature = "http")]
    driver: Option<DriverHandle>,
}

/// What this thread has kept for its reads is not needed any more. Other threads find out when they read something else.
impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.store.forget();
    }
}

/// What readers and the driver of a client share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) sdk_key: SdkKey,
    pub(crate) store: Store,
    pub(crate) hooks: Hooks,
    pub(crate) logger: Logger,
}

/// What a client knew when it became ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadyState {
    /// No flags at all: accessors return their fallbacks.
    NoFlagData,
    /// Only the flags of local overrides.
    HasLocalOverrideFlagDataOnly,
    /// The config of a cache, or of the bootstrap, that may be out of date.
    HasCachedFlagDataOnly,
    /// The current config.
    HasUpToDateFlagData,
}

impl Client {
    /// Starts to build a client for an SDK key.
    pub fn builder(sdk_key: impl Into<SdkKey>) -> ClientBuilder {
        ClientBuilder::new(sdk_key.into())
    }

    /// The config of this moment, for several reads that must agree. Never waits.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let store = &self.0.shared.store;
        store.read_kept(|state| state.snapshot.clone()).unwrap_or_else(|| store.load().snapshot.clone())
    }

    /// See [`Snapshot::value`].
    #[must_use]
    pub fn value<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> T {
        let user = user.into();
        if self.0.shared.hooks.wants_evaluations() {
            return self.reported_value(flag, user);
        }
        self.read(|snapshot| snapshot.value(flag, user))
    }

    /// See [`Snapshot::value_details`].
    pub fn value_details<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Details<T> {
        self.reported(self.state().snapshot.value_details(flag, user))
    }

    /// See [`Snapshot::get_value`].
    #[must_use]
    pub fn get_value<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> D::Value {
        let user = user.into();
        if self.0.shared.hooks.wants_evaluations() {
            return self.get_value_details(key, default, user).value;
        }
        let value = self.read(|snapshot| snapshot.served_value(Key::new(key), user));
        value.unwrap_or_else(|| default.into_flag_value())
    }

    /// See [`Snapshot::get_value_details`].
    pub fn get_value_details<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> Details<D::Value> {
        self.reported(self.state().snapshot.get_value_details(key, default, user))
    }

    /// See [`Snapshot::get_details`].
    pub fn get_details<'u>(&self, key: &str, user: impl IntoUser<'u>) -> Details<Option<Value>> {
        let details = self.state().snapshot.get_details(key, user);
        self.0.shared.hooks.flag_evaluated(&details, &self.0.shared.logger);
        details
    }

    /// See [`Snapshot::get_all_keys`].
    #[must_use]
    pub fn get_all_keys(&self) -> Vec<Text> {
        self.state().snapshot.get_all_keys()
    }

    /// See [`Snapshot::get_all_values`].
    #[must_use]
    pub fn get_all_values<'u>(&self, user: impl IntoUser<'u>) -> Vec<(Text, Value)> {
        let user = user.into();
        if self.0.shared.hooks.wants_evaluations() {
            let details = self.get_all_value_details(user).into_iter();
            return details.filter_map(|details| Some((details.key, details.value?))).collect();
        }
        self.read(|snapshot| snapshot.get_all_values(user))
    }

    /// See [`Snapshot::get_all_value_details`].
    #[must_use]
    pub fn get_all_value_details<'u>(&self, user: impl IntoUser<'u>) -> Vec<Details<Option<Value>>> {
        let details = self.state().snapshot.get_all_value_details(user);
        let Shared { hooks, logger, .. } = &*self.0.shared;
        for details in &details {
            hooks.flag_evaluated(details, logger);
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
    #[must_use]
    pub fn get_key_and_value(&self, variation_id: &str) -> Option<(Text, Value)> {
        self.state().snapshot.get_key_and_value(variation_id)
    }

    /// Sets the user that flags are evaluated for if none is given. Snapshots that are taken already do not change.
    pub fn set_default_user(&self, user: impl Into<Option<User>>) {
        let user = user.into();
        self.0.shared.store.update(|state| {
            let snapshot = state.snapshot.with_default_user(user.clone());
            State { snapshot, ..state.clone() }
        });
    }

    /// Evaluates flags without a user if none is given.
    pub fn clear_default_user(&self) {
        self.set_default_user(None);
    }

    /// A client whose flags never change.
    pub(crate) fn local(shared: Shared) -> Self {
        Self(Arc::new(Handle {
            shared: Arc::new(shared),
            #[cfg(feature = "http")]
            driver: None,
        }))
    }

    /// Tells the hooks that a client whose flags never change is ready. For all others, the driver does.
    pub(crate) fn announce(&self) {
        #[cfg(feature = "http")]
        if self.0.driver.is_some() {
            return;
        }
        let Shared { hooks, logger, .. } = &*self.0.shared;
        hooks.call(&HookEvent::Ready(ReadyState::HasLocalOverrideFlagDataOnly), logger);
    }

    /// The config that is read from now: the same as [`snapshot`](Self::snapshot), but waits as reads do.
    pub(crate) fn current(&self) -> Snapshot {
        self.state().snapshot.clone()
    }

    /// The value of a flag in a snapshot of this client. The hooks are told of it, as of every read.
    pub(crate) fn value_in<T: FlagValue>(
        &self,
        snapshot: &Snapshot,
        flag: &Flag<T>,
        user: Option<&User>,
    ) -> T {
        if self.0.shared.hooks.wants_evaluations() {
            return self.reported(snapshot.value_details(flag, user)).value;
        }
        snapshot.value(flag, user)
    }

    /// Reads from the state of this moment: the one that this thread has kept, if it still is and if there is nothing to
    /// wait for.
    #[inline]
    fn read<R>(&self, read: impl Fn(&Snapshot) -> R) -> R {
        let kept = self.0.shared.store.read_kept(|state| read(&state.snapshot));
        kept.unwrap_or_else(|| self.read_anew(read))
    }

    #[cold]
    fn read_anew<R>(&self, read: impl Fn(&Snapshot) -> R) -> R {
        let state = self.state();
        if state.patience == Patience::None {
            self.0.shared.store.keep(&state);
        }
        read(&state.snapshot)
    }

    /// The state to read from, after waiting for it if there is something to wait for.
    fn state(&self) -> Guard<Arc<State>> {
        let state = self.0.shared.store.load();
        match state.patience {
            Patience::None => state,
            #[cfg(feature = "http")]
            _ => self.wait_for_state(state),
            #[cfg(not(feature = "http"))]
            Patience::UntilReady(_) | Patience::Expires(_) => state,
        }
    }

    /// The same as [`value`](Self::value), with hooks to tell of it: apart, so that reads without carry no details.
    #[cold]
    fn reported_value<T: FlagValue>(&self, flag: &Flag<T>, user: Option<&User>) -> T {
        self.value_details(flag, user).value
    }

    /// Tells the hooks of an evaluation, if there are any.
    fn reported<T: FlagValue>(&self, details: Details<T>) -> Details<T> {
        let Shared { hooks, logger, .. } = &*self.0.shared;
        if hooks.wants_evaluations() {
            hooks.flag_evaluated(&details.untyped(), logger);
        }
        details
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("sdk_key", &self.0.shared.sdk_key).finish_non_exhaustive()
    }
}
