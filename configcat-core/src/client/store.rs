//! [`Store`]: the one place where readers and the driver meet.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use arc_swap::{ArcSwap, Guard};
use event_listener::{Event, Listener as _};

use crate::evaluation::{ReadyState, Snapshot};

/// What readers see: replaced as a whole, never changed.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) snapshot: Snapshot,
    pub(crate) read_policy: ReadPolicy,
    /// The state of the flag data when the client became ready; `None` before.
    pub(crate) ready: Option<ReadyState>,
    /// How many attempts to update the config have ended.
    pub(crate) attempts: u64,
}

/// Whether readers wait for another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadPolicy {
    /// They read from this state.
    Immediate,
    /// They wait for the first config, until this moment at most.
    UntilReady(Instant),
    /// From this moment on, they ask the driver to update the config, and wait for the result.
    RefreshFrom(Instant),
}

/// The current state, and a signal for those who wait for another.
#[derive(Debug)]
pub(crate) struct Store {
    current: ArcSwap<State>,
    /// Replaced states that a reader may still hold. To drop the last reference frees a config, which takes longer than a
    /// read may, so it is left to the next update.
    replaced: Mutex<Vec<Arc<State>>>,
    changed: Event,
}

impl Store {
    pub(crate) fn new(state: State) -> Self {
        Self { current: ArcSwap::from_pointee(state), replaced: Mutex::default(), changed: Event::new() }
    }

    /// The current state. Takes no lock and counts no reference.
    #[inline]
    pub(crate) fn load(&self) -> Guard<Arc<State>> {
        self.current.load()
    }

    /// The current state, to be held.
    pub(crate) fn load_full(&self) -> Arc<State> {
        self.current.load_full()
    }

    /// Replaces the state by one that is made from it.
    pub(crate) fn update(&self, change: impl Fn(&State) -> State) {
        let earlier = self.current.rcu(|state| change(state));
        self.changed.notify(usize::MAX);
        let mut replaced = self.replaced.lock().unwrap_or_else(PoisonError::into_inner);
        replaced.retain(|state| Arc::strong_count(state) > 1);
        replaced.push(earlier);
    }

    /// Blocks until a state is as wanted, or until the deadline. Works inside and outside of async runtimes.
    pub(crate) fn wait(
        &self,
        deadline: Option<Instant>,
        wanted: impl Fn(&State) -> bool,
    ) -> Option<Arc<State>> {
        loop {
            let listener = self.changed.listen();
            // Read after listening: a state that arrives in between must not be missed.
            let state = self.load_full();
            if wanted(&state) {
                return Some(state);
            }
            match deadline {
                None => listener.wait(),
                Some(deadline) => listener.wait_deadline(deadline)?,
            }
        }
    }

    /// Waits until a state is as wanted, on any executor.
    pub(crate) async fn wait_async(&self, wanted: impl Fn(&State) -> bool) -> Arc<State> {
        loop {
            let listener = self.changed.listen();
            let state = self.load_full();
            if wanted(&state) {
                return state;
            }
            listener.await;
        }
    }
}

/// The end of a wait of this length, `None` if it never ends.
pub(crate) fn deadline(timeout: Duration) -> Option<Instant> {
    Instant::now().checked_add(timeout)
}

#[cfg(test)]
mod tests {
    use std::{sync::Weak, thread};

    use super::*;
    use crate::log::Logger;

    fn store() -> Store {
        let snapshot = Snapshot::empty(Logger::default(), None);
        Store::new(State { snapshot, read_policy: ReadPolicy::Immediate, ready: None, attempts: 0 })
    }

    fn count_attempt(store: &Store) {
        store.update(|state| State { attempts: state.attempts + 1, ..state.clone() });
    }

    fn observe(store: &Store) -> Weak<State> {
        Arc::downgrade(&store.load_full())
    }

    #[test]
    fn readers_never_go_back() {
        const UPDATES: u64 = 2_000;

        let store = store();
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| (0..UPDATES / 2).for_each(|_| count_attempt(&store)));
                scope.spawn(|| {
                    let mut last = 0;
                    while last < UPDATES {
                        let now = store.load().attempts;
                        assert!(now >= last, "{now} after {last}");
                        last = now;
                    }
                });
            }
        });
        assert_eq!(store.load().attempts, UPDATES);
    }

    #[test]
    fn a_replaced_state_outlives_its_readers_and_is_freed_by_an_update() {
        let store = store();
        let (reader, first) = (store.load(), observe(&store));
        count_attempt(&store);
        count_attempt(&store);
        drop(reader);
        assert_eq!(first.strong_count(), 1, "the reader must not be the one that frees it");
        count_attempt(&store);
        assert_eq!(first.strong_count(), 0);
    }

    #[test]
    fn at_most_one_replaced_state_is_kept_without_readers() {
        let store = store();
        let states: Vec<_> = (0..5)
            .map(|_| {
                let state = observe(&store);
                count_attempt(&store);
                state
            })
            .collect();
        assert_eq!(states.iter().filter(|state| state.strong_count() > 0).count(), 1);
        drop(store);
        assert!(states.iter().all(|state| state.strong_count() == 0));
    }
}
