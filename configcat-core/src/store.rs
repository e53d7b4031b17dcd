//! [`Store`]: the one place where readers and the driver meet.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use arc_swap::{ArcSwap, Guard};
use event_listener::{Event, Listener as _};

use self::kept::Place;
use crate::{ReadyState, Snapshot};

mod kept;

/// The number of the next state of the process.
static NEXT_VERSION: AtomicU64 = AtomicU64::new(1);

/// What readers see: replaced as a whole, never changed.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) snapshot: Snapshot,
    pub(crate) patience: Patience,
    /// The state of the flag data.
    pub(crate) data: ReadyState,
    /// The state of the flag data when the client became ready; `None` before.
    pub(crate) ready: Option<ReadyState>,
    /// How many attempts to bring the config up to date have ended.
    pub(crate) attempts: u64,
    /// No two states of the process have the same, and later states of a store have higher ones.
    pub(crate) version: u64,
}

/// Gets rid of a state that nobody reads any more: that frees a whole config, which takes longer than a read may.
pub(crate) type Retire = fn(Arc<State>);

/// Whether readers wait for another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// They take this one.
    None,
    /// They wait for the first config, until this moment at most.
    UntilReady(Instant),
    /// From this moment on they ask the driver for the current config, and wait until it has tried to get it.
    Expires(Instant),
}

/// The current state, and a signal for those who wait for another.
#[derive(Debug)]
pub(crate) struct Store {
    current: ArcSwap<State>,
    /// That of the current state, or of one that is about to be.
    version: AtomicU64,
    place: Place,
    retire: Retire,
    replaced: Event,
}

impl Store {
    pub(crate) fn new(state: State, retire: Retire) -> Self {
        let version = next_version();
        Self {
            current: ArcSwap::from_pointee(State { version, ..state }),
            version: AtomicU64::new(version),
            place: Place::next(),
            retire,
            replaced: Event::new(),
        }
    }

    /// Reads from the current state, if this thread has [kept](Self::keep) it. Writes nothing that other threads see, so
    /// that any number of threads can read at once.
    #[inline]
    pub(crate) fn read_kept<R>(&self, read: impl FnOnce(&State) -> R) -> Option<R> {
        self.place.read(self.version.load(Ordering::Acquire), read)
    }

    /// Keeps a state for the next reads of this thread.
    pub(crate) fn keep(&self, state: &Arc<State>) {
        if let Some(earlier) = self.place.keep(Some(Arc::clone(state))) {
            (self.retire)(earlier);
        }
    }

    /// Lets go of what this thread has kept.
    pub(crate) fn forget(&self) {
        if let Some(kept) = self.place.forget(self.version.load(Ordering::Acquire)) {
            (self.retire)(kept);
        }
    }

    /// The current state.
    pub(crate) fn load(&self) -> Guard<Arc<State>> {
        self.current.load()
    }

    /// The current state, to be kept.
    pub(crate) fn load_full(&self) -> Arc<State> {
        self.current.load_full()
    }

    /// Replaces the state by one that is made of it.
    pub(crate) fn update(&self, change: impl Fn(&State) -> State) {
        let earlier = self.current.rcu(|state| {
            let version = next_version();
            // Before the state is there: who has seen it must not go back to the one that a thread has kept.
            self.version.fetch_max(version, Ordering::Release);
            State { version, ..change(state) }
        });
        self.replaced.notify(usize::MAX);
        (self.retire)(earlier);
    }
}

impl Store {
    /// Blocks until the state is as wanted, or until the deadline. Works inside and outside of async runtimes.
    pub(crate) fn wait(
        &self,
        deadline: Option<Instant>,
        wanted: impl Fn(&State) -> bool,
    ) -> Option<Arc<State>> {
        loop {
            let listener = self.replaced.listen();
            // Only now, since a state that comes after the look and before the wait must not be missed.
            let state = self.current.load_full();
            if wanted(&state) {
                return Some(state);
            }
            match deadline {
                None => listener.wait(),
                Some(deadline) => listener.wait_deadline(deadline)?,
            }
        }
    }

