//! [`Watchers`]: the watched values of a client.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use crate::client::follower::Follower;

/// The watched values of a client, and the work that waits for a thread.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// Those that are still held, and some that are not any more.
    followers: Vec<Weak<dyn Follower>>,
    /// How many there are when those that nobody holds are removed.
    sweep_at: usize,
    /// Whether the config was replaced since a thread last began to bring the values up to date.
    is_outdated: bool,
    has_thread: bool,
    has_ended: bool,
}

impl Watchers {
    /// Adds a value. Returns whether the client has ended: then it does not follow anything.
    pub(crate) fn add(&self, follower: &Arc<dyn Follower>) -> bool {
        const SHORT: usize = 64;

        let mut inner = self.lock();
        if inner.followers.len() >= inner.sweep_at {
            inner.followers.retain(|follower| follower.strong_count() > 0);
            inner.sweep_at = (inner.followers.len() * 2).max(SHORT);
        }
        inner.followers.push(Arc::downgrade(follower));
        inner.has_ended
    }

    /// The config was replaced. Returns whether a thread has to be started. Then it counts as running.
    pub(crate) fn needs_thread(&self) -> bool {
        let mut inner = self.lock();
        if inner.followers.is_empty() {
            return false;
        }
        inner.is_outdated = true;
        let needs_thread = !inner.has_thread;
        inner.has_thread = true;
        needs_thread
    }

    /// The thread could not be started.
    pub(crate) fn has_no_thread(&self) {
        self.lock().has_thread = false;
    }

    /// The values to bring up to date; `None` if the thread that asks is to end.
    pub(crate) fn outdated(&self) -> Option<Vec<Arc<dyn Follower>>> {
        let mut inner = self.lock();
        if !inner.is_outdated {
            inner.has_thread = false;
            return None;
        }
        inner.is_outdated = false;
        Some(inner.followers.iter().filter_map(Weak::upgrade).collect())
    }

    /// From now on, the values stay as they are.
    pub(crate) fn end(&self) {
        let followers = {
            let mut inner = self.lock();
            inner.has_ended = true;
            std::mem::take(&mut inner.followers)
        };
        followers.iter().filter_map(Weak::upgrade).for_each(|follower| follower.end());
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Watchers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watchers").finish_non_exhaustive()
    }
}
