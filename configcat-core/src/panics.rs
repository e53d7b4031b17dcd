//! Keeps panics of asynchronous work from spreading.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::{Context, Poll},
};

/// The result of a future, `None` if it panics.
///
/// Panics do not get out either when the future is given up before it has ended. That can be because of another panic,
/// and two at once would end the process.
pub(crate) async fn catch_panic<F: Future>(future: F) -> Option<F::Output> {
    let mut guarded = Guarded(pin!(Some(future)));
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
