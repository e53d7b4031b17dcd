//! [`ClientBuilder`]: the options of a client.

use std::{fmt, sync::Arc};

use crate::{
    BuildError, Client, Config, Hooks, LogEvent, LogLevel, OverrideBehaviour, Overrides, ReadyState, SdkKey,
    Snapshot, User,
    client::Shared,
    log::Logger,
    store::{Patience, State, Store},
};

#[cfg(feature = "http")]
mod remote;

#[cfg(feature = "http")]
pub(crate) use remote::ComparableOptions;

/// Options of a [`Client`], collected. Made by [`Client::builder`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    sdk_key: SdkKey,
    overrides: Option<Overrides>,
    default_user: Option<User>,
    hooks: Hooks,
    logger: Logger,
    #[cfg(feature = "http")]
    remote: remote::RemoteOptions,
}

impl ClientBuilder {
    pub(crate) fn new(sdk_key: SdkKey) -> Self {
        Self {
            sdk_key,
            overrides: None,
            default_user: None,
            hooks: Hooks::default(),
            logger: Logger::default(),
            #[cfg(feature = "http")]
            remote: remote::RemoteOptions::default(),
        }
    }

    /// Gives the client local flags. The default is none.
    pub fn overrides(mut self, overrides: Overrides) -> Self {
        self.overrides = Some(overrides);
        self
    }

    /// The user that flags are evaluated for if none is given. The default is none.
    pub fn default_user(mut self, user: User) -> Self {
        self.default_user = Some(user);
        self
    }

    /// Functions to call when something happens. The default is none.
    pub fn hooks(mut self, hooks: Hooks) -> Self {
        self.hooks = hooks;
        self
    }

    /// How much to log, through `tracing` (and through `log`, where there is no subscriber). The default is
    /// [`LogLevel::Warning`].
    pub fn log_level(mut self, level: LogLevel) -> Self {
        self.logger.level = level;
        self
    }

    /// Logs only those events for which a function returns true. The default is all events of the level and above.
    pub fn log_filter(mut self, filter: impl Fn(&LogEvent<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.logger.filter = Some(Arc::new(filter));
        self
    }

    /// Builds the client. Never waits: a config that is downloaded comes later.
    ///
    /// # Errors
    ///
    /// If an option has a value that makes no sense. The error says which, and what to do about it. A client with
    /// [`OverrideBehaviour::LocalOnly`] takes any SDK key but the empty one.
    pub fn build(self) -> Result<Client, BuildError> {
        let client = self.assemble()?;
        client.announce();
        Ok(client)
    }

    /// Builds the client, but calls no hooks.
    pub(crate) fn assemble(self) -> Result<Client, BuildError> {
        self.check_key()?;
        let local =
            self.overrides.as_ref().is_some_and(|own| own.behaviour() == OverrideBehaviour::LocalOnly);
        #[cfg(feature = "http")]
        return if local { self.build_local() } else { self.build_remote() };
        #[cfg(not(feature = "http"))]
        if local { Ok(self.build_fixed()) } else { Err(BuildError::HttpDisabled) }
    }

    fn check_key(&self) -> Result<(), BuildError> {
        if self.sdk_key.as_str().is_empty() { Err(BuildError::EmptySdkKey) } else { Ok(()) }
    }

    /// A client with local flags that never change: it needs no driver.
    fn build_fixed(self) -> Client {
        let ready = ReadyState::HasLocalOverrideFlagDataOnly;
        let (shared, _) = self.into_shared(Patience::None, Some(ready));
        Client::local(shared)
    }

    /// What readers see until the driver has something better for them: the overrides alone.
    fn into_shared(self, patience: Patience, ready: Option<ReadyState>) -> (Shared, Option<Overrides>) {
        let empty = Snapshot::empty(self.logger.clone(), self.default_user);
        let (snapshot, data) = match &self.overrides {
            Some(overrides) => {
                let local = Arc::new(overrides.apply(&Config::default()));
                (empty.with_config(Some(local), None), ReadyState::HasLocalOverrideFlagDataOnly)
            }
            None => (empty, ReadyState::NoFlagData),
        };
        let store = Store::new(State { snapshot, patience, data, ready, attempts: 0 });
        let shared = Shared { sdk_key: self.sdk_key, store, hooks: self.hooks, logger: self.logger };
        (shared, self.overrides)
    }
}

/// Shows the last six characters of the SDK key only.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("ClientBuilder");
        builder
            .field("sdk_key", &self.sdk_key)
            .field("overrides", &self.overrides)
            .field("default_user", &self.default_user)
            .field("hooks", &self.hooks)
            .field("logger", &self.logger);
        #[cfg(feature = "http")]
        builder.field("remote", &self.remote);
        builder.finish()
    }
}
