//! [`HookQueue`]: the events that hooks are still to be called for.

use std::{
    collections::VecDeque,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

#[cfg(feature = "http")]
use crate::client::hook_event::ConfigReplaced;
use crate::{client::hook_event::HookEvent, log::event};

/// The events that hooks are still to be called for. If the hooks are slow, changes are merged, and other events dropped.
#[derive(Debug, Default)]
pub(crate) struct HookQueue(Mutex<Queue>);

#[derive(Debug, Default)]
struct Queue {
    events: VecDeque<HookEvent>,
    /// Whether a thread is calling hooks now.
    running: bool,
    /// Whether events were dropped since the queue was last empty.
    overflowed: bool,
    /// Whether the client is closed: hooks are not called any more.
    closed: bool,
}

/// What has become of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Queued {
    Yes,
    /// It was dropped, and others were before.
    Dropped,
    /// It was dropped, as the first one.
    FirstDropped,
}

impl HookQueue {
    /// The most events that wait.
    const MOST: usize = 1_000;
    /// The most new configs that wait: each event keeps two configs.
    #[cfg(feature = "http")]
    const MOST_CONFIGS: usize = 4;

    pub(crate) fn push(&self, event: HookEvent) -> Queued {
        let mut queue = self.lock();
        if queue.closed && !matches!(event, HookEvent::Log(_)) {
            return Queued::Dropped;
        }
        if queue.events.len() >= Self::MOST && !is_urgent(&event) {
            return if mem::replace(&mut queue.overflowed, true) {
                Queued::Dropped
            } else {
                Queued::FirstDropped
            };
        }
        let event = match event {
            #[cfg(feature = "http")]
            HookEvent::Replaced(replaced) => queue.merged(replaced),
            other => other,
        };
        queue.events.push_back(event);
        Queued::Yes
    }

    /// The next event; `None` if the thread that asks is to end.
    pub(crate) fn pop(&self) -> Option<HookEvent> {
        let mut queue = self.lock();
        let event = queue.events.pop_front();
        queue.running = event.is_some();
        queue.overflowed &= queue.running;
        event
    }

    /// Whether a thread has to be started. Then it counts as running.
    pub(crate) fn needs_thread(&self) -> bool {
        let mut queue = self.lock();
        let needs_thread = !queue.running && !queue.events.is_empty();
        queue.running |= needs_thread;
        needs_thread
    }

    /// The thread could not be started.
    pub(crate) fn has_no_thread(&self) {
        self.lock().running = false;
    }

    /// From now on, only events of the log are kept.
    pub(crate) fn close(&self) {
        let mut queue = self.lock();
        queue.closed = true;
        queue.events.retain(|event| matches!(event, HookEvent::Log(_)));
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "http")]
impl Queue {
    /// The event for a new config. If too many of them wait, the last one is part of it.
    fn merged(&mut self, replaced: ConfigReplaced) -> HookEvent {
        let is_config = |event: &HookEvent| matches!(event, HookEvent::Replaced(_));
        let waiting = self.events.iter().filter(|event| is_config(event)).count();
        let last = self.events.iter().rposition(is_config).filter(|_| waiting >= HookQueue::MOST_CONFIGS);
        match last.and_then(|last| self.events.remove(last)) {
            Some(HookEvent::Replaced(earlier)) => {
                HookEvent::Replaced(ConfigReplaced { old: earlier.old, new: replaced.new })
            }
            _ => HookEvent::Replaced(replaced),
        }
    }
}

/// Whether an event is never dropped: there are few of them.
fn is_urgent(event: &HookEvent) -> bool {
    match event {
        HookEvent::Ready(_) => true,
        // Of each watched value, at most one waits.
        HookEvent::Watched(_) => true,
        HookEvent::Log(entry) => entry.event_id == event::HOOKS_TOO_SLOW,
        // At most `MOST_CONFIGS` wait.
        #[cfg(feature = "http")]
        HookEvent::Replaced(_) => true,
        #[cfg(feature = "http")]
        HookEvent::Fetched(_) => false,
        HookEvent::Error(_) => false,
    }
}
