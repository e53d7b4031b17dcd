//! [`Store`]: the one place where readers and the driver meet.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use arc_swap::{ArcSwap, Guard};
use event_listener::{Event, Listener as _};

use crate::{ReadyState, Snapshot};

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
}

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
    replaced: Event,
}

impl Store {
    pub(crate) fn new(state: State) -> Self {
        Self { current: ArcSwap::from_pointee(state), replaced: Event::new() }
    }

    /// The current state: one atomic load.
    pub(crate) fn load(&self) -> Guard<Arc<State>> {
        self.current.load()
    }

    /// The current state, to be kept.
    pub(crate) fn load_full(&self) -> Arc<State> {
        self.current.load_full()
    }

    /// Replaces the state by one that is made of it.
    pub(crate) fn update(&self, change: impl Fn(&State) -> State) {
        self.current.rcu(|state| change(state));
        self.replaced.notify(usize::MAX);
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

/// The end of a wait of this length, `None` if it never ends.
pub(crate) fn deadline(timeout: Duration) -> Option<Instant> {
    Instant::now().checked_add(timeout)
}
