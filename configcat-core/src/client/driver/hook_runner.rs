//! [`HookRunner`]: calls hooks in the order of the events, on a thread where they may block.

use crate::client::driver::tasks::spawn_blocking;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::runtime::Handle;

use crate::client::{hook_event::HookEvent, shared::Shared};

/// The hooks of a client, and a queue of events that the hooks are still to be called for.
#[derive(Clone)]
pub(super) struct HookRunner {
    shared: Arc<Shared>,
    runtime: Handle,
    queue: Arc<Mutex<Queue>>,
}

#[derive(Default)]
struct Queue {
    events: VecDeque<HookEvent>,
    /// Whether a thread is calling hooks now.
    running: bool,
}

impl HookRunner {
    pub(super) fn new(shared: Arc<Shared>, runtime: Handle) -> Self {
        Self { shared, runtime, queue: Arc::default() }
    }

    pub(super) fn wants_changes(&self) -> bool {
        self.shared.hooks.wants_changes()
    }

    /// Adds an event to the queue, and returns at once.
    pub(super) fn emit(&self, event: HookEvent) {
        if !self.shared.hooks.wants(&event) {
            return;
        }
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.events.push_back(event);
        if !queue.running {
            queue.running = true;
            let runner = self.clone();
            if spawn_blocking(&self.runtime, move || runner.drain()).is_none() {
                // The next event tries again.
                queue.running = false;
            }
        }
    }

    fn drain(&self) {
        while let Some(event) = self.next() {
            self.shared.hooks.call(&event, &self.shared.logger);
        }
    }

    fn next(&self) -> Option<HookEvent> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        // A closed client calls no hooks any more.
        let event = if self.shared.store.is_closed() { None } else { queue.events.pop_front() };
        queue.running = event.is_some();
        event
    }
}
