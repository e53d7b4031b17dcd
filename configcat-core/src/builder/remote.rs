//! The options of clients whose config is downloaded.

use std::{fmt, sync::Arc, time::Duration};

use tokio::{runtime, time::Instant};

use super::ClientBuilder;
use crate::{
    AsyncConfigCache, BuildError, Client, Config, ConfigCache, ConfigVersion, DataGovernance, Download,
    DownloadError, Overrides, PollingMode, Proxy, RefreshError, Transport,
    cache::Cache,
    driver::{self, Driver, DriverHandle, cache_access::CacheAccess},
    entry,
    fetch::{Fetcher, Origin},
    sdk_key::KeyForm,
    store::Patience,
    transport::http::{HttpOptions, HttpTransport, base_url_problem, without_password},
};

/// See the methods of [`ClientBuilder`].
#[derive(Default)]
pub(super) struct RemoteOptions {
    polling_mode: PollingMode,
    data_governance: DataGovernance,
    base_url: Option<String>,
    allow_insecure_http: bool,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    proxy: Option<Proxy>,
    max_config_size: Option<usize>,
    config_version: Option<ConfigVersion>,
    bootstrap: Option<String>,
    offline: bool,
    cache: Option<Cache>,
    transport: Option<Arc<dyn Transport>>,
    runtime: Option<runtime::Handle>,
}

/// The options of a client that can be compared with those of another.
pub(crate) struct ComparableOptions {
    shown: String,
    /// Whole: what is shown lacks the password.
    base_url: Option<String>,
    overrides: Option<Overrides>,
}

impl PartialEq for ComparableOptions {
    fn eq(&self, other: &Self) -> bool {
        let overrides = self.overrides.iter().zip(&other.overrides);
        self.shown == other.shown
            && self.base_url == other.base_url
            && overrides.into_iter().all(|(own, other)| own.is_like(other))
    }
}

impl RemoteOptions {
    const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
    const READ_TIMEOUT: Duration = Duration::from_secs(30);
    const MAX_CONFIG_SIZE: usize = 64 << 20;

    const MIN_RELOAD: Duration = Duration::from_millis(100);
    const MIN_PERIOD: Duration = Duration::from_secs(1);
    const MAX_PERIOD: Duration = Duration::from_secs(i32::MAX as u64);
    const MAX_TIMEOUT: Duration = Duration::from_hours(24);
}

impl ClientBuilder {
    /// When to download the config. The default is [`PollingMode::auto`].
    pub fn polling_mode(mut self, mode: impl Into<PollingMode>) -> Self {
        self.remote.polling_mode = mode.into();
        self
    }

    /// Where the config is served from; to be the same as in the ConfigCat dashboard. The default is
    /// [`DataGovernance::Global`].
    pub fn data_governance(mut self, data_governance: DataGovernance) -> Self {
        self.remote.data_governance = data_governance;
        self
    }

