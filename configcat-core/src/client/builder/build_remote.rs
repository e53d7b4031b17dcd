//! Builds clients with a driver.

use std::{
    mem,
    sync::{Arc, Mutex},
};

use tokio::{runtime, time::Instant};

use crate::{
    client::{
        build_error::BuildError,
        builder::client_builder::ClientBuilder,
        cached_config::cache_key,
        client::Client,
        driver::{CacheAccess, DriverHandle, DriverParts, FileWatch, GuestCalls, driver_runtime},
        error_cause::ErrorCause,
        fetch::{ConfigVersion, Fetcher, Origin, Route},
        polling::PollingMode,
        store::ReadPolicy,
        transport::{ConnectionOptions, HttpOptions, HttpTransport, RayId},
    },
    config::Config,
};

impl ClientBuilder {
    /// A client with local flags only. It needs a driver only if its file of overrides is to be reloaded.
    pub(super) fn build_local(mut self) -> Result<Client, BuildError> {
        self.check_reload()?;
        let Some(watch) = self.overrides.as_ref().and_then(FileWatch::of) else {
            return Ok(self.build_fixed());
        };
        let runtime = self.take_runtime()?;
        let (shared, overrides) = self.into_shared(ReadPolicy::Immediate, None);
        let parts = DriverParts {
            shared: Arc::clone(&shared),
            mode: PollingMode::Manual,
            fetcher: None,
            cache: None,
            overrides,
            bootstrap: None,
        };
        let handle = DriverHandle::start(&runtime, true, parts);
        handle.watch(&runtime, watch);
        Ok(Client::of(shared, Some(handle)))
    }

    /// A client whose config is downloaded.
    pub(super) fn build_remote(mut self) -> Result<Client, BuildError> {
        let version = self.check()?;
        let bootstrap = self.remote.bootstrap.take().map(|document| Config::parse(&document)).transpose();
        let bootstrap = bootstrap.map_err(BuildError::Bootstrap)?;
        let fetcher = self.fetcher(version);
        let (mode, offline) = (self.remote.polling_mode, self.remote.offline);
        let key = cache_key(&self.sdk_key, version);
        let max_size = self.remote.max_config_size;
        let cache = self.parts.cache.take().map(|cache| CacheAccess::new(cache, key, max_size));
        let runtime = self.take_runtime()?;
        let watch = self.overrides.as_ref().and_then(FileWatch::of);

        let (shared, overrides) = self.into_shared(initial_read_policy(mode), None);
        let fetcher = Some(Arc::new(fetcher));
        let parts = DriverParts { shared: Arc::clone(&shared), mode, fetcher, cache, overrides, bootstrap };
        let handle = DriverHandle::start(&runtime, offline, parts);
        if let Some(watch) = watch {
            handle.watch(&runtime, watch);
        }
        Ok(Client::of(shared, Some(handle)))
    }

    pub(super) fn fetcher(&mut self, version: ConfigVersion) -> Fetcher {
        let remote = &mut self.remote;
        let route = match self.parts.transport.take() {
            Some(transport) => Route::Guest { transport, calls: GuestCalls::default() },
            None => Route::BuiltIn(Box::new(HttpTransport::new(HttpOptions {
                connection: ConnectionOptions {
                    connect_timeout: remote.connect_timeout,
                    proxy: remote.proxy.take(),
                    tls: mem::take(&mut remote.tls),
                },
                read_timeout: remote.read_timeout,
                allow_insecure_http: remote.allow_insecure_http,
            }))),
        };
        let origin = Origin::new(remote.base_url.as_deref(), remote.data_governance);
        let letter = remote.polling_mode.letter();
        Fetcher {
            user_agent: format!("ConfigCat-Rust/{letter}-{}", env!("CARGO_PKG_VERSION")),
            max_body_size: remote.max_config_size,
            ray_id: RayId::default(),
            timeout: remote.request_timeout,
            allow_insecure_http: remote.allow_insecure_http,
            logger: self.logger.clone(),
            route,
            sdk_key: self.sdk_key.clone(),
            version,
            origin: Mutex::new(origin),
        }
    }

    pub(super) fn take_runtime(&mut self) -> Result<runtime::Handle, BuildError> {
        let own = self.parts.runtime.clone();
        own.map_or_else(driver_runtime, Ok).map_err(|error| BuildError::Driver(ErrorCause::of(&error)))
    }
}

fn initial_read_policy(mode: PollingMode) -> ReadPolicy {
    let now = Instant::now();
    let longest = match mode {
        PollingMode::Auto(auto) if auto.prefer_cached => auto.max_init_wait.max(CacheAccess::TIMEOUT * 2),
        PollingMode::Auto(auto) => auto.max_init_wait,
        // Before such a client is ready, it only reads the cache, and that has its own time-out.
        PollingMode::Lazy(_) | PollingMode::Manual => CacheAccess::TIMEOUT * 2,
    };
    ReadPolicy::UntilReady((now + longest).into_std())
}
