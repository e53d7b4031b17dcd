//! Checks the options of clients whose config is downloaded.

use std::time::Duration;

use crate::{
    client::{
        build_error::BuildError,
        builder::base_url::base_url_problem,
        builder::{client_builder::ClientBuilder, remote_options::RemoteOptions},
        fetch::ConfigVersion,
        polling::PollingMode,
        sdk_key::KeyForm,
    },
    config::Overrides,
};

impl ClientBuilder {
    /// Checks all options, and returns the version of the config format.
    pub(super) fn check(&self) -> Result<ConfigVersion, BuildError> {
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

    pub(super) fn check_reload(&self) -> Result<(), BuildError> {
        let reload = self.overrides.as_ref().and_then(Overrides::reload_interval);
        let (min, max) = (RemoteOptions::MIN_RELOAD, RemoteOptions::MAX_PERIOD);
        in_range("reload", reload.unwrap_or(max), min, max)
    }
}

fn in_range(option: &'static str, given: Duration, min: Duration, max: Duration) -> Result<(), BuildError> {
    if (min..=max).contains(&given) {
        Ok(())
    } else {
        Err(BuildError::OutOfRange { option, given, min, max })
    }
}
