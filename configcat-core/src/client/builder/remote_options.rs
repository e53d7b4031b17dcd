//! [`RemoteOptions`]: the options of a client whose config is downloaded.

use std::{fmt, sync::Arc, time::Duration};

use tokio::runtime;

use crate::client::{
    cache::Cache,
    fetch::{ConfigVersion, DataGovernance},
    polling::PollingMode,
    transport::{Proxy, Tls, Transport, TransportRequest, without_password},
};

/// Each field is an option of [`ClientBuilder`](crate::ClientBuilder).
#[derive(Clone, PartialEq)]
pub(crate) struct RemoteOptions {
    pub(super) polling_mode: PollingMode,
    pub(super) data_governance: DataGovernance,
    pub(super) base_url: Option<String>,
    pub(super) allow_insecure_http: bool,
    pub(super) request_timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) read_timeout: Duration,
    pub(super) proxy: Option<Proxy>,
    pub(super) tls: Tls,
    pub(super) max_config_size: usize,
    pub(super) config_version: Option<ConfigVersion>,
    pub(super) bootstrap: Option<String>,
    pub(super) offline: bool,
}

/// Parts of a client that the application implements. They cannot be compared.
#[derive(Default)]
pub(crate) struct ClientParts {
    pub(super) cache: Option<Cache>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) runtime: Option<runtime::Handle>,
}

impl RemoteOptions {
    pub(super) const MIN_RELOAD: Duration = Duration::from_millis(100);
    pub(super) const MIN_PERIOD: Duration = Duration::from_secs(1);
    pub(super) const MAX_PERIOD: Duration = Duration::from_secs(i32::MAX as u64);
    pub(super) const MIN_TIMEOUT: Duration = Duration::from_millis(1);
    pub(super) const MAX_TIMEOUT: Duration = Duration::from_secs(24 * 60 * 60);
}

impl Default for RemoteOptions {
    fn default() -> Self {
        Self {
            polling_mode: PollingMode::default(),
            data_governance: DataGovernance::default(),
            base_url: None,
            allow_insecure_http: false,
            request_timeout: Duration::from_secs(40),
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            proxy: None,
            tls: Tls::default(),
            max_config_size: TransportRequest::DEFAULT_MAX_BODY_SIZE,
            config_version: None,
            bootstrap: None,
            offline: false,
        }
    }
}

impl fmt::Debug for RemoteOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteOptions")
            .field("polling_mode", &self.polling_mode)
            .field("data_governance", &self.data_governance)
            .field("base_url", &self.base_url.as_deref().map(without_password))
            .field("allow_insecure_http", &self.allow_insecure_http)
            .field("request_timeout", &self.request_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("proxy", &self.proxy)
            .field("tls", &self.tls)
            .field("max_config_size", &self.max_config_size)
            .field("config_version", &self.config_version)
            .field("bootstrap", &self.bootstrap.is_some())
            .field("offline", &self.offline)
            .finish()
    }
}

impl fmt::Debug for ClientParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientParts")
            .field("cache", &self.cache)
            .field("transport", &self.transport.is_some())
            .finish_non_exhaustive()
    }
}
