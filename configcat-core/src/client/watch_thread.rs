//! Brings watched values up to date after a new config, on a thread where evaluation delays nobody else.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::client::{follower::Follower, hook_event::HookEvent, hook_thread, shared::Shared};

/// Starts a thread if there are watched values. Returns `false` if none can be started at the moment.
pub(crate) fn start(shared: &Arc<Shared>) -> bool {
    if !shared.watchers.needs_thread() {
        return true;
    }
    let own = Arc::clone(shared);
    let started = shared.hook_threads.start("configcat-watch", move || work(&own));
    if !started {
        shared.watchers.has_no_thread();
    }
    started
}

/// Brings one value up to date, on this thread.
pub(crate) fn update(shared: &Arc<Shared>, follower: Arc<dyn Follower>) {
    // The types of JSON flags are code of the application.
    let wants_call =
        catch_unwind(AssertUnwindSafe(|| follower.follow(&|| shared.store.load().snapshot.clone())));
    if wants_call.unwrap_or(false) {
        hook_thread::emit(shared, HookEvent::Watched(follower));
    }
}

fn work(shared: &Arc<Shared>) {
    // Each time for the newest config: those in between are skipped if there are many.
    while let Some(followers) = shared.watchers.outdated() {
        for follower in followers {
            update(shared, follower);
        }
    }
}
