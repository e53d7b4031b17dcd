//! What each thread has read last: a read of a state that the thread knows takes no reference count and writes nothing
//! that other threads see.

use std::{
    cell::RefCell,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::State;

/// How many clients a thread remembers. Those that come after share the places of others, and reads of them take turns
/// in remembering.
const PLACES: usize = 8;

/// How many stores there were.
static STORES: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static KEPT: [RefCell<Option<Arc<State>>>; PLACES] = const { [const { RefCell::new(None) }; PLACES] };
}

/// The place of one store among what a thread keeps.
///
/// A thread keeps a state until it reads a newer one, or one that has the same place, or ends: at most eight states
/// for each thread. That is how long the config of a client that has been dropped can outlive it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(usize);

impl Place {
    /// Stores that were made one after the other have different places.
    pub(super) fn next() -> Self {
        Self(STORES.fetch_add(1, Ordering::Relaxed) % PLACES)
    }

    /// Reads from the state of a version, if this thread has kept it.
    #[inline]
    pub(super) fn read<R>(self, version: u64, read: impl FnOnce(&State) -> R) -> Option<R> {
        let read_kept = |kept: &[RefCell<Option<Arc<State>>>; PLACES]| {
            let state = kept.get(self.0)?.try_borrow().ok()?;
            state.as_ref().filter(|state| state.version == version).map(|state| read(state))
        };
        KEPT.try_with(read_kept).ok()?
    }

    /// Keeps a state, and returns what it had to make room for. A state that is being read further up is not moved.
    pub(super) fn keep(self, state: Option<Arc<State>>) -> Option<Arc<State>> {
        let keep = |kept: &[RefCell<Option<Arc<State>>>; PLACES]| {
            let mut slot = kept.get(self.0)?.try_borrow_mut().ok()?;
            std::mem::replace(&mut *slot, state)
        };
        KEPT.try_with(keep).ok()?
    }

    /// Lets go of the state of a version.
    pub(super) fn forget(self, version: u64) -> Option<Arc<State>> {
        self.read(version, |_| ())?;
        self.keep(None)
    }
}
