//! What ConfigCat's CDN does: configs for SDKs.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Extracted},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{
            ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
            ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
            CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse as _, Response},
};

use crate::{
    documents::ServedDocument,
    http::{
        fault_answers,
        requesting_sdk::{CdnQuery, RequestingSdk},
    },
    problem::Problem,
    served::{Body as Config, ServedVersion},
    state::{State, masked},
    traffic::{Event, Fault, Recorded},
};

/// The prefix of a second base URL of this server, where the fault `redirect` sends clients.
pub(super) const ELSEWHERE: &str = "/redirected";

/// A request for a config.
struct Request<'a> {
    state: &'a State,
    uri: Uri,
    headers: HeaderMap,
    sdk_key: &'a str,
    version: Option<Version>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    V5,
    V6,
}

/// An answer, and what the log has to say about it.
struct Answer {
    response: Response,
    bytes: usize,
    holds_current: bool,
}

/// `GET` and `HEAD` of a config.
pub(super) async fn config(
    Extracted(state): Extracted<Arc<State>>,
    Path(path): Path<String>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let (sdk_key, version) = match path.rsplit_once('/') {
        Some((key, "config_v5.json")) => (key, Some(Version::V5)),
        Some((key, "config_v6.json")) => (key, Some(Version::V6)),
        _ => (path.as_str(), None),
    };
    let request = Request { state: &state, uri, headers, sdk_key, version };
    request.answer(&method).await
}

/// `OPTIONS`: browsers ask whether a page of another origin may send headers.
pub(super) async fn preflight(headers: HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answer = response.headers_mut();
    answer.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS"));
    let asked = headers.get("Access-Control-Request-Headers").cloned();
    let usual = HeaderValue::from_static("If-None-Match, X-ConfigCat-UserAgent");
    answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked.unwrap_or(usual));
    answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    if headers.contains_key("Access-Control-Request-Private-Network") {
        answer.insert("Access-Control-Allow-Private-Network", HeaderValue::from_static("true"));
    }
    for_every_origin(response)
}

impl Request<'_> {
    async fn answer(&self, method: &Method) -> Response {
        let query = CdnQuery::of(&self.uri);
        let document = self.version.and_then(|_| self.state.of_sdk_key(self.sdk_key));
        let fault = document.and_then(|document| self.state.faults.take(&document.id));
        if let Some((_, true)) = fault {
            self.state.streams.tell(Event::Faults);
        }
        let fault = fault.map(|(fault, _)| fault);
        if let Some(delay) = fault.as_ref().and_then(fault_answers::delay) {
            tokio::time::sleep(delay).await;
        }
        let holds = self.held_etags(&query);
        let published = document.map(|document| document.published());
        let config = match (&published, self.version) {
            (Some(published), Some(Version::V5)) => Some(&published.content.v5),
            (Some(published), Some(Version::V6)) => Some(&published.content.v6),
            _ => None,
        };
        let current = config.and_then(|config| config.as_ref().ok());
        let holds_current = holds.as_ref().zip(current).is_some_and(|(holds, config)| config.is_held(holds));
        let broken = fault.as_ref().and_then(|fault| {
            let json = current.map(|config| config.text.clone()).unwrap_or_default();
            fault_answers::answer(fault, &json, &self.elsewhere())
        });
        let (response, bytes) = match (broken, config) {
            (Some(broken), _) => broken,
            (None, Some(config)) => self.right_answer(config, holds_current),
            (None, None) => unknown(),
        };
        let answer = Answer { response: for_every_origin(response), bytes, holds_current };
        self.record(&answer, method, (&query, holds), document.zip(Some(fault)));
        answer.response
    }

    fn right_answer(&self, config: &ServedVersion, holds_current: bool) -> (Response, usize) {
        match config {
            Err(reasons) => not_acceptable(reasons),
            Ok(config) if holds_current => (not_modified(config), 0),
            Ok(config) => self.whole(config),
        }
    }

    fn whole(&self, config: &Config) -> (Response, usize) {
        let accepted = self.headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let (bytes, is_gzip) = config.encoded(accepted);
        let size = bytes.len();
        let mut response = Body::from(bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if is_gzip {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        validators(&mut response, config);
        (response, size)
    }

    /// Each `ETag` that the SDK holds. Browsers send them in the query.
    fn held_etags(&self, query: &CdnQuery) -> Option<String> {
        let header = self.headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        header.map(ToOwned::to_owned).or_else(|| query.ccetag.clone())
    }

    /// The other base URL of this server.
    fn elsewhere(&self) -> String {
        let is_elsewhere = self.uri.path().starts_with(ELSEWHERE);
        format!("{}{}", self.state.base_url, if is_elsewhere { "" } else { ELSEWHERE })
    }

    fn record(
        &self,
        answer: &Answer,
        method: &Method,
        (query, holds): (&CdnQuery, Option<String>),
        found: Option<(&Arc<ServedDocument>, Option<Fault>)>,
    ) {
        let RequestingSdk { sdk, polling_mode, user_agent } = RequestingSdk::of(&self.headers, query);
        let sdk_key = masked(self.sdk_key);
        let file = match self.version {
            Some(Version::V5) => "/config_v5.json",
            Some(Version::V6) => "/config_v6.json",
            None => "",
        };
        let request = Recorded {
            sdk,
            polling_mode,
            user_agent,
            method: if method == Method::HEAD { "HEAD" } else { "GET" },
            path: format!("/configuration-files/{sdk_key}{file}"),
            sdk_key,
            version: self.version.map(|version| if version == Version::V5 { "v5" } else { "v6" }),
            status: answer.response.status().as_u16(),
            fault: found.as_ref().and_then(|(_, fault)| fault.as_ref()).map(|fault| fault.kind),
            document: found.map(|(document, _)| document.id.clone()),
            holds,
            holds_current: answer.holds_current,
            bytes: if method == Method::HEAD { 0 } else { answer.bytes },
            ..Recorded::default()
        };
        let request = self.state.requests.add(request);
        self.state.streams.tell(Event::Request(request));
    }
}

fn not_modified(config: &Config) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    validators(&mut response, config);
    response
}

/// What the CDN answers for SDK keys that it does not know.
fn unknown() -> (Response, usize) {
    const TEXT: &str = "404 Not Found: there is no config with this SDK key";
    ((StatusCode::NOT_FOUND, TEXT).into_response(), TEXT.len())
}

/// The document has no form in this config version. It is no fault of the SDK key, so it is not 404.
fn not_acceptable(reasons: &[Problem]) -> (Response, usize) {
    let mut text = "406 Not Acceptable: the document cannot be served in this config version\n".to_owned();
    for reason in reasons {
        text.push_str(&reason.message);
        text.push('\n');
    }
    let size = text.len();
    ((StatusCode::NOT_ACCEPTABLE, text).into_response(), size)
}

fn validators(response: &mut Response, config: &Config) {
    let headers = response.headers_mut();
    headers.insert(ETAG, config.etag.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
}

/// Browser SDKs run on pages of other origins.
fn for_every_origin(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag"));
    response
}
