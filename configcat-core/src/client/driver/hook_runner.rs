//! [`HookRunner`]: hands the events of a driver to the thread of the hooks.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::{runtime::Handle, time::sleep};

use crate::{
    client::{
        driver::thread::is_driver_thread,
        hook_event::{HookEvent, LogEntry},
        hook_thread,
        shared::Shared,
        watch_thread,
    },
    log::LogEvent,
};

/// Hands the events of a driver to the thread of the hooks.
#[derive(Clone)]
pub(super) struct HookRunner {
    shared: Arc<Shared>,
    runtime: Handle,
}

impl HookRunner {
    pub(super) fn new(shared: Arc<Shared>, runtime: Handle) -> Self {
        let (owner, own) = (Arc::downgrade(&shared), runtime.clone());
        shared.logger.take_elsewhere(Box::new(move |event| take_from_driver(&owner, &own, event)));
        Self { shared, runtime }
    }

    pub(super) fn wants_changes(&self) -> bool {
        self.shared.hooks.wants_changes()
    }

    /// Has the watched values brought up to date, and returns at once.
    pub(super) fn start_watching(&self) {
        if !watch_thread::start(&self.shared) {
            self.runtime.spawn(retry(Arc::downgrade(&self.shared), watch_thread::start));
        }
    }

    /// Adds an event to the queue of the hooks, and returns at once.
    pub(super) fn emit(&self, event: HookEvent) {
        emit(&self.shared, &self.runtime, event);
    }
}

/// On the thread that all clients share, a log filter must not be called: it may block. The thread of the hooks calls
/// it, in order.
fn take_from_driver(shared: &Weak<Shared>, runtime: &Handle, event: &LogEvent<'_>) -> bool {
    match shared.upgrade().filter(|_| is_driver_thread()) {
        Some(shared) => {
            let LogEvent { level, event_id, message } = *event;
            let entry = LogEntry { level, event_id, message: message.to_string() };
            emit(&shared, runtime, HookEvent::Log(entry));
            true
        }
        None => false,
    }
}

fn emit(shared: &Arc<Shared>, runtime: &Handle, event: HookEvent) {
    let waited = shared.hooks.waits_for_thread();
    hook_thread::emit(shared, event);
    if shared.hooks.waits_for_thread() && !waited {
        runtime.spawn(retry(Arc::downgrade(shared), hook_thread::start));
    }
}

/// Tries once a second until it succeeds, or until the client has ended: threads can be started again some time.
async fn retry(shared: Weak<Shared>, start: fn(&Arc<Shared>) -> bool) {
    const PAUSE: Duration = Duration::from_secs(1);

    loop {
        sleep(PAUSE).await;
        if shared.upgrade().is_none_or(|shared| start(&shared)) {
            return;
        }
    }
}
