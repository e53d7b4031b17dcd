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
    /// When the client downloads the config. The default is [`PollingMode::auto`].
    pub fn polling_mode(mut self, mode: impl Into<PollingMode>) -> Self {
        self.remote.polling_mode = mode.into();
        self
    }

    /// The data centres that serve the config. Set it to the same as in the ConfigCat dashboard. The default is
    /// [`DataGovernance::Global`].
    pub fn data_governance(mut self, data_governance: DataGovernance) -> Self {
        self.remote.data_governance = data_governance;
        self
    }

    /// The server to download the config from, instead of ConfigCat's CDN: a ConfigCat Proxy or a mirror. Plain `http`
    /// is accepted only for the local machine; see [`allow_insecure_http`](Self::allow_insecure_http).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.remote.base_url = Some(url.into());
        self
    }

    /// Whether plain `http` is accepted for every base URL. The SDK key then crosses the network unencrypted. The
    /// default is false.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.remote.allow_insecure_http = allow;
        self
    }

    /// The longest time to connect to the server: at least 1 millisecond, at most 24 hours, by default 10 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.remote.connect_timeout = Some(timeout);
        self
    }

    /// The longest time from the start of a request to the head of the answer, and from one part of the body to the
    /// next: at least 1 millisecond, at most 24 hours, by default 30 seconds.
    ///
    /// A whole answer may take four times as long, and one second more for every 64 KiB received.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.remote.read_timeout = Some(timeout);
        self
    }

    /// The HTTP proxy to use. By default, the environment variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
    /// `NO_PROXY` decide.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.remote.proxy = Some(proxy);
        self
    }

    /// The largest config document to accept, in bytes after decompression. The default is 64 MiB.
    pub fn max_config_size(mut self, bytes: usize) -> Self {
        self.remote.max_config_size = Some(bytes);
        self
    }

    /// The config version to download. By default, the SDK key decides: keys that start with `configcat-sdk-1/` or
    /// `configcat-proxy/` have config v6, all others config v5.
    pub fn config_version(mut self, version: ConfigVersion) -> Self {
        self.remote.config_version = Some(version);
        self
    }

    /// A config document that flags are read from until the client gets a config from the cache or by a download: the
    /// document that code was generated from, for example. The default is none.
    pub fn bootstrap(mut self, document: impl Into<String>) -> Self {
        self.remote.bootstrap = Some(document.into());
        self
    }

    /// Whether the client starts offline: it downloads nothing until [`Client::set_online`](crate::Client::set_online).
    /// The default is false.
    pub fn offline(mut self, offline: bool) -> Self {
        self.remote.offline = offline;
        self
    }

    /// The cache that keeps configs between runs, and shares them between processes. The default is none.
    pub fn cache(mut self, cache: impl ConfigCache) -> Self {
        self.parts.cache = Some(Cache::Blocking(Arc::new(cache)));
        self
    }

    /// The same as [`cache`](Self::cache), for asynchronous caches.
    pub fn async_cache(mut self, cache: impl AsyncConfigCache) -> Self {
        self.parts.cache = Some(Cache::Async(Arc::new(cache)));
        self
    }

    /// A transport of your own, instead of the built-in HTTP client. The options for time-outs and the proxy have no
    /// effect on it.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.parts.transport = Some(Arc::new(transport));
        self
    }

    /// Runs the client's driver on this runtime, so that a test can pause its clock.
    #[doc(hidden)]
    pub fn runtime(mut self, runtime: runtime::Handle) -> Self {
        self.parts.runtime = Some(runtime);
        self
    }
}
