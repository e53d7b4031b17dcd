//! The methods of [`ClientBuilder`] for clients whose config is downloaded.

use std::{sync::Arc, time::Duration};

use tokio::runtime;

use crate::client::{
    builder::client_builder::ClientBuilder,
    cache::{AsyncConfigCache, Cache, ConfigCache},
    fetch::{ConfigVersion, DataGovernance},
    guest::Guest,
    polling::PollingMode,
    transport::{Proxy, Tls, Transport},
};

impl ClientBuilder {
    /// When the client downloads the config. The default is [`PollingMode::auto`].
    pub fn polling_mode(self, mode: impl Into<PollingMode>) -> Self {
        self.set(|own| own.remote.polling_mode = mode.into())
    }

    /// The data centres that serve the config. Set it to the same as in the ConfigCat dashboard. The default is
    /// [`DataGovernance::Global`].
    #[doc(alias = "dataGovernance")]
    pub fn data_governance(self, data_governance: DataGovernance) -> Self {
        self.set(|own| own.remote.data_governance = data_governance)
    }

    /// The server to download the config from, instead of ConfigCat's CDN: a ConfigCat Proxy or a mirror. Plain `http`
    /// is accepted only for the local machine; see [`allow_insecure_http`](Self::allow_insecure_http).
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.set(|own| own.remote.base_url = Some(url.into()))
    }

    /// Whether plain `http` is accepted for every base URL. The SDK key then crosses the network unencrypted. The
    /// default is false.
    pub fn allow_insecure_http(self, allow: bool) -> Self {
        self.set(|own| own.remote.allow_insecure_http = allow)
    }

    /// The longest time that a request may take, from its start to the end of the answer: at least 1 millisecond, at
    /// most 24 hours, by default 40 seconds. A request that takes longer is given up, whatever the transport does. Set
    /// it higher if a large config has to arrive over a slow connection.
    ///
    /// This counts for a [`transport`](Self::transport) of your own, too. [`connect_timeout`](Self::connect_timeout)
    /// and [`read_timeout`](Self::read_timeout) end a request earlier.
    #[doc(alias = "http_timeout")]
    pub fn request_timeout(self, timeout: Duration) -> Self {
        self.set(|own| own.remote.request_timeout = timeout)
    }

    /// The longest time to connect to the server: at least 1 millisecond, at most 24 hours, by default 10 seconds.
    #[doc(alias = "connect_timeout_seconds")]
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.set(|own| own.remote.connect_timeout = timeout)
    }

    /// The longest time from the start of a request to the head of the answer, and from one part of the body to the
    /// next: at least 1 millisecond, at most 24 hours, by default 30 seconds.
    ///
    /// A whole answer may take four times as long, and one second more for every 64 KiB received, but never longer than
    /// [`request_timeout`](Self::request_timeout).
    #[doc(alias = "read_timeout_seconds")]
    pub fn read_timeout(self, timeout: Duration) -> Self {
        self.set(|own| own.remote.read_timeout = timeout)
    }

    /// The proxy to use. By default, the environment variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`
    /// decide.
    #[doc(alias = "proxies")]
    pub fn proxy(self, proxy: Proxy) -> Self {
        self.set(|own| own.remote.proxy = Some(proxy))
    }

    /// Whom the client trusts, and how it proves who it is, in `https` connections. By default, it trusts the root
    /// certificates of the system, and has no certificate of its own.
    pub fn tls(self, tls: Tls) -> Self {
        self.set(|own| own.remote.tls = tls)
    }

    /// The largest config document to accept, in bytes after decompression. The default is 64 MiB.
    pub fn max_config_size(self, bytes: usize) -> Self {
        self.set(|own| own.remote.max_config_size = bytes)
    }

    /// The config version to download. By default, the SDK key decides: keys that start with `configcat-sdk-1/` or
    /// `configcat-proxy/` have config v6, all others config v5.
    pub fn config_version(self, version: ConfigVersion) -> Self {
        self.set(|own| own.remote.config_version = Some(version))
    }

    /// A config document that flags are read from until the client gets a config from the cache or by a download: the
    /// document that code was generated from, for example. The default is none.
    pub fn bootstrap(self, document: impl Into<String>) -> Self {
        self.set(|own| own.remote.bootstrap = Some(document.into()))
    }

    /// Whether the client starts offline: it downloads nothing until [`Client::set_online`](crate::Client::set_online).
    /// The default is false.
    pub fn offline(self, offline: bool) -> Self {
        self.set(|own| own.remote.offline = offline)
    }

    /// The cache that keeps configs between runs, and shares them between processes. The default is none.
    #[doc(alias("config_cache", "config_cache_class"))]
    pub fn cache(self, cache: impl ConfigCache) -> Self {
        self.set(|own| own.parts.cache = Some(Cache::Blocking(Arc::new(Guest::new(cache)))))
    }

    /// The same as [`cache`](Self::cache), for asynchronous caches.
    pub fn async_cache(self, cache: impl AsyncConfigCache) -> Self {
        self.set(|own| own.parts.cache = Some(Cache::Async(Arc::new(Guest::new(cache)))))
    }

    /// A transport of your own, instead of the built-in HTTP client. The options for connecting have no effect on it:
    /// `connect_timeout`, `read_timeout`, `proxy` and `tls`. [`request_timeout`](Self::request_timeout) has.
    #[doc(alias("ConfigFetcher", "http_client"))]
    pub fn transport(self, transport: impl Transport) -> Self {
        self.set(|own| own.parts.transport = Some(Arc::new(Guest::new(transport))))
    }

    /// Runs the client's driver on this runtime, so that a test can pause its clock.
    #[doc(hidden)]
    pub fn runtime(mut self, runtime: runtime::Handle) -> Self {
        self.parts.runtime = Some(runtime);
        self
    }
}
