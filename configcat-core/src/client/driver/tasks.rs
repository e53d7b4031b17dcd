//! Tasks that end with their owners, and futures whose panics are caught.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use tokio::{runtime::Handle, task::JoinHandle};

use crate::client::driver::thread::is_driver_thread;

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

/// Runs a call on a thread where it may block; `None` if no thread can be started now. Then the call is dropped. The future
/// gives the result of the call, `None` if it panics.
pub(crate) fn spawn_blocking<T: Send + 'static, F: FnOnce() -> T + Send + 'static>(
    runtime: &Handle,
    call: F,
) -> Option<impl Future<Output = Option<T>> + use<T, F>> {
    spawn_or_return(runtime, call).ok()
}

/// The same, but gives the call back if no thread can be started now.
fn spawn_or_return<T: Send + 'static, F: FnOnce() -> T + Send + 'static>(
    runtime: &Handle,
    call: F,
) -> Result<impl Future<Output = Option<T>> + use<T, F>, Option<F>> {
    let call = Arc::new(Mutex::new(Some(call)));
    let own = Arc::clone(&call);
    let queued = move || take(&own).map(|call| call());
    // tokio panics if the system refuses a thread.
    match catch_unwind(AssertUnwindSafe(|| runtime.spawn_blocking(queued))) {
        Ok(task) => Ok(async { task.await.ok().flatten() }),
        // The queue may keep its task for ever. What the call holds must not be held as long: the turn of a cache, say.
        Err(_) => Err(take(&call)),
    }
}

fn take<T>(slot: &Mutex<Option<T>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Does work on a document of this length in bytes; `None` if no thread can be started now. A large document gets a thread
/// of its own: other clients do not wait for it.
pub(crate) async fn parse_beside<T: Send + 'static>(
    length: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    const LARGE: usize = 128 << 10;

    if length < LARGE { Some(work()) } else { spawn_blocking(&Handle::current(), work)?.await }
}

/// Calls wakers of the application. They may do anything, so the thread that all clients share does not call them itself.
pub(crate) fn wake_elsewhere(wake: impl FnOnce() + Send + 'static) {
    let wake = if is_driver_thread() {
        spawn_or_return(&Handle::current(), wake).err().flatten()
    } else {
        Some(wake)
    };
    // Without another thread, it is better called here than never.
    if let Some(wake) = wake {
        _ = catch_unwind(AssertUnwindSafe(wake));
    }
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
