//! [`Fetcher`]: one fetch of a config, with its redirects.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::Url;
use tokio::time::timeout;

use crate::{
    client::{
        driver::parse_beside,
        fetch::{
            config_version::ConfigVersion,
            origin::{Origin, normalized},
            route::Route,
        },
        refresh::RefreshError,
        sdk_key::{KeyForm, SdkKey},
        transport::{
            RayId, TransportRequest, TransportResponse, is_header_text, may_redirect, without_password,
        },
    },
    config::{Config, ParseError, Redirect},
    log::{LogLevel, Logger, event},
};

/// All that is needed to fetch a config.
pub(crate) struct Fetcher {
    pub(crate) route: Route,
    pub(crate) sdk_key: SdkKey,
    pub(crate) version: ConfigVersion,
    pub(crate) user_agent: String,
    pub(crate) max_body_size: usize,
    pub(crate) ray_id: RayId,
    /// The longest time from the start of a request to the end of its answer.
    pub(crate) timeout: Duration,
    pub(crate) allow_insecure_http: bool,
    pub(crate) logger: Logger,
    /// Changed by redirects.
    pub(crate) origin: Mutex<Origin>,
}

/// The result of a fetch.
#[derive(Debug)]
pub(crate) enum FetchOutcome {
    /// A config, with its ETag and its JSON.
    New { config: Arc<Config>, etag: Option<String>, document: String },
    /// The held config is the current one.
    NotModified,
}

/// Why a fetch failed.
#[derive(Debug)]
pub(crate) struct FetchFailure {
    pub(crate) error: RefreshError,
    /// How long the server asks clients to wait, in the header `Retry-After`.
    pub(crate) retry_after: Option<Duration>,
    /// The id of the request at ConfigCat's CDN, if the error does not name it itself.
    pub(crate) ray_id: Option<String>,
}

impl From<RefreshError> for FetchFailure {
    fn from(error: RefreshError) -> Self {
        Self { error, retry_after: None, ray_id: None }
    }
}

impl Fetcher {
    /// Fetches the config, and follows redirects of data governance. Keeps the last base URL for the next fetch; after
    /// a failure, starts again at the first one. A panic of the transport is a failure.
    pub(crate) async fn fetch(&self, etag: Option<&str>) -> Result<FetchOutcome, FetchFailure> {
        // A cache may keep one that was stored before there were limits, or by another SDK.
        let etag = etag.filter(|etag| is_header_text(etag));
        self.follow(etag).await.map_err(|failure| {
            self.origin().reset();
            FetchFailure { error: self.without_key(failure.error), ..failure }
        })
    }

    /// Hides the SDK key in an error. Transports of applications, and bodies of servers, may repeat the URL.
    fn without_key(&self, error: RefreshError) -> RefreshError {
        let hide = |message: String| self.sdk_key.hide_in(&message);
        match error {
            RefreshError::Network(cause) => RefreshError::Network(cause.map(&hide)),
            RefreshError::InvalidBody {
                source: ParseError::Json { message, remedy, line, column },
                ray_id,
            } => {
                let source = ParseError::Json { message: hide(message), remedy, line, column };
                RefreshError::InvalidBody { source, ray_id }
            }
            other => other,
        }
    }

    async fn follow(&self, mut etag: Option<&str>) -> Result<FetchOutcome, FetchFailure> {
        const MOST_REQUESTS: usize = 3;

        for _ in 0..MOST_REQUESTS {
            let mut response = self.request(etag).await?;
            let refused = matches!(response.status, 400..=499) && !matches!(response.status, 403 | 404 | 429);
            if refused && etag.is_some() {
                // The ETag itself may be what the server refuses.
                etag = None;
                response = self.request(etag).await?;
            }
            let ray_id = response.ray_id.clone();
            let (length, sent_etag) = (response.body.len(), etag.is_some());
            let sdk_key = self.sdk_key.clone();
            let parsed = parse_beside(length, move || read(response, sent_etag, sdk_key)).await;
            let fetched = parsed.ok_or(RefreshError::NoThread)??;
            let FetchOutcome::New { config, .. } = &fetched else { return Ok(fetched) };
            if !self.redirected(config) {
                if config.has_settings() {
                    return Ok(fetched);
                }
                // Without a member for settings, the document is only a redirect.
                let source = ParseError::NotAConfig;
                return Err(RefreshError::InvalidBody { source, ray_id }.into());
            }
        }
        Err(RefreshError::RedirectLoop.into())
    }

