//! The methods of [`ClientBuilder`] for clients whose config is downloaded.

use std::{sync::Arc, time::Duration};

use tokio::runtime;

use crate::client::{
    builder::client_builder::ClientBuilder,
    cache::{AsyncConfigCache, Cache, ConfigCache},
    fetch::{ConfigVersion, DataGovernance},
    polling::PollingMode,
    transport::{Proxy, Transport},
};

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

    /// Starts without downloads, until [`Client::set_online`](crate::Client::set_online). The default is false.
    pub fn offline(mut self, offline: bool) -> Self {
        self.remote.offline = offline;
        self
    }

    /// Where to keep configs between runs, or to share them between processes. The default is nowhere.
    pub fn cache(mut self, cache: impl ConfigCache) -> Self {
        self.parts.cache = Some(Cache::Blocking(Arc::new(cache)));
        self
    }

    /// The same as [`cache`](Self::cache), for asynchronous caches.
    pub fn async_cache(mut self, cache: impl AsyncConfigCache) -> Self {
        self.parts.cache = Some(Cache::Async(Arc::new(cache)));
        self
    }

    /// Another way to send requests than the built-in HTTP client. Time-outs and proxy are then up to it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.parts.transport = Some(Arc::new(transport));
        self
    }

    /// Runs the client's background work on this runtime, so that a test can pause its clock.
    #[doc(hidden)]
    pub fn runtime(mut self, runtime: runtime::Handle) -> Self {
        self.parts.runtime = Some(runtime);
        self
    }
}
