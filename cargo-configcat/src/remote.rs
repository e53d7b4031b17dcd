//! [`Remote`]: the config of an SDK key, downloaded in the same way as in a build script.

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use configcat_build::{
    CONFIG_VERSIONS, Choice, ConfigVersion, DATA_GOVERNANCES, DEFAULT_DATA_GOVERNANCE, DataGovernance,
    Downloaded, Problem, Proxy, PullArgument, SdkKeyVar, Spec,
};
use configcat_core::{Download, transport::Tls};

use crate::{failure::Failure, output::Output, progress::Progress, severity::Severity};

const DEFAULT_VARIABLE: &str = "CONFIGCAT_SDK_KEY";

/// The environment variables, for the help of commands that download.
pub(crate) const ENVIRONMENT: &str = "\
Environment:
  CONFIGCAT_SDK_KEY  the SDK key, if `--sdk-key-env` names no other variable
  CONFIGCAT_OFFLINE  if it is set, nothing is downloaded
";

/// Where a config is downloaded from.
#[derive(Debug, Args)]
#[group(id = Remote::GROUP)]
pub(crate) struct Remote {
    /// The environment variable with the SDK key
    #[arg(long = PullArgument::SdkKeyEnv.name(), value_name = "NAME", default_value = DEFAULT_VARIABLE)]
    sdk_key_env: String,

    /// A ConfigCat Proxy or a mirror to use instead of ConfigCat's CDN
    #[arg(long = PullArgument::BaseUrl.name(), value_name = "URL")]
    base_url: Option<String>,

    /// Accept plain `http` for any base URL; the SDK key then crosses the network in the clear
    #[arg(long = PullArgument::AllowInsecureHttp.name())]
    allow_insecure_http: bool,

    /// Where the config is served from, as set in the ConfigCat dashboard
    #[arg(
        long = PullArgument::DataGovernance.name(),
        value_name = "WHERE",
        value_parser = one_of(&DATA_GOVERNANCES),
        default_value = DEFAULT_DATA_GOVERNANCE.name
    )]
    data_governance: DataGovernance,

    /// The HTTP or SOCKS5 proxy to use; by default, the proxy of the environment
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,

    /// A PEM file with root certificates to trust in addition to the system's
    #[arg(long, value_name = "FILE")]
    root_certificate: Option<PathBuf>,

    /// The longest time that the download may take; by default, 40 seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,

    /// The version of the config format; by default, the SDK key decides
    #[arg(
        long = PullArgument::ConfigVersion.name(),
        value_name = "VERSION",
        value_parser = one_of(&CONFIG_VERSIONS)
    )]
    config_version: Option<ConfigVersion>,
}

/// Reads the file of `--root-certificate`.
fn root_certificate(path: &Path) -> Result<Tls, Problem> {
    let shown = path.display();
    let pem = fs::read(path)
        .map_err(|error| Problem::new(format!("`--root-certificate`: cannot read `{shown}`: {error}")))?;
    let tls = Tls::new().root_certificate_pem(pem);
    tls.map_err(|error| Problem::new(format!("`--root-certificate`: `{shown}`: {error}")))
}

/// Reads a number of seconds.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().map_err(|_| "not a number of seconds")?;
    let duration = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    let (shortest, longest) = (Duration::from_millis(1), Duration::from_secs(24 * 60 * 60));
    if (shortest..=longest).contains(&duration) {
        Ok(duration)
    } else {
        Err("the time must be from 0.001 to 86400 seconds".to_owned())
    }
}

/// Reads the name of a choice.
fn one_of<T: Clone + Send + Sync + 'static>(
    choices: &'static [Choice<T>],
) -> impl TypedValueParser<Value = T> {
    let names = choices.iter().map(|choice| PossibleValue::new(choice.name).help(choice.help));
    PossibleValuesParser::new(names).try_map(|name| {
        let chosen = choices.iter().find(|choice| choice.name == name);
        chosen.map(|choice| choice.value.clone()).ok_or("not one of the choices")
    })
}

impl Remote {
    /// The group of the arguments, for arguments that exclude them.
    pub(crate) const GROUP: &str = "remote";

    /// The id of the argument with the variable.
    pub(crate) const SDK_KEY_ENV: &str = "sdk_key_env";

    /// Whether to download: the default variable has an SDK key, or the user named another variable, which must have one.
    pub(crate) fn has_sdk_key(&self) -> bool {
        self.sdk_key_env != DEFAULT_VARIABLE
            || env::var_os(DEFAULT_VARIABLE).is_some_and(|key| !key.is_empty())
    }

    /// Downloads the config, and reports warnings.
    pub(crate) fn download(&self, output: &Output) -> Result<Download, Failure> {
        self.download_with_key_of(&self.sdk_key_env, output)
    }

    /// The same for the SDK key of another variable.
    pub(crate) fn download_with_key_of(&self, variable: &str, output: &Output) -> Result<Download, Failure> {
        let progress = Progress::of_download(output, &config_of(variable));
        let fetched = self.fetch(variable);
        drop(progress);
        let Downloaded { download, warnings } = fetched?;
        if !warnings.is_empty() {
            output.report(Severity::Warning, &warnings)?;
        }
        Ok(download)
    }

    fn fetch(&self, variable: &str) -> Result<Downloaded, Problem> {
        // Errors of proxies never contain the URL, since it may contain a password.
        let proxy = self.proxy.as_ref().map(Proxy::new).transpose();
        let proxy = proxy.map_err(|error| Problem::new(format!("`--proxy`: {error}")))?;
        let mut download = Spec::download(SdkKeyVar::from_env(variable))
            .data_governance(self.data_governance)
            .allow_insecure_http(self.allow_insecure_http);
        if let Some(url) = &self.base_url {
            download = download.base_url(url);
        }
        if let Some(proxy) = proxy {
            download = download.options(move |client| client.proxy(proxy.clone()));
        }
        if let Some(path) = &self.root_certificate {
            let tls = root_certificate(path)?;
            download = download.options(move |client| client.tls(tls.clone()));
        }
        if let Some(timeout) = self.timeout {
            // The shorter time-outs of connecting and reading would end the download earlier.
            download = download.options(move |client| {
                client.request_timeout(timeout).connect_timeout(timeout).read_timeout(timeout)
            });
        }
        if let Some(version) = self.config_version {
            download = download.config_version(version);
        }
        download.fetch().map_err(|problem| match env::var_os(variable) {
            Some(_) => problem,
            None => problem.remedy("set it to the SDK key of the environment, or name another variable"),
        })
    }
}

/// The name of the config in messages.
impl fmt::Display for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&config_of(&self.sdk_key_env))
    }
}

fn config_of(variable: &str) -> String {
    format!("the config of `{variable}`")
}
