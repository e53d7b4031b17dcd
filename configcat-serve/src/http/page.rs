//! The page: files that are part of the program.

use std::sync::LazyLock;

use axum::{
    body::Body,
    extract::Path,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
            IF_NONE_MATCH, REFERRER_POLICY, VARY,
        },
    },
    response::{IntoResponse as _, Response},
};

use crate::{refusal::Refusal, served::Body as Text};

/// Only files and answers of this server, and no other page around it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A file of the page.
struct File {
    name: &'static str,
    content_type: &'static str,
    text: Text,
}

static FILES: LazyLock<[File; 5]> = LazyLock::new(|| {
    let file = |name, content_type, text: &'static str| File { name, content_type, text: Text::new(text) };
    [
        file("index.html", "text/html; charset=utf-8", include_str!("../../page/index.html")),
        file("app.js", "text/javascript; charset=utf-8", include_str!("../../page/app.js")),
        file("theme.js", "text/javascript; charset=utf-8", include_str!("../../page/theme.js")),
        file("style.css", "text/css; charset=utf-8", include_str!("../../page/style.css")),
        file("icon.svg", "image/svg+xml", include_str!("../../page/icon.svg")),
    ]
});

/// `GET /`
pub(super) async fn start(headers: HeaderMap) -> Result<Response, Refusal> {
    answer("index.html", &headers)
}

/// `GET /page/…`
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    answer(&name, &headers)
}

fn answer(name: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
    let Some(File { content_type, text, .. }) = FILES.iter().find(|file| file.name == name) else {
        return Err(Refusal::unknown("file of the page", name, FILES.iter().map(|file| file.name)));
    };
    let header = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let mut response = if header(IF_NONE_MATCH).is_some_and(|held| text.is_held(held)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let (bytes, is_gzip) = text.encoded(header(ACCEPT_ENCODING));
        let mut response = Body::from(bytes).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        if is_gzip {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(ETAG, text.etag.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}
