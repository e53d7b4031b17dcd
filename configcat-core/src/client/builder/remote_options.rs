//! [`RemoteOptions`]: the options of a client whose config is downloaded.

use std::{fmt, sync::Arc, time::Duration};

use tokio::runtime;

use crate::client::{
    cache::Cache,
    fetch::{ConfigVersion, DataGovernance},
    polling::PollingMode,
    transport::{Proxy, Transport, TransportRequest, without_password},
};

/// Each field is an option of [`ClientBuilder`](crate::ClientBuilder).
#[derive(Clone, Default, PartialEq)]
pub(crate) struct RemoteOptions {
    pub(super) polling_mode: PollingMode,
    pub(super) data_governance: DataGovernance,
    pub(super) base_url: Option<String>,
    pub(super) allow_insecure_http: bool,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    pub(super) proxy: Option<Proxy>,
    pub(super) max_config_size: Option<usize>,
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
    pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
    pub(super) const READ_TIMEOUT: Duration = Duration::from_secs(30);
    pub(super) const MAX_CONFIG_SIZE: usize = TransportRequest::DEFAULT_MAX_BODY_SIZE;

    pub(super) const MIN_RELOAD: Duration = Duration::from_millis(100);
    pub(super) const MIN_PERIOD: Duration = Duration::from_secs(1);
    pub(super) const MAX_PERIOD: Duration = Duration::from_secs(i32::MAX as u64);
    pub(super) const MAX_TIMEOUT: Duration = Duration::from_hours(24);
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
