//! The answers of faults.

use std::{future::ready, io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER},
    },
    response::{IntoResponse as _, Response},
};
use futures_util::{StreamExt as _, stream};
use serde_json::json;

use crate::traffic::{Fault, FaultKind};

/// How long the body of a stalled answer does not come.
const STALLED: Duration = Duration::from_secs(600);
const SLOW_MILLISECONDS: u64 = 5_000;
const RETRY_SECONDS: u64 = 30;

/// The delay of a fault before the right answer.
pub(super) fn delay(fault: &Fault) -> Option<Duration> {
    let milliseconds = fault.milliseconds.unwrap_or(SLOW_MILLISECONDS);
    (fault.kind == FaultKind::Slow).then(|| Duration::from_millis(milliseconds))
}

/// The answer of a fault, with the size of its body; `None` if the answer is the right one. `json` is the right body, and
/// `elsewhere` another base URL of this server.
pub(super) fn answer(fault: &Fault, json: &Bytes, elsewhere: &str) -> Option<(Response, usize)> {
    let status = |status: StatusCode| {
        let text = status.canonical_reason().unwrap_or_default();
        ((status, text).into_response(), text.len())
    };
    Some(match fault.kind {
        FaultKind::Slow => return None,
        FaultKind::Forbidden => status(StatusCode::FORBIDDEN),
        FaultKind::NotFound => status(StatusCode::NOT_FOUND),
        FaultKind::ServerError => status(StatusCode::INTERNAL_SERVER_ERROR),
        FaultKind::TooMany => {
            let (mut response, size) = status(StatusCode::TOO_MANY_REQUESTS);
            let seconds = fault.retry_after.unwrap_or(RETRY_SECONDS);
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
            (response, size)
        }
        FaultKind::NotModified => (StatusCode::NOT_MODIFIED.into_response(), 0),
        FaultKind::Garbage => {
            const GARBAGE: &str = "{\"f\": {\"\u{fffd}\u{0}<html>";
            (as_json(Body::from(GARBAGE)), GARBAGE.len())
        }
        FaultKind::Redirect => {
            let location = fault.location.as_deref().unwrap_or(elsewhere);
            let body = json!({"p": {"u": location, "r": 2}}).to_string();
            let size = body.len();
            (as_json(Body::from(body)), size)
        }
        FaultKind::Stalled => {
            let body = stream::once(async {
                tokio::time::sleep(STALLED).await;
                Err::<Bytes, _>(broken())
            });
            (with_length(Body::from_stream(body), json.len()), 0)
        }
        FaultKind::Truncated => {
            let half = json.slice(..json.len() / 2);
            let size = half.len();
            let end = stream::once(async {
                // The half is sent before the connection breaks.
                tokio::task::yield_now().await;
                Err(broken())
            });
            let body = stream::once(ready(Ok(half))).chain(end);
            (with_length(Body::from_stream(body), json.len()), size)
        }
    })
}

fn as_json(body: Body) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response()
}

fn with_length(body: Body, length: usize) -> Response {
    let mut response = as_json(body);
    response.headers_mut().insert(CONTENT_LENGTH, length.into());
    response
}

/// Ends a connection.
fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "a fault that was asked for")
}
