//! [`ReadyTimeout`]: the client was not ready in time.

use std::time::Duration;

use crate::log::{debug_as_message, event};

/// The client was not ready in time. Flags can still be read: from the bootstrap, the overrides, or as default values.
#[doc(alias("ClientError", "ClientInitTimedOut"))]
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the client was not ready within {0:?}")]
pub struct ReadyTimeout(pub(crate) Duration);

impl ReadyTimeout {
    /// How long the caller waited.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.0
    }

    /// The event id of this error: 4200.
    #[must_use]
    pub fn event_id(&self) -> u16 {
        event::READY_TIMEOUT
    }
}

debug_as_message!(ReadyTimeout);
