//! [`Remote`]: the config of an SDK key, downloaded as a build script does it.

use std::fmt;

use clap::{Args, ValueEnum};
use configcat_build::{ConfigVersion, DataGovernance, Fetched, Problem, Proxy, SdkKey, Spec};
use configcat_core::Download;

use crate::{
    failure::Failure,
    output::{Output, Warnings},
};

/// What the help of a command that downloads says of the environment.
pub(crate) const ENVIRONMENT: &str = "\
Environment:
  CONFIGCAT_SDK_KEY  the SDK key, if `--sdk-key-env` names no other variable
  CONFIGCAT_OFFLINE  if it is set, nothing is downloaded
";

/// Where a config is downloaded from.
#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Remote {
    /// The environment variable with the SDK key
    #[arg(long, value_name = "NAME", default_value = "CONFIGCAT_SDK_KEY")]
    sdk_key_env: String,

    /// A ConfigCat Proxy or a mirror in the place of ConfigCat's CDN
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    /// Accept plain `http` for any base URL; the SDK key then crosses the network in the clear
    #[arg(long)]
    allow_insecure_http: bool,

    /// Where the config is served from, as set in the ConfigCat dashboard
    #[arg(long, value_enum, value_name = "WHERE", default_value_t)]
    data_governance: Governance,

    /// The HTTP proxy to use; the default is that of the environment
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,

    /// The version of the config; the default is the one that the SDK key has
    #[arg(long, value_enum, value_name = "VERSION")]
    config_version: Option<Version>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Governance {
    /// On all data centres of the world
    #[default]
    Global,
    /// In the European Union only
    Eu,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Version {
    /// `config_v5.json`
    V5,
    /// `config_v6.json`
    V6,
}

impl Remote {
    /// The names of the arguments, for those that exclude them.
    pub(crate) const ARGUMENTS: [&str; 6] =
        ["sdk_key_env", "base_url", "allow_insecure_http", "data_governance", "proxy", "config_version"];

    /// Downloads the config, and reports what deserves a warning.
    pub(crate) fn download(&self, output: &Output) -> Result<Download, Failure> {
        let progress = output.progress(&format!("downloading {self}"));
        let fetched = self.fetch();
        drop(progress);
        let Fetched { download, warnings } = fetched?;
        if !warnings.is_empty() {
            output.report(&Warnings { warnings })?;
        }
        Ok(download)
    }

    fn fetch(&self) -> Result<Fetched, Problem> {
        // Errors of proxies never contain the URL, since there may be a password in it.
        let proxy = self.proxy.as_ref().map(Proxy::new).transpose();
        let proxy = proxy.map_err(|error| Problem::new(format!("`--proxy`: {error}")))?;
        let version = self.config_version.map(|version| match version {
            Version::V5 => ConfigVersion::V5,
            Version::V6 => ConfigVersion::V6,
        });
        let governance = match self.data_governance {
            Governance::Global => DataGovernance::Global,
            Governance::Eu => DataGovernance::EuOnly,
        };
        let mut download = Spec::download(SdkKey::from_env(&self.sdk_key_env))
            .data_governance(governance)
            .allow_insecure_http(self.allow_insecure_http);
        if let Some(url) = &self.base_url {
            download = download.base_url(url);
        }
        if let Some(proxy) = proxy {
            download = download.options(move |client| client.proxy(proxy.clone()));
        }
        if let Some(version) = version {
            download = download.config_version(version);
        }
        download.fetch()
    }
}

/// What messages call the config.
impl fmt::Display for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the config of `{}`", self.sdk_key_env)
    }
}
