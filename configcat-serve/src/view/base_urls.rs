//! [`base_urls`]: lines to paste into a program.

use serde::Serialize;

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
pub(crate) fn base_urls(base_url: &str, sdk_key: &str) -> Vec<BaseUrl> {
    let line = |sdk, code| BaseUrl { sdk, code };
    vec![
        line("Rust", format!("Client::builder(\"{sdk_key}\").base_url(\"{base_url}\").build()?")),
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
