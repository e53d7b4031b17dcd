//! Tasks that end with their owners, and futures whose panics are caught.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::{Context, Poll},
};

use tokio::{runtime::Handle, task::JoinHandle};

/// A task that is aborted when this is dropped: when its caller no longer waits.
pub(crate) struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> AbortOnDrop<T> {
    pub(crate) fn new(task: JoinHandle<T>) -> Self {
        Self(task)
    }

    /// The result of the task, `None` if it panicked.
    pub(crate) async fn join(mut self) -> Option<T> {
        (&mut self.0).await.ok()
    }
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs a call on a thread where it may block; `None` if no thread can be started now. The call may still run then, once
/// there are threads again.
pub(crate) fn spawn_blocking<T: Send + 'static>(
    runtime: &Handle,
    call: impl FnOnce() -> T + Send + 'static,
) -> Option<JoinHandle<T>> {
    // tokio panics if the system refuses a thread.
    catch_unwind(AssertUnwindSafe(|| runtime.spawn_blocking(call))).ok()
}

/// The result of a future, `None` if it panics.
///
/// Panics are also caught when the future is dropped before it has ended. If that happened during another panic, the
/// second one would abort the process.
pub(crate) async fn catch_panic<F: Future>(future: F) -> Option<F::Output> {
    let future = pin!(Some(future));
    let mut guarded = Guarded(future);
    poll_fn(|context| guarded.poll(context)).await
}

/// A future that panics neither when it is polled nor when it is dropped.
struct Guarded<'a, F>(Pin<&'a mut Option<F>>);

impl<F: Future> Guarded<'_, F> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<F::Output>> {
        let Some(future) = self.0.as_mut().as_pin_mut() else { return Poll::Ready(None) };
        let polled = catch_unwind(AssertUnwindSafe(|| future.poll(context)));
        polled.map_or(Poll::Ready(None), |poll| poll.map(Some))
    }
}

impl<F> Drop for Guarded<'_, F> {
    fn drop(&mut self) {
        _ = catch_unwind(AssertUnwindSafe(|| self.0.set(None)));
    }
}
