//! [`Deadline`]: the limits for the time of an answer.

use std::time::Duration;

use tokio::time::{self, Instant};

use crate::client::transport::{error::TransportError, http::cause::transport_error};

/// The limits for the time of an answer: see `HttpOptions::read_timeout`.
pub(super) struct Deadline {
    pub(super) start: Instant,
    pub(super) read_timeout: Duration,
}

impl Deadline {
    /// Waits for the next part of an answer, after this many bytes have been received.
    pub(super) async fn bound<T>(
        &self,
        received: usize,
        part: impl Future<Output = reqwest::Result<T>>,
    ) -> Result<T, TransportError> {
        let bonus = Duration::from_secs(u64::try_from(received / (64 << 10)).unwrap_or(u64::MAX));
        let total = self.read_timeout.saturating_mul(4).saturating_add(bonus);
        let left = total.saturating_sub(self.start.elapsed());
        match time::timeout(left.min(self.read_timeout), part).await {
            Ok(result) => result.map_err(|error| transport_error(&error)),
            Err(elapsed) => Err(TransportError::Timeout(Box::new(elapsed))),
        }
    }
}