    /// A server of your own in the place of ConfigCat's CDN: a ConfigCat Proxy, or a mirror. Plain `http` is accepted
    /// for the local machine only.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.remote.base_url = Some(url.into());
        self
    }

    /// Accepts plain `http` for any base URL. The SDK key then crosses the network in the clear.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.remote.allow_insecure_http = allow;
        self
    }

    /// How long to wait for a connection: 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.remote.connect_timeout = Some(timeout);
        self
    }

    /// How long to wait for an answer from the start of the request on, and for each part of it: 30 seconds by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.remote.read_timeout = Some(timeout);
        self
    }

    /// The HTTP proxy to use. The default is that of the environment variables `HTTPS_PROXY`, `HTTP_PROXY`,
    /// `ALL_PROXY` and `NO_PROXY`.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.remote.proxy = Some(proxy);
        self
    }

    /// The largest config to accept, in bytes after decompression: 64 MiB by default.
    pub fn max_config_size(mut self, bytes: usize) -> Self {
        self.remote.max_config_size = Some(bytes);
        self
    }

    /// The version of the config format. The default is the one that the SDK key has.
    pub fn config_version(mut self, version: ConfigVersion) -> Self {
        self.remote.config_version = Some(version);
        self
    }

    /// A config document to start with, where neither cache nor network have one: the one that the code was generated
    /// from, for example.
    pub fn bootstrap(mut self, document: impl Into<String>) -> Self {
        self.remote.bootstrap = Some(document.into());
        self
    }

    /// Starts without downloads, until [`Client::set_online`]. The default is false.
    pub fn offline(mut self, offline: bool) -> Self {
        self.remote.offline = offline;
        self
    }

    /// Where to keep configs between runs, or to share them between processes. The default is nowhere.
    pub fn cache(mut self, cache: impl ConfigCache) -> Self {
        self.remote.cache = Some(Cache::Blocking(Arc::new(cache)));
        self
    }

    /// The same as [`cache`](Self::cache), for asynchronous caches.
    pub fn async_cache(mut self, cache: impl AsyncConfigCache) -> Self {
        self.remote.cache = Some(Cache::Async(Arc::new(cache)));
        self
    }

    /// Another way to send requests than the built-in HTTP client. Time-outs and proxy are then up to it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.remote.transport = Some(Arc::new(transport));
        self
    }

    /// Downloads the config once, without a client: for tools and build scripts. Blocks until it is there, and works in
    /// any program, async or not.
    ///
    /// Everything that says how a config is downloaded counts, as it does for a client: base URL, data governance,
    /// time-outs, proxy, transport, format and size of the config. The other options have nothing to do here.
    ///
    /// ```no_run
    /// use configcat_core::{Client, DataGovernance};
    ///
    /// let download = Client::builder("#YOUR-SDK-KEY#").data_governance(DataGovernance::EuOnly).download()?;
    /// println!("{} flags in {} bytes", download.config().len(), download.document().len());
    /// # Ok::<(), configcat_core::DownloadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If an option has a value that makes no sense, or if the config cannot be downloaded. Errors never contain the SDK
    /// key.
    pub fn download(self) -> Result<Download, DownloadError> {
        // The server has nothing to compare with: it cannot answer that nothing has changed.
        self.download_once(None)?.ok_or(DownloadError::Failed(RefreshError::NothingToKeep { ray_id: None }))
    }

    /// The same as [`download`](Self::download), but `None` if the config is still the one that had this
    /// [ETag](Download::etag): then it is not transferred.
    ///
    /// # Errors
    ///
    /// If an option has a value that makes no sense, or if the config cannot be downloaded.
    pub fn download_if_changed(self, etag: impl Into<String>) -> Result<Option<Download>, DownloadError> {
        self.download_once(Some(etag.into()))
    }

    /// Runs the client's background work on this runtime, so that a test can pause its clock.
    #[doc(hidden)]
    pub fn runtime(mut self, runtime: runtime::Handle) -> Self {
        self.remote.runtime = Some(runtime);
        self
    }

    /// What tells whether another builder makes a client that is alike.
    pub(crate) fn comparable(&self) -> ComparableOptions {
        ComparableOptions {
            shown: format!("{self:?}"),
            base_url: self.remote.base_url.clone(),
            overrides: self.overrides.clone(),
        }
    }

    fn download_once(self, etag: Option<String>) -> Result<Option<Download>, DownloadError> {
        // The user agent is that of a client which is told when to download.
        let mut builder = self.polling_mode(PollingMode::Manual);
        let version = builder.check()?;
        if driver::is_driver_thread() {
            let message = "a download cannot wait for the thread that it is called on: that of all downloads";
            return Err(BuildError::Driver(message.to_owned()).into());
        }
        let runtime = builder.take_runtime()?;
        Download::run(builder.fetcher(version), etag, &runtime)
    }

    /// A client with local flags. It has a driver only to look after a file that may change.
    pub(super) fn build_local(mut self) -> Result<Client, BuildError> {
        self.check_reload()?;
        let Some(watch) = self.overrides.as_ref().and_then(Overrides::watch) else {
            return Ok(self.build_fixed());
        };
        let runtime = self.take_runtime()?;
        let (shared, overrides) = self.into_shared(Patience::None, None, driver::retire);
        let shared = Arc::new(shared);
        let handle = DriverHandle::start(&runtime, true, |inbox| {
            let mut driver = Driver::new(Arc::clone(&shared), PollingMode::Manual, inbox);
            driver.overrides = overrides;
            driver
        });
        handle.watch(&runtime, watch);
        Ok(Client::remote(shared, handle))
    }

    /// A client whose config is downloaded.
    pub(super) fn build_remote(mut self) -> Result<Client, BuildError> {
        let version = self.check()?;
        let bootstrap = self.remote.bootstrap.take().map(|document| Config::parse(&document)).transpose();
        let bootstrap = bootstrap.map_err(BuildError::Bootstrap)?;
        let fetcher = self.fetcher(version);
        let (mode, offline) = (self.remote.polling_mode, self.remote.offline);
        let key = entry::cache_key(&self.sdk_key, version);
        let cache = self.remote.cache.take().map(|cache| CacheAccess::new(cache, key));
        let runtime = self.take_runtime()?;
        let watch = self.overrides.as_ref().and_then(Overrides::watch);

        let (shared, overrides) = self.into_shared(initial_patience(mode), None, driver::retire);
        let shared = Arc::new(shared);
        let handle = DriverHandle::start(&runtime, offline, |inbox| {
            let mut driver = Driver::new(Arc::clone(&shared), mode, inbox);
            driver.fetcher = Some(fetcher);
            driver.cache = cache;
            driver.overrides = overrides;
            driver.bootstrap(bootstrap);
            driver
        });
        if let Some(watch) = watch {
            handle.watch(&runtime, watch);
        }
        Ok(Client::remote(shared, handle))
    }

    /// Checks all options, and returns the version of the config format.
    fn check(&self) -> Result<ConfigVersion, BuildError> {
        self.check_key()?;
        let remote = &self.remote;
        let form = self.sdk_key.form();
        if form == Some(KeyForm::Proxy) && remote.base_url.is_none() {
            return Err(BuildError::ProxyWithoutBaseUrl);
        }
        let form = form.ok_or(BuildError::InvalidSdkKey)?;
        let version = match (form, remote.config_version) {
            (KeyForm::V1, version) => version.unwrap_or(ConfigVersion::V5),
            (_, Some(ConfigVersion::V5)) => return Err(BuildError::NoConfigV5),
            (_, _) => ConfigVersion::V6,
        };
        if let Some(url) = &remote.base_url {
            base_url_problem(url, remote.allow_insecure_http).map_or(Ok(()), Err)?;
        }
        let (min, max) = (RemoteOptions::MIN_PERIOD, RemoteOptions::MAX_PERIOD);
        match remote.polling_mode {
            PollingMode::Auto(auto) => {
                in_range("interval", auto.interval, min, max)?;
                in_range("max_init_wait", auto.max_init_wait, Duration::ZERO, max)?;
            }
            PollingMode::Lazy(lazy) => in_range("ttl", lazy.ttl, min, max)?,
            PollingMode::Manual => {}
        }
        let (min, max) = (Duration::from_millis(1), RemoteOptions::MAX_TIMEOUT);
        in_range("connect_timeout", remote.connect_timeout.unwrap_or(max), min, max)?;
        in_range("read_timeout", remote.read_timeout.unwrap_or(max), min, max)?;
        self.check_reload()?;
        Ok(version)
    }

    fn check_reload(&self) -> Result<(), BuildError> {
        let reload = self.overrides.as_ref().and_then(Overrides::reload_interval);
        let (min, max) = (RemoteOptions::MIN_RELOAD, RemoteOptions::MAX_PERIOD);
        in_range("reload", reload.unwrap_or(max), min, max)
    }

    fn fetcher(&mut self, version: ConfigVersion) -> Fetcher {
        let remote = &mut self.remote;
        let transport = remote.transport.take().unwrap_or_else(|| {
            Arc::new(HttpTransport::new(HttpOptions {
                connect_timeout: remote.connect_timeout.unwrap_or(RemoteOptions::CONNECT_TIMEOUT),
                read_timeout: remote.read_timeout.unwrap_or(RemoteOptions::READ_TIMEOUT),
                proxy: remote.proxy.take(),
                allow_insecure_http: remote.allow_insecure_http,
            }))
        });
        let origin = Origin::new(remote.base_url.as_deref(), remote.data_governance);
        let letter = remote.polling_mode.letter();
        Fetcher {
            user_agent: format!("ConfigCat-Rust/{letter}-{}", env!("CARGO_PKG_VERSION")),
            max_body_size: remote.max_config_size.unwrap_or(RemoteOptions::MAX_CONFIG_SIZE),
            allow_insecure_http: remote.allow_insecure_http,
            logger: self.logger.clone(),
            transport,
            sdk_key: self.sdk_key.clone(),
            version,
            origin,
        }
    }

    fn take_runtime(&mut self) -> Result<runtime::Handle, BuildError> {
        let own = self.remote.runtime.take();
        own.map_or_else(driver::runtime, Ok).map_err(|error| BuildError::Driver(error.to_string()))
    }
}

