//! [`Follower`]: a value that follows the config of a client.

use std::fmt;

use crate::{evaluation::Snapshot, log::Logger};

/// A value that follows the config of a client.
pub(crate) trait Follower: Send + Sync {
    /// Brings the value up to date with the newest snapshot. Returns whether callbacks are to be called for it, and nobody
    /// is about to.
    fn follow(&self, newest: &dyn Fn() -> Snapshot) -> bool;

    /// Calls the callbacks, if the value is another one than at the last call.
    fn call(&self, logger: &Logger);

    /// The value will not change any more.
    fn end(&self);
}

impl fmt::Debug for dyn Follower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follower").finish_non_exhaustive()
    }
}
