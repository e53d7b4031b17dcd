//! [`base_urls`]: lines to paste into a program.

use serde::Serialize;

use crate::served::Content;

/// A line to paste.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BaseUrl {
    /// The SDK, or `Environment` for variables.
    pub sdk: &'static str,
    /// The line.
    pub code: String,
}

/// The lines that make each SDK use this server.
pub(crate) fn base_urls(base_url: &str, sdk_key: &str, content: &Content) -> Vec<BaseUrl> {
    let line = |sdk, code| BaseUrl { sdk, code };
    // With an SDK key of this form, the client would ask for config v6.
    let version = if content.v6.is_err() { ".config_version(ConfigVersion::V5)" } else { "" };
    vec![
        line("Rust", format!("Client::builder(\"{sdk_key}\").base_url(\"{base_url}\"){version}.build()?")),
        line(
            "JavaScript",
            format!(
                "configcat.getClient(\"{sdk_key}\", configcat.PollingMode.AutoPoll, {{ baseUrl: \"{base_url}\" }})"
            ),
        ),
        line(
            "Python",
            format!("configcatclient.get(\"{sdk_key}\", ConfigCatOptions(base_url=\"{base_url}\"))"),
        ),
        line(
            "Go",
            format!(
                "configcat.NewCustomClient(configcat.Config{{SDKKey: \"{sdk_key}\", BaseURL: \"{base_url}\"}})"
            ),
        ),
        line(
            ".NET",
            format!(
                "ConfigCatClient.Get(\"{sdk_key}\", options => options.BaseUrl = new Uri(\"{base_url}\"))"
            ),
        ),
        line(
            "Java",
            format!("ConfigCatClient.get(\"{sdk_key}\", options -> options.baseUrl(\"{base_url}\"))"),
        ),
        line("Environment", format!("CONFIGCAT_BASE_URL={base_url} CONFIGCAT_SDK_KEY={sdk_key}")),
    ]
}
