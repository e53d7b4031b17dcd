//! [`PendingWrites`]: what a client is still writing to its cache.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

/// The writes to a cache that have begun and not ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct PendingWrites(Arc<(Mutex<usize>, Condvar)>);

impl PendingWrites {
    /// A write that is pending until the guard is dropped.
    pub(super) fn begin(&self) -> PendingWrite {
        self.change(|count| *count += 1);
        PendingWrite(self.clone())
    }

    /// Blocks until no write is pending, but not longer than the timeout. Returns whether none is.
    pub(super) fn wait(&self, timeout: Duration) -> bool {
        let (count, ended) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = ended.wait_timeout_while(count, timeout, |count| *count > 0);
        let (count, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *count == 0
    }

    fn change(&self, change: impl FnOnce(&mut usize)) {
        let (count, ended) = &*self.0;
        change(&mut count.lock().unwrap_or_else(PoisonError::into_inner));
        ended.notify_all();
    }
}

/// A write that has not ended.
#[derive(Debug)]
pub(crate) struct PendingWrite(PendingWrites);

impl Drop for PendingWrite {
    fn drop(&mut self) {
        self.0.change(|count| *count -= 1);
    }
}
