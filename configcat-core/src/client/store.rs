//! [`Store`]: holds the current state. The driver writes it, readers read it.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use arc_swap::{ArcSwap, Guard};
#[cfg(feature = "http")]
use event_listener::{Event, Listener as _};
#[cfg(feature = "http")]
use tokio::runtime::Handle;

#[cfg(feature = "http")]
use crate::{
    client::driver::{is_driver_thread, spawn_blocking},
    config::Config,
};

use crate::{
    client::waiters::Waiters,
    evaluation::{ReadyState, Snapshot},
};

/// The data that readers see. Replaced as a whole, never changed.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) snapshot: Snapshot,
    pub(crate) read_policy: ReadPolicy,
    /// The ready state when the client became ready; `None` before.
    pub(crate) ready: Option<ReadyState>,
    /// How many updates have ended. Readers that wait for an update compare it.
    pub(crate) attempts: u64,
}

impl State {
    /// The state of a client whose driver has ended: nobody waits any more.
    #[cfg(feature = "http")]
    pub(crate) fn ended(&self) -> Self {
        Self {
            read_policy: ReadPolicy::Immediate,
            ready: self.ready.or(Some(self.snapshot.state())),
            ..self.clone()
        }
    }
}

/// Whether readers wait for another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadPolicy {
    /// They do not.
    Immediate,
    /// They wait for the first config, at the longest until this moment.
    UntilReady(Instant),
    /// From this moment on, they ask the driver for an update, and wait for its end.
    RefreshFrom(Instant),
}

/// The current state, and a signal for readers that wait for another state.
#[derive(Debug)]
pub(crate) struct Store {
    current: ArcSwap<State>,
    /// Replaced states that a reader may still hold. Freeing a config takes longer than a read may take. So an update
    /// drops the last reference to a state, never a reader.
    replaced: Mutex<Vec<Arc<State>>>,
    /// Whether the driver must not publish any more. Written with `replaced` locked.
    closed: AtomicBool,
    #[cfg(feature = "http")]
    changed: Event,
    waiters: Waiters,
}

impl Store {
    pub(crate) fn new(state: State) -> Self {
        Self {
            current: ArcSwap::from_pointee(state),
            replaced: Mutex::default(),
            closed: AtomicBool::new(false),
            #[cfg(feature = "http")]
            changed: Event::new(),
            waiters: Waiters::default(),
        }
    }

    /// The current state. Takes no lock and counts no reference.
    #[inline]
    pub(crate) fn load(&self) -> Guard<Arc<State>> {
        self.current.load()
    }

    /// The current state, for callers that keep it for longer than a read.
    pub(crate) fn load_full(&self) -> Arc<State> {
        self.current.load_full()
    }

    /// Replaces the current state by the result of a function of it, and wakes readers that wait.
    pub(crate) fn update(&self, change: impl Fn(&State) -> State) {
        self.replace(self.lock(), change);
    }

    /// The same for the driver, which changes nothing once the store is closed. Returns whether it did.
    pub(crate) fn publish(&self, change: impl Fn(&State) -> State) -> bool {
        let replaced = self.lock();
        let is_open = !self.is_closed();
        if is_open {
            self.replace(replaced, change);
        }
        is_open
    }

    /// The last change before the store is closed.
    pub(crate) fn close(&self, change: impl Fn(&State) -> State) {
        let replaced = self.lock();
        self.closed.store(true, Ordering::Release);
        self.replace(replaced, change);
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<State>>> {
        self.replaced.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn replace(&self, mut replaced: MutexGuard<'_, Vec<Arc<State>>>, change: impl Fn(&State) -> State) {
        let earlier = self.current.rcu(|state| change(state));
        replaced.push(earlier);
        // Guards that were taken before count by now. A state that nobody else holds cannot be reached any more.
        let (held, unheld): (Vec<_>, Vec<_>) =
            replaced.drain(..).partition(|state| Arc::strong_count(state) > 1);
        *replaced = held;
        // Without the lock: to free a config may take long, and a waker may run the task of a reader at once.
        drop(replaced);
        self.free(unheld);
        #[cfg(feature = "http")]
        self.changed.notify(usize::MAX);
        self.waiters.wake();
    }

    /// Frees states. For a large config, that takes too long for the thread that all clients share.
    #[cfg_attr(not(feature = "http"), expect(clippy::unused_self, reason = "there is no such thread"))]
    fn free(&self, states: Vec<Arc<State>>) {
        #[cfg(feature = "http")]
        {
            let current = self.load();
            let is_current =
                |config: &Config| current.snapshot.config().is_some_and(|own| std::ptr::eq(own, config));
            let is_large = |config: &Config| config.is_large() && !is_current(config);
            if is_driver_thread() && states.iter().filter_map(|state| state.snapshot.config()).any(is_large) {
                _ = spawn_blocking(&Handle::current(), move || drop(states));
                return;
            }
        }
        drop(states);
    }

    /// Blocks until `wanted` accepts the state; `None` after the deadline. Works inside and outside of async runtimes.
    #[cfg(feature = "http")]
    pub(crate) fn wait(
        &self,
        deadline: Option<Instant>,
        wanted: impl Fn(&State) -> bool,
    ) -> Option<Arc<State>> {
        loop {
            let listener = self.changed.listen();
            // Load after `listen`, so that no state in between is missed.
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

    /// Waits until `wanted` accepts the state, on any executor.
    pub(crate) async fn wait_async(&self, wanted: impl Fn(&State) -> bool) -> Arc<State> {
        self.waiters.wait(|| Some(self.load_full()).filter(|state| wanted(state))).await
    }
}

/// The end of a wait of this length from now; `None` if it is too far in the future to be represented.
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
    fn a_replaced_state_without_readers_is_freed_at_once() {
        let store = store();
        let states: Vec<_> = (0..5)
            .map(|_| {
                let state = observe(&store);
                count_attempt(&store);
                state
            })
            .collect();
        assert!(states.iter().all(|state| state.strong_count() == 0));
    }
}