    /// Waits until the state is as wanted, on any executor.
    pub(crate) async fn wait_async(&self, wanted: impl Fn(&State) -> bool) -> Arc<State> {
        loop {
            let listener = self.replaced.listen();
            let state = self.current.load_full();
            if wanted(&state) {
                return state;
            }
            listener.await;
        }
    }
}

fn next_version() -> u64 {
    NEXT_VERSION.fetch_add(1, Ordering::Relaxed)
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
        let (data, patience) = (ReadyState::NoFlagData, Patience::None);
        let snapshot = Snapshot::empty(Logger::default(), None);
        Store::new(State { snapshot, patience, data, ready: None, attempts: 0, version: 0 }, drop)
    }

    fn count_attempt(store: &Store) {
        store.update(|state| State { attempts: state.attempts + 1, ..state.clone() });
    }

    /// What a client does to read.
    fn attempts_read(store: &Store) -> u64 {
        store.read_kept(|state| state.attempts).unwrap_or_else(|| {
            let state = store.load_full();
            store.keep(&state);
            state.attempts
        })
    }

    fn observe(store: &Store) -> Weak<State> {
        Arc::downgrade(&store.load_full())
    }

    #[test]
    fn a_kept_state_is_read_until_there_is_another() {
        let store = store();
        assert_eq!(store.read_kept(|state| state.attempts), None);
        assert_eq!(attempts_read(&store), 0);
        assert_eq!(store.read_kept(|state| state.attempts), Some(0));
        count_attempt(&store);
        assert_eq!(store.read_kept(|state| state.attempts), None);
        assert_eq!(attempts_read(&store), 1);
    }

    #[test]
    fn any_number_of_stores_can_be_read_in_turns() {
        let stores: Vec<Store> = (0..50).map(|_| store()).collect();
        for (number, store) in stores.iter().enumerate() {
            (0..number).for_each(|_| count_attempt(store));
        }
        for _ in 0..2 {
            for (number, store) in stores.iter().enumerate() {
                assert_eq!(attempts_read(store), number as u64);
            }
        }
    }

    #[test]
    fn a_read_within_a_read_sees_the_newest_state() {
        let store = store();
        attempts_read(&store);
        let seen = store.read_kept(|outer| {
            count_attempt(&store);
            (outer.attempts, attempts_read(&store), attempts_read(&store))
        });
        assert_eq!(seen, Some((0, 1, 1)));
        assert_eq!(attempts_read(&store), 1);
    }

    /// Whichever of the two ways they read in.
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
                        for now in [store.load().attempts, attempts_read(&store)] {
                            assert!(now >= last, "{now} after {last}");
                            last = now;
                        }
                    }
                });
            }
        });
        assert_eq!(attempts_read(&store), UPDATES);
    }

    /// The moment in which an update is under way, from within it.
    #[test]
    fn a_state_that_is_about_to_go_is_not_read_as_kept() {
        let store = store();
        attempts_read(&store);
        store.update(|state| {
            assert_eq!(store.read_kept(|kept| kept.attempts), None);
            State { attempts: 1, ..state.clone() }
        });
        assert_eq!(attempts_read(&store), 1);
    }

    #[test]
    fn states_are_let_go() {
        let store = store();
        let first = observe(&store);
        attempts_read(&store);
        count_attempt(&store);
        assert!(first.strong_count() > 0, "this thread has not read anything newer");
        attempts_read(&store);
        assert_eq!(first.strong_count(), 0, "now it has");

        let second = observe(&store);
        thread::scope(|scope| _ = scope.spawn(|| attempts_read(&store)).join());
        store.forget();
        drop(store);
        assert_eq!(second.strong_count(), 0, "threads that ended keep nothing");
    }

    #[test]
    fn a_thread_forgets_only_the_state_that_is_asked_for() {
        let (store, other) = (store(), store());
        attempts_read(&other);
        store.forget();
        assert_eq!(other.read_kept(|state| state.attempts), Some(0));
        other.forget();
        assert_eq!(other.read_kept(|state| state.attempts), None);
    }
}
