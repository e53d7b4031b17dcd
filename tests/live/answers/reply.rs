//! [`Reply`]: what a transport does with a request, at random.

use std::time::Duration;

use configcat_core::transport::{TransportError, TransportResponse};
use fastrand::Rng;

use crate::body::Body;

/// What a transport does with a request.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// How long it takes.
    pub(crate) pause: Duration,
    pub(crate) answer: Answer,
}

/// What comes back.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Head(Head, Body),
    Timeout,
    Network,
    TooLarge,
    InsecureRedirect,
    Panic,
}

/// Status and headers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) etag: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) ray_id: Option<String>,
}

impl Reply {
    /// What a server should do: a config, at once.
    pub(crate) fn good(version: u32) -> Self {
        let head = Head { status: 200, etag: Some(format!("\"{version}\"")), ..Head::default() };
        Self { pause: Duration::ZERO, answer: Answer::Head(head, Body::Config(version)) }
    }

    /// Anything. The configs in it are of this version.
    pub(crate) fn random(rng: &mut Rng, version: u32) -> Self {
        let answer = match rng.u8(0..20) {
            0 => Answer::Timeout,
            1 => Answer::Network,
            2 => Answer::TooLarge,
            3 => Answer::InsecureRedirect,
            4 => Answer::Panic,
            _ => Answer::Head(Head::random(rng, version), Body::random(rng, version)),
        };
        Self { pause: random_pause(rng), answer }
    }

    /// The longest pause that this reply asks for.
    pub(crate) fn retry_after(&self) -> Duration {
        match &self.answer {
            Answer::Head(Head { retry_after, .. }, _) => retry_after.unwrap_or_default(),
            _ => Duration::ZERO,
        }
    }

    /// What the transport returns.
    pub(crate) fn result(&self) -> Result<TransportResponse, TransportError> {
        match &self.answer {
            Answer::Head(head, body) => {
                let mut response = TransportResponse::new(head.status).with_body(body.bytes());
                response.etag.clone_from(&head.etag);
                response.retry_after = head.retry_after;
                response.ray_id.clone_from(&head.ray_id);
                Ok(response)
            }
            Answer::Timeout => Err(TransportError::Timeout("too late".into())),
            Answer::Network => Err(TransportError::Network("no network".into())),
            Answer::TooLarge => Err(TransportError::BodyTooLarge { limit: 10 }),
            Answer::InsecureRedirect => Err(TransportError::InsecureRedirect),
            Answer::Panic => panic!("the transport {}", crate::EXPECTED_PANIC),
        }
    }
}

impl Head {
    fn random(rng: &mut Rng, version: u32) -> Self {
        let status = match rng.u8(0..10) {
            0..5 => 200,
            5 => 304,
            6 => *choose(rng, &[403, 404, 429, 431, 412, 400, 416, 499]),
            7 => *choose(rng, &[500, 502, 503, 504, 599]),
            8 => *choose(rng, &[100, 101, 201, 204, 206, 301, 302, 307]),
            _ => rng.u16(..),
        };
        let retry_after = match rng.u8(0..8) {
            0 => Some(Duration::from_secs(rng.u64(0..100))),
            1 => {
                Some(*choose(rng, &[Duration::MAX, Duration::from_secs(24 * 3_600), Duration::from_nanos(1)]))
            }
            _ => None,
        };
        Self { status, etag: random_text(rng, version), retry_after, ray_id: random_text(rng, version) }
    }
}

/// The value of a header.
fn random_text(rng: &mut Rng, version: u32) -> Option<String> {
    let text = match rng.u8(0..16) {
        0..5 => format!("\"{version}\""),
        5 => format!("W/\"{version}\""),
        6 => "x".repeat(1_024),
        7 => "x".repeat(1_025),
        8 => "x".repeat(60_000),
        9 => choose(rng, &["", " ", "\t", "\n", "a\r\nb", "a\0b", "\u{7f}", "\u{85}"]).to_string(),
        10 => format!("é ü 한글 {version}"),
        11 => std::iter::repeat_with(|| rng.char(..)).take(20).collect(),
        _ => return None,
    };
    Some(text)
}

fn random_pause(rng: &mut Rng) -> Duration {
    match rng.u8(0..10) {
        0..6 => Duration::ZERO,
        6 => Duration::from_millis(rng.u64(1..5_000)),
        7 => Duration::from_millis(rng.u64(5_000..39_990)),
        8 => Duration::from_millis(rng.u64(40_010..100_000)),
        _ => Duration::MAX,
    }
}

pub(crate) fn choose<'a, T>(rng: &mut Rng, values: &'a [T]) -> &'a T {
    &values[rng.usize(..values.len())]
}
