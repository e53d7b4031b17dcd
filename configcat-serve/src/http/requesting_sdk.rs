//! [`RequestingSdk`]: what a request says about the SDK that sends it.

use axum::{
    extract::Query,
    http::{HeaderMap, Uri, header::USER_AGENT},
};
use serde::Deserialize;

/// The query of a request for a config. Browsers send what other SDKs have in headers.
#[derive(Debug, Default, Deserialize)]
pub(super) struct CdnQuery {
    pub(super) sdk: Option<String>,
    pub(super) ccetag: Option<String>,
}

/// The SDK that sends a request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RequestingSdk {
    /// The name and the version.
    pub(super) sdk: Option<String>,
    pub(super) polling_mode: Option<&'static str>,
    pub(super) user_agent: Option<String>,
}

impl CdnQuery {
    pub(super) fn of(uri: &Uri) -> Self {
        Query::try_from_uri(uri).map(|Query(query)| query).unwrap_or_default()
    }
}

impl RequestingSdk {
    pub(super) fn of(headers: &HeaderMap, query: &CdnQuery) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let user_agent = text(USER_AGENT.as_str());
        let own = text("X-ConfigCat-UserAgent");
        let named =
            own.or(query.sdk.as_deref()).or(user_agent.filter(|agent| agent.starts_with("ConfigCat-")));
        let (sdk, polling_mode) = match named.map(bounded) {
            Some(named) => named_sdk(&named),
            None => (None, None),
        };
        Self { sdk, polling_mode, user_agent: user_agent.map(bounded) }
    }
}

/// Splits `ConfigCat-Rust/a-0.1.0`.
fn named_sdk(text: &str) -> (Option<String>, Option<&'static str>) {
    let Some((name, version)) = text.split_once('/') else { return (Some(text.to_owned()), None) };
    let (mode, version) = match version.split_once('-') {
        Some(("a", version)) => (Some("auto"), version),
        Some(("l", version)) => (Some("lazy"), version),
        Some(("m", version)) => (Some("manual"), version),
        _ => (None, version),
    };
    (Some(format!("{name}/{version}")), mode)
}

/// A text of a request, short enough to be kept.
fn bounded(text: &str) -> String {
    const LONGEST: usize = 200;

    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sdks_are_recognised_by_headers_and_query() {
        let mut headers = HeaderMap::new();
        let query = CdnQuery::of(&"/?sdk=ConfigCat-JS%2Fm-9.3.1&ccetag=%22a%22".parse().unwrap());
        assert_eq!(query.ccetag.as_deref(), Some("\"a\""));
        let shown = |headers: &HeaderMap, query: &CdnQuery| {
            let RequestingSdk { sdk, polling_mode, .. } = RequestingSdk::of(headers, query);
            (sdk.unwrap_or_default(), polling_mode.unwrap_or_default())
        };
        assert_eq!(shown(&headers, &query), ("ConfigCat-JS/9.3.1".to_owned(), "manual"));
        headers.insert(USER_AGENT, "ConfigCat-Go/l-9.0.0-rc.1".parse().unwrap());
        assert_eq!(shown(&headers, &CdnQuery::default()), ("ConfigCat-Go/9.0.0-rc.1".to_owned(), "lazy"));
        headers.insert("X-ConfigCat-UserAgent", "ConfigCat-Rust/a-0.1.0".parse().unwrap());
        assert_eq!(shown(&headers, &query), ("ConfigCat-Rust/0.1.0".to_owned(), "auto"));
        headers.clear();
        headers.insert(USER_AGENT, "curl/8".parse().unwrap());
        assert_eq!(shown(&headers, &CdnQuery::default()), (String::new(), ""));
    }
}
