//! Builds clients with local flags only, and the parts that all clients have.

use std::sync::{Arc, atomic::AtomicBool};

#[cfg(feature = "http")]
use crate::client::live_clients::remember;
use crate::{
    client::{
        build_error::BuildError,
        builder::client_builder::ClientBuilder,
        client::Client,
        hook_set::HookSet,
        hook_threads::HookThreads,
        sdk_key::SdkKey,
        shared::Shared,
        store::{ReadPolicy, State, Store},
        watchers::Watchers,
    },
    config::{Config, OverrideBehaviour, Overrides},
    evaluation::{FlagData, ReadListener, ReadyState, Snapshot},
    usage::UsageBook,
};

impl Client {
    /// A builder of a client for an SDK key, with the default of each option.
    ///
    /// ```
    /// use configcat_core::{Client, OverrideBehaviour, Overrides};
    ///
    /// let overrides = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
    /// let client = Client::builder("local").overrides(overrides).build()?;
    /// assert!(client.get_value("darkMode", false, None));
    /// # Ok::<(), configcat_core::BuildError>(())
    /// ```
    #[doc(alias("create_client", "getClient"))]
    pub fn builder(sdk_key: impl Into<SdkKey>) -> ClientBuilder {
        ClientBuilder::new(sdk_key.into())
    }
}

impl ClientBuilder {
    /// Builds the client. Never waits: the first config is downloaded in the background. Calls neither hooks nor the
    /// log filter; a hook for a ready client is called soon after, on another thread.
    ///
    /// # Errors
    ///
    /// If the SDK key or another option is not valid. The error names the option and the remedy. A client with
    /// [`OverrideBehaviour::LocalOnly`] accepts every SDK key except an empty one. Without the crate's feature `http`,
    /// only such clients can be built.
    pub fn build(self) -> Result<Client, BuildError> {
        let client = self.assemble()?;
        client.announce();
        Ok(client)
    }

    /// Builds the client, but does not announce it to its hooks.
    pub(crate) fn assemble(self) -> Result<Client, BuildError> {
        self.check_key()?;
        let is_local =
            self.overrides.as_ref().is_some_and(|own| own.behaviour() == OverrideBehaviour::LocalOnly);
        #[cfg(feature = "http")]
        return {
            let client = if is_local { self.build_local() } else { self.build_remote() }?;
            remember(&client);
            Ok(client)
        };
        #[cfg(not(feature = "http"))]
        if is_local { Ok(self.build_fixed()) } else { Err(BuildError::HttpDisabled) }
    }

    pub(super) fn check_key(&self) -> Result<(), BuildError> {
        if self.sdk_key.as_str().is_empty() { Err(BuildError::EmptySdkKey) } else { Ok(()) }
    }

    /// A client with local flags that never change: it needs no driver.
    pub(super) fn build_fixed(self) -> Client {
        let ready = ReadyState::HasLocalOverrideFlagDataOnly;
        let (shared, _) = self.into_shared(ReadPolicy::Immediate, Some(ready));
        Client::of(
            shared,
            #[cfg(feature = "http")]
            None,
        )
    }

    /// The shared part of a client. Until the driver publishes a config, readers see the overrides alone.
    pub(super) fn into_shared(
        self,
        read_policy: ReadPolicy,
        ready: Option<ReadyState>,
    ) -> (Arc<Shared>, Option<Overrides>) {
        let usage = self.counts_usage.then(|| Arc::new(UsageBook::new()));
        let listens = self.emits_events || !self.read_callbacks.is_empty();
        let listener = listens.then(|| ReadListener {
            set_id: self.sdk_key.to_string(),
            emits_events: self.emits_events,
            callbacks: self.read_callbacks,
        });
        let empty = Snapshot::empty(self.logger.clone(), self.default_user);
        let empty = empty.observed(usage.as_ref(), listener.map(Arc::new));
        let snapshot = match &self.overrides {
            Some(overrides) => {
                let local = Arc::new(overrides.apply(&Config::default()));
                empty.with_data(FlagData::local(local))
            }
            None => empty,
        };
        let store = Store::new(State { snapshot, read_policy, ready, attempts: 0 });
        #[cfg(feature = "http")]
        let hook_threads = self.parts.runtime.map_or(HookThreads::Own, HookThreads::Of);
        #[cfg(not(feature = "http"))]
        let hook_threads = HookThreads::Own;
        let shared = Shared {
            sdk_key: self.sdk_key,
            store,
            hooks: HookSet::new(self.hooks),
            hook_threads,
            watchers: Watchers::default(),
            logger: self.logger,
            usage,
            warned_of_blocking: AtomicBool::new(false),
        };
        (Arc::new(shared), self.overrides)
    }
}
