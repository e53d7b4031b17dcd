//! Calls hooks in the order of the events, on a thread of the client where they may block.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::{
    client::{hook_event::HookEvent, hook_queue::Queued, shared::Shared},
    log::{LogLevel, event},
};

/// Adds an event to the queue, and returns at once.
pub(crate) fn emit(shared: &Arc<Shared>, event: HookEvent) {
    if !shared.hooks.wants(&event) {
        return;
    }
    if shared.hooks.queue.push(event) == Queued::FirstDropped {
        let message = format_args!("the hooks or the log filter are too slow; events are dropped");
        shared.logger.log(LogLevel::Error, event::HOOKS_TOO_SLOW, message);
    }
    _ = start(shared);
}

/// Starts a thread if events wait for one. Returns `false` if none can be started at the moment: then the events wait on.
pub(crate) fn start(shared: &Arc<Shared>) -> bool {
    if !shared.hooks.queue.needs_thread() {
        return true;
    }
    let own = Arc::clone(shared);
    let started = shared.hook_threads.start("configcat-hooks", move || drain(&own));
    if !started {
        shared.hooks.queue.has_no_thread();
    }
    if started == shared.hooks.waits_for_thread() {
        shared.hooks.set_waits_for_thread(!started);
    }
    started
}

fn drain(shared: &Shared) {
    while let Some(event) = shared.hooks.queue.pop() {
        // A subscriber of the log may panic. That must not keep the next events from the hooks.
        _ = catch_unwind(AssertUnwindSafe(|| shared.hooks.call(&event, &shared.logger)));
    }
}