impl fmt::Debug for RemoteOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteOptions")
            .field("polling_mode", &self.polling_mode)
            .field("data_governance", &self.data_governance)
            .field("base_url", &self.base_url.as_deref().map(without_password))
            .field("allow_insecure_http", &self.allow_insecure_http)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("proxy", &self.proxy)
            .field("max_config_size", &self.max_config_size)
            .field("config_version", &self.config_version)
            .field("bootstrap", &self.bootstrap.is_some())
            .field("offline", &self.offline)
            .field("cache", &self.cache)
            .field("transport", &self.transport.is_some())
            .finish_non_exhaustive()
    }
}

fn initial_patience(mode: PollingMode) -> Patience {
    let now = Instant::now();
    let longest = match mode {
        PollingMode::Auto(auto) => auto.max_init_wait,
        // Nothing but a cache is read before the client is ready, which has a limit of its own.
        PollingMode::Lazy(_) | PollingMode::Manual => CacheAccess::TIMEOUT * 2,
    };
    Patience::UntilReady((now + longest).into_std())
}

fn in_range(option: &'static str, given: Duration, min: Duration, max: Duration) -> Result<(), BuildError> {
    if (min..=max).contains(&given) {
        Ok(())
    } else {
        Err(BuildError::OutOfRange { option, given, min, max })
    }
}
