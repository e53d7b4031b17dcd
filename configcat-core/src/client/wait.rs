//! How readers wait: for the first config, or for an update of an expired config.

use std::sync::Arc;

use arc_swap::Guard;
use tokio::time::Instant;

use crate::client::{
    blocking::warn_if_async,
    driver::{Command, DriverHandle, cannot_wait},
    shared::Shared,
    store::{ReadPolicy, State, Store},
};

/// With lazy loading, the first read waits twice: until the client is ready, and then for a download.
const MOST_WAITS: usize = 2;

/// Blocks until there is a state that a read can use.
#[cold]
pub(super) fn wait_for_state(
    shared: &Shared,
    driver: &DriverHandle,
    mut state: Guard<Arc<State>>,
) -> Guard<Arc<State>> {
    let store = &shared.store;
    for _ in 0..MOST_WAITS {
        let Some(wanted) = to_wait_for(driver, &state) else { break };
        let deadline = match state.read_policy {
            _ if cannot_wait() => break,
            ReadPolicy::UntilReady(deadline) => Some(deadline),
            ReadPolicy::Immediate | ReadPolicy::RefreshFrom(_) => None,
        };
        warn_if_async(shared, "a read", "`wait_for_ready_async` or `latest_snapshot_async`");
        state = store.wait(deadline, wanted).map_or_else(|| store.load(), Guard::from_inner);
    }
    state
}

/// Waits until there is a state that a read can use, on any executor.
pub(super) async fn wait_for_state_async(store: &Store, driver: &DriverHandle) -> Arc<State> {
    let mut state = store.load_full();
    for _ in 0..MOST_WAITS {
        let Some(wanted) = to_wait_for(driver, &state) else { break };
        state = store.wait_async(wanted).await;
    }
    state
}

/// Tells which state a read has to wait for, and asks the driver for it; `None` if the read need not wait.
fn to_wait_for<'d>(driver: &'d DriverHandle, state: &State) -> Option<impl Fn(&State) -> bool + use<'d>> {
    if driver.is_closed() {
        return None;
    }
    let now = Instant::now().into_std();
    match state.read_policy {
        ReadPolicy::Immediate => return None,
        ReadPolicy::UntilReady(deadline) if now >= deadline => return None,
        ReadPolicy::UntilReady(_) => {}
        ReadPolicy::RefreshFrom(moment) if now < moment => return None,
        ReadPolicy::RefreshFrom(_) => driver.send(Command::EnsureFresh),
    }
    let (was_ready, attempts) = (state.ready.is_some(), state.attempts);
    Some(move |state: &State| match state.read_policy {
        _ if driver.is_closed() => true,
        ReadPolicy::Immediate => true,
        ReadPolicy::UntilReady(_) => false,
        ReadPolicy::RefreshFrom(_) => !was_ready || state.attempts > attempts,
    })
}
