//! Warns of calls that block a thread which runs asynchronous code.

use std::{
    sync::atomic::Ordering,
    task::{Context, Poll, Waker},
};

use tokio::task::coop::poll_proceed;

use crate::{
    client::shared::Shared,
    log::{LogLevel, event},
};

/// Warns, once for each client, that a call is about to block a task of a tokio runtime.
#[cold]
pub(super) fn warn_if_async(shared: &Shared, call: &str, instead: &str) {
    if !shared.logger.wants(LogLevel::Warning)
        || shared.warned_of_blocking.load(Ordering::Relaxed)
        || !is_in_task()
        || shared.warned_of_blocking.swap(true, Ordering::Relaxed)
    {
        return;
    }
    shared.logger.log(
        LogLevel::Warning,
        event::BLOCKS_ASYNC,
        format_args!(
            "{call} blocks a thread of a tokio runtime until the client has a config; use {instead} in asynchronous \
             code",
        ),
    );
}

/// Whether this thread runs a task of a tokio runtime: not one for code that may block.
fn is_in_task() -> bool {
    // Only tasks have a budget of steps that they may take in a row.
    const MORE_THAN_A_BUDGET: usize = 256;

    let mut context = Context::from_waker(Waker::noop());
    let mut steps = Vec::with_capacity(MORE_THAN_A_BUDGET);
    while steps.len() < MORE_THAN_A_BUDGET {
        match poll_proceed(&mut context) {
            Poll::Ready(step) => steps.push(step),
            Poll::Pending => break,
        }
    }
    let is_in_task = steps.len() < MORE_THAN_A_BUDGET;
    // Each step that is dropped is given back. The first one was made with the whole budget.
    while steps.pop().is_some() {}
    is_in_task
}

#[cfg(test)]
mod tests {
    use tokio::{
        runtime::Builder,
        task::{coop::has_budget_remaining, spawn, spawn_blocking, yield_now},
    };

    use super::*;

    #[test]
    fn only_tasks_must_not_block() {
        assert!(!is_in_task());
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        {
            let _entered = runtime.enter();
            assert!(!is_in_task());
        }
        runtime.block_on(async {
            assert!(is_in_task());
            assert!(has_budget_remaining(), "it is given back");
            yield_now().await;
            assert!(spawn(async { is_in_task() }).await.expect("no panic"));
            assert!(!spawn_blocking(is_in_task).await.expect("no panic"));
        });
    }
}
