//! [`TransportRequest`] and [`TransportResponse`]: what goes into a transport, and what comes out.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A GET request of a client.
///
/// It does not implement [`Debug`](std::fmt::Debug), because the URL contains the SDK key.
#[non_exhaustive]
#[expect(missing_debug_implementations, reason = "the URL contains the SDK key, which must not be shown")]
pub struct TransportRequest {
    /// The URL. It contains the SDK key: keep it out of logs and errors.
    pub url: String,
    /// The value of the headers `User-Agent` and `X-ConfigCat-UserAgent`.
    pub user_agent: String,
    /// The value of the header `If-None-Match`: the ETag of the held config. `None` if the client holds no config.
    pub etag: Option<String>,
    /// The largest body to accept, in bytes, after decompression.
    pub max_body_size: usize,
    pub(crate) ray_id: RayId,
}

/// The id of a request at ConfigCat's CDN, as soon as it is known. Clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct RayId(Arc<Mutex<Option<String>>>);

impl RayId {
    /// Forgets the id, and returns it.
    pub(crate) fn take(&self) -> Option<String> {
        self.lock().take()
    }

    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TransportRequest {
    /// A request without an ETag, for bodies of up to 64 MiB: to test your own [`Transport`](super::Transport).
    ///
    /// ```
    /// use configcat_core::transport::TransportRequest;
    ///
    /// let mut request = TransportRequest::new("https://example.com/config_v6.json");
    /// request.etag = Some("\"1\"".to_owned());
    /// ```
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            user_agent: format!("ConfigCat-Rust/m-{}", env!("CARGO_PKG_VERSION")),
            etag: None,
            max_body_size: Self::DEFAULT_MAX_BODY_SIZE,
            ray_id: RayId::default(),
        }
    }

    /// Notes the header `CF-RAY` as soon as the head of the answer is there: if no body follows, the log has it.
    /// ConfigCat's support can find a request by it.
    pub fn note_ray_id(&self, ray_id: impl Into<String>) {
        *self.ray_id.lock() = Some(ray_id.into());
    }

    /// The default limit, in bytes.
    pub(crate) const DEFAULT_MAX_BODY_SIZE: usize = 64 << 20;
}

/// The answer to a [`TransportRequest`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct TransportResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `ETag`. The client sends it back with the next request.
    pub etag: Option<String>,
    /// The header `Retry-After`, in seconds or as a date, as a time from now. After a failure, the client waits at
    /// least this long, but not longer than an hour.
    pub retry_after: Option<Duration>,
    /// The header `CF-RAY`. ConfigCat's support can find a request by it.
    pub ray_id: Option<String>,
    /// The body, decompressed. The client reads it only if the status is 200.
    pub body: Vec<u8>,
}

impl TransportResponse {
    /// An answer with a status, no headers and an empty body.
    ///
    /// ```
    /// use configcat_core::transport::TransportResponse;
    ///
    /// let response = TransportResponse::new(200).with_etag("\"1\"").with_body(r#"{"f": {}}"#);
    /// assert_eq!(response.body.len(), 9);
    /// ```
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// The same answer with an ETag.
    #[must_use]
    pub fn with_etag(self, etag: impl Into<String>) -> Self {
        Self { etag: Some(etag.into()), ..self }
    }

    /// The same answer with a body.
    #[must_use]
    pub fn with_body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }
}