    async fn request(&self, etag: Option<&str>) -> Result<TransportResponse, FetchFailure> {
        let (key, file) = (self.sdk_key.as_str(), self.version.file_name());
        let request = TransportRequest {
            url: [&self.origin().base_url, "/configuration-files/", key, "/", file].concat(),
            user_agent: self.user_agent.clone(),
            etag: etag.map(str::to_owned),
            max_body_size: self.max_body_size,
            ray_id: self.ray_id.clone(),
        };
        _ = self.ray_id.take();
        // Transports have limits of their own, but some of them have none.
        let answer = timeout(self.timeout, self.route.get(request)).await;
        let answer = answer.unwrap_or(Err(RefreshError::Timeout));
        let mut response = answer.map_err(|error| {
            let ray_id = self.ray_id.take().filter(|text| is_header_text(text));
            FetchFailure { ray_id, ..error.into() }
        })?;
        self.keep_header_texts(&mut response);
        Ok(response)
    }

    /// Removes headers that must not be kept: they would break the next request, the cache or the log.
    fn keep_header_texts(&self, response: &mut TransportResponse) {
        for (name, value) in [("ETag", &mut response.etag), ("CF-RAY", &mut response.ray_id)] {
            if let Some(unusable) = value.take_if(|text| !is_header_text(text)) {
                self.logger.log(
                    LogLevel::Debug,
                    event::WORK,
                    format_args!(
                        "ignoring the header `{name}` of an answer: its {} bytes are too many or not all printable",
                        unusable.len()
                    ),
                );
            }
        }
    }

    /// Whether the SDK key can be sent to another base URL: never from `https` to `http`.
    fn may_redirect(&self, from: &str, url: &str) -> bool {
        match (Url::parse(from), Url::parse(url)) {
            (Ok(from), Ok(to)) => may_redirect(&from, &to, self.allow_insecure_http),
            _ => false,
        }
    }

    /// Keeps the base URL that a config prefers, for the next request. Returns whether to send that request at once.
    fn redirected(&self, config: &Config) -> bool {
        let Some((url, redirect)) = config.preferred_origin() else { return false };
        let url = normalized(url);
        let mut origin = self.origin();
        if url == origin.base_url || !self.may_redirect(&origin.base_url, url) {
            return false;
        }
        if origin.is_own && redirect != Redirect::Force {
            return false;
        }
        // The SDK identifier of a ConfigCat Proxy means nothing elsewhere, and should not be known there.
        if self.sdk_key.form() == Some(KeyForm::Proxy) {
            return false;
        }
        url.clone_into(&mut origin.base_url);
        // A log filter may do anything.
        drop(origin);
        self.logger.log(
            LogLevel::Debug,
            event::WORK,
            format_args!("the config names another server: {}", self.sdk_key.hide_in(&without_password(url))),
        );
        if redirect == Redirect::Should {
            self.logger.log(
                LogLevel::Warning,
                event::DATA_GOVERNANCE,
                format_args!(
                    "the client and the ConfigCat dashboard have different data governance for the config; set \
                     `data_governance` accordingly to save a request at each start",
                ),
            );
        }
        redirect != Redirect::No
    }

    fn origin(&self) -> MutexGuard<'_, Origin> {
        self.origin.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Parses the answer of a server.
fn read(response: TransportResponse, sent_etag: bool, sdk_key: SdkKey) -> Result<FetchOutcome, FetchFailure> {
    let TransportResponse { status, etag, retry_after, ray_id, body } = response;
    let failure = |error| FetchFailure { error, retry_after, ray_id: None };
    match status {
        200 => {
            let document = String::from_utf8(body)
                .map_err(|_| failure(RefreshError::NotUtf8 { ray_id: ray_id.clone() }))?;
            let config = Config::parse(&document)
                .map_err(|source| failure(RefreshError::InvalidBody { source, ray_id }))?;
            Ok(FetchOutcome::New { config: Arc::new(config), etag, document })
        }
        304 if sent_etag => Ok(FetchOutcome::NotModified),
        304 => Err(failure(RefreshError::NothingToKeep { ray_id })),
        403 | 404 => Err(failure(RefreshError::WrongSdkKey { sdk_key, status, ray_id })),
        _ => Err(failure(RefreshError::UnexpectedStatus { status, ray_id })),
    }
}
