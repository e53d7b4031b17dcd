//! [`HookId`]: names hooks that were added to a client.

use std::sync::atomic::{AtomicU64, Ordering};

/// Names hooks that were added to a client, to remove them again. See [`Client::add_hooks`](crate::Client::add_hooks).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HookId(u64);

impl HookId {
    /// An id that no other hooks of the process have.
    pub(crate) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);

        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}
