//! [`HookSet`]: all hooks of a client, and what they are still to be called for.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use arc_swap::ArcSwap;

use crate::{
    client::{guest::Guest, hook_event::HookEvent, hook_id::HookId, hook_queue::HookQueue, hooks::Hooks},
    evaluation::Details,
    log::{Logger, is_nested},
    values::Value,
};

/// All hooks of a client, and what they are still to be called for.
#[derive(Debug)]
pub(crate) struct HookSet {
    /// Whether reads have anything to do with hooks. Most have not, and look at nothing else.
    concerns_reads: AtomicBool,
    /// Whether events wait for a thread that could not be started.
    waits_for_thread: AtomicBool,
    all: ArcSwap<Vec<Added>>,
    /// Held while hooks are added or removed.
    change: Mutex<()>,
    pub(crate) queue: HookQueue,
}

#[derive(Debug, Clone)]
struct Added {
    id: HookId,
    hooks: Arc<Guest<Hooks>>,
}

impl HookSet {
    pub(crate) fn new(hooks: Arc<Guest<Hooks>>) -> Self {
        let concerns_reads = AtomicBool::new(hooks.get().is_some_and(Hooks::wants_evaluations));
        let first = Added { id: HookId::next(), hooks };
        Self {
            concerns_reads,
            waits_for_thread: AtomicBool::new(false),
            all: ArcSwap::from_pointee(vec![first]),
            change: Mutex::default(),
            queue: HookQueue::default(),
        }
    }

    pub(crate) fn add(&self, hooks: Hooks) -> HookId {
        let id = HookId::next();
        let added = Added { id, hooks: Arc::new(Guest::new(hooks)) };
        let _change = self.change.lock().unwrap_or_else(PoisonError::into_inner);
        let all = self.all.load().iter().cloned().chain([added]).collect();
        self.replace(all);
        id
    }

    /// Removes hooks, and returns whether they were there.
    pub(crate) fn remove(&self, id: HookId) -> bool {
        // Dropped after the lock is released: hooks may have destructors.
        let earlier;
        {
            let _change = self.change.lock().unwrap_or_else(PoisonError::into_inner);
            earlier = self.all.load_full();
            let all: Vec<_> = earlier.iter().filter(|added| added.id != id).cloned().collect();
            if all.len() == earlier.len() {
                return false;
            }
            self.replace(all);
        }
        drop(earlier);
        true
    }

    /// Whether a read has to look closer: for hooks, or for events that wait.
    #[inline]
    pub(crate) fn concerns_reads(&self) -> bool {
        self.concerns_reads.load(Ordering::Relaxed)
    }

    /// Whether a hook is to be called for reads on this thread.
    pub(crate) fn wants_evaluations(&self) -> bool {
        !is_nested() && self.any(Hooks::wants_evaluations)
    }

    pub(crate) fn flag_evaluated(&self, details: &Details<Option<Value>>, logger: &Logger) {
        self.each(|hooks| hooks.flag_evaluated(details, logger));
    }

    /// Whether a hook is called for events of this kind.
    pub(crate) fn wants(&self, kind: &HookEvent) -> bool {
        matches!(kind, HookEvent::Log(_) | HookEvent::Watched(_)) || self.any(|hooks| hooks.wants(kind))
    }

    #[cfg(feature = "http")]
    pub(crate) fn wants_changes(&self) -> bool {
        self.any(Hooks::wants_changes)
    }

    /// Calls the hooks for an event.
    pub(crate) fn call(&self, event: &HookEvent, logger: &Logger) {
        match event {
            HookEvent::Log(entry) => {
                logger.log_here(entry.level, entry.event_id, format_args!("{}", entry.message));
            }
            HookEvent::Watched(follower) => follower.call(logger),
            event => self.each(|hooks| hooks.call(event, logger)),
        }
    }

    /// Whether events wait for a thread that could not be started.
    pub(crate) fn waits_for_thread(&self) -> bool {
        self.waits_for_thread.load(Ordering::Relaxed)
    }

    /// Tells whether events wait for a thread that could not be started. Then the next read asks for it again.
    pub(crate) fn set_waits_for_thread(&self, waits: bool) {
        let _change = self.change.lock().unwrap_or_else(PoisonError::into_inner);
        self.waits_for_thread.store(waits, Ordering::Relaxed);
        self.concerns_reads.store(waits || self.any(Hooks::wants_evaluations), Ordering::Relaxed);
    }

    fn replace(&self, all: Vec<Added>) {
        self.all.store(Arc::new(all));
        self.concerns_reads
            .store(self.waits_for_thread() || self.any(Hooks::wants_evaluations), Ordering::Relaxed);
    }

    fn any(&self, wanted: impl Fn(&Hooks) -> bool) -> bool {
        self.all.load().iter().filter_map(|added| added.hooks.get()).any(wanted)
    }

    fn each(&self, call: impl Fn(&Hooks)) {
        // Counted, not borrowed: a hook may take long, and may remove itself.
        let all = self.all.load_full();
        all.iter().filter_map(|added| added.hooks.get()).for_each(call);
    }
}
