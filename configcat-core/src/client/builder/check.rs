//! Checks the options of clients whose config is downloaded.

use std::time::Duration;

use crate::{
    client::{
        build_error::BuildError,
        builder::{
            base_url::{base_url_problem, needs_tls},
            client_builder::ClientBuilder,
            remote_options::RemoteOptions,
        },
        fetch::ConfigVersion,
        polling::PollingMode,
        sdk_key::KeyForm,
        transport::{HAS_TLS, Proxy},
    },
    config::Overrides,
};

impl ClientBuilder {
    /// Checks all options, and returns the version of the config format.
    pub(super) fn check(&self) -> Result<ConfigVersion, BuildError> {
        self.check_key()?;
        let version = self.version()?;
        let remote = &self.remote;
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
        let (min, max) = (RemoteOptions::MIN_TIMEOUT, RemoteOptions::MAX_TIMEOUT);
        in_range("request_timeout", remote.request_timeout, min, max)?;
        in_range("connect_timeout", remote.connect_timeout, min, max)?;
        in_range("read_timeout", remote.read_timeout, min, max)?;
        self.check_reload()?;
        self.check_tls(HAS_TLS)?;
        Ok(version)
    }

    pub(super) fn check_reload(&self) -> Result<(), BuildError> {
        let reload = self.overrides.as_ref().and_then(Overrides::reload_interval);
        let (min, max) = (RemoteOptions::MIN_RELOAD, RemoteOptions::MAX_PERIOD);
        in_range("reload", reload.unwrap_or(max), min, max)
    }

    /// The config version to download, by the SDK key and the option.
    pub(super) fn version(&self) -> Result<ConfigVersion, BuildError> {
        if let Some((what, place)) = self.sdk_key.white_space() {
            return Err(BuildError::WhiteSpaceInSdkKey { place, what });
        }
        let form = self.sdk_key.form().ok_or(BuildError::InvalidSdkKey)?;
        if form == KeyForm::Proxy && self.remote.base_url.is_none() {
            return Err(BuildError::ProxyWithoutBaseUrl);
        }
        match (form, self.remote.config_version) {
            (KeyForm::V1, version) => Ok(version.unwrap_or(ConfigVersion::V5)),
            (_, Some(ConfigVersion::V5)) => Err(BuildError::NoConfigV5),
            (_, _) => Ok(ConfigVersion::V6),
        }
    }

    /// Checks that the built-in transport can use `https`, if it has to.
    fn check_tls(&self, has_tls: bool) -> Result<(), BuildError> {
        let Self { remote, parts, .. } = self;
        if parts.transport.is_some() {
            return Ok(());
        }
        // Without a base URL, the config is downloaded from ConfigCat, over `https`.
        let is_tls = remote.base_url.as_deref().is_none_or(needs_tls)
            || remote.proxy.as_ref().is_some_and(Proxy::needs_tls);
        if is_tls && !has_tls {
            return Err(BuildError::TlsDisabled);
        }
        if remote.tls.trusts_nobody() { Err(BuildError::NoRootCertificates) } else { Ok(()) }
    }
}

fn in_range(option: &'static str, given: Duration, min: Duration, max: Duration) -> Result<(), BuildError> {
    if (min..=max).contains(&given) {
        Ok(())
    } else {
        Err(BuildError::OutOfRange { option, given, min, max })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::{client::Client, transport::Tls};

    #[test]
    fn https_needs_tls() {
        let key = "0123456789012345678901/0123456789012345678901";
        let builder = || Client::builder(key);
        let proxy = |url: &str| Proxy::new(url).unwrap();
        let (local, plain) = ("http://localhost:80", "http://a.example");
        for builder in [
            builder(),
            builder().base_url("https://a.example"),
            builder().base_url("HTTPS://localhost"),
            builder().base_url(local).proxy(proxy("https://proxy")),
            builder().proxy(proxy("http://proxy")),
        ] {
            assert_eq!(builder.check_tls(false), Err(BuildError::TlsDisabled), "{builder:?}");
            assert_eq!(builder.check_tls(true), Ok(()), "{builder:?}");
        }
        for builder in [
            builder().base_url(local),
            builder().base_url(plain).allow_insecure_http(true).proxy(proxy("http://proxy")),
        ] {
            assert_eq!(builder.check_tls(false), Ok(()), "{builder:?}");
        }
        let trusts_nobody = builder().tls(Tls::new().only_these_roots());
        assert_eq!(trusts_nobody.check_tls(true), Err(BuildError::NoRootCertificates));
        assert_eq!(builder().check_tls(HAS_TLS).is_ok(), HAS_TLS);
    }
}
