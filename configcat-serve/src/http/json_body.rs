//! [`JsonBody`]: the JSON of a request.

use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use serde::de::DeserializeOwned;

use crate::refusal::{Refusal, RefusalKind};

/// The largest body.
const MAX_LENGTH: usize = 4 << 20;

/// The JSON of a request: `Content-Type: application/json`, at most 4 MiB. A page of another origin cannot send that
/// without asking first.
#[derive(Debug)]
pub(super) struct JsonBody<T>(pub(super) T);

/// The same, or nothing if there is no body.
#[derive(Debug)]
pub(super) struct OptionalJsonBody<T>(pub(super) T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        parse(&read(request).await?).map(Self)
    }
}

impl<S: Sync, T: DeserializeOwned + Default> FromRequest<S> for OptionalJsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let has_type = request.headers().contains_key(CONTENT_TYPE);
        let bytes = read(request).await;
        match bytes {
            Err(refusal) if !has_type && refusal.kind() == RefusalKind::NotJson => Ok(Self(T::default())),
            bytes => {
                let bytes = bytes?;
                if bytes.is_empty() { Ok(Self(T::default())) } else { parse(&bytes).map(Self) }
            }
        }
    }
}

async fn read(request: Request) -> Result<Bytes, Refusal> {
    let too_large = || {
        Refusal::new(RefusalKind::TooLarge, format!("the body has more than {MAX_LENGTH} bytes"))
            .remedy("send less at once")
    };
    let headers = request.headers();
    let text_of = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let length: Option<usize> = text_of(CONTENT_LENGTH).and_then(|length| length.parse().ok());
    if length.is_some_and(|length| length > MAX_LENGTH) {
        return Err(too_large());
    }
    let content_type = text_of(CONTENT_TYPE).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(RefusalKind::NotJson, "the body is not JSON")
            .remedy("send the header `Content-Type: application/json`"));
    }
    to_bytes(request.into_body(), MAX_LENGTH).await.map_err(|_| too_large())
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| {
        Refusal::new(RefusalKind::Invalid, format!("the body is not valid: {error}"))
            .remedy("`/api/openapi.json` describes each body")
    })
}
