//! From an answer of reqwest to a [`TransportResponse`].

use std::time::{Duration, SystemTime};

use reqwest::{
    Response, StatusCode, Url,
    header::{DATE, ETAG, HeaderName, LOCATION, RETRY_AFTER},
};
use tokio::task;

use crate::client::transport::{
    error::TransportError,
    http::deadline::Deadline,
    message::{TransportRequest, TransportResponse},
};

/// A longer `Retry-After` is taken for a mistake of the server, and shortened to this.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Yield to other tasks after this many bytes of a body.
const TURN: usize = 1 << 20;

/// The target of a redirect; `None` if the answer is no redirect, or has no valid target.
pub(super) fn redirect_target(url: &Url, response: &Response) -> Option<Url> {
    let redirects = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    if redirects { url.join(&header(response, &LOCATION)?).ok() } else { None }
}

/// Receives the headers that the client needs, and the body if the status is 200.
pub(super) async fn receive(
    mut response: Response,
    request: &TransportRequest,
    deadline: &Deadline,
) -> Result<TransportResponse, TransportError> {
    let retry_after = header(&response, &RETRY_AFTER);
    let date = header(&response, &DATE);
    let mut answer = TransportResponse {
        status: response.status().as_u16(),
        etag: header(&response, &ETAG),
        retry_after: retry_after.and_then(|text| parse_retry_after(&text, date.as_deref())),
        ray_id: header(&response, &HeaderName::from_static("cf-ray")),
        body: Vec::new(),
    };
    if response.status() != StatusCode::OK {
        return Ok(answer);
    }
    if let Some(ray_id) = &answer.ray_id {
        request.note_ray_id(ray_id);
    }
    let max_body_size = request.max_body_size;
    let too_large = TransportError::BodyTooLarge { limit: max_body_size };
    // Unknown if the body is compressed. The loop below counts decompressed bytes.
    let announced = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
    if announced > max_body_size {
        return Err(too_large);
    }
    answer.body.reserve(announced.min(TURN));
    while let Some(chunk) = deadline.bound(answer.body.len(), response.chunk()).await? {
        let before = answer.body.len();
        if chunk.len() > max_body_size - before {
            return Err(too_large);
        }
        answer.body.extend_from_slice(&chunk);
        if before / TURN != answer.body.len() / TURN {
            // A few received bytes can become many without a wait in between.
            task::yield_now().await;
        }
    }
    Ok(answer)
}

/// The value of a header; `None` if it is not UTF-8.
fn header(response: &Response, name: &HeaderName) -> Option<String> {
    let value = response.headers().get(name)?;
    str::from_utf8(value.as_bytes()).ok().map(str::to_owned)
}

/// Parses seconds or a date. A date is compared with the answer's own date, since the server's clock may differ.
fn parse_retry_after(text: &str, date: Option<&str>) -> Option<Duration> {
    let delay = if let Ok(seconds) = text.trim().parse() {
        Duration::from_secs(seconds)
    } else {
        let until = httpdate::parse_http_date(text).ok()?;
        let now = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(SystemTime::now);
        until.duration_since(now).unwrap_or_default()
    };
    Some(delay.min(MAX_RETRY_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let [date, later] = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:37 GMT"];
        let seconds = |text, date| parse_retry_after(text, date).map(|delay| delay.as_secs());
        assert_eq!([seconds("120", None), seconds(later, Some(date))], [Some(120), Some(60)]);
        assert_eq!([seconds(date, Some(later)), seconds(date, None)], [Some(0), Some(0)]);
        assert_eq!([seconds("-1", None), seconds("soon", None)], [None, None]);
        assert_eq!(seconds("18446744073709551615", None), Some(86_400));
    }
}
