//! [`GuestCalls`]: calls code of the application where it can hold up nobody else.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::Poll,
};

use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
    task,
};

use crate::client::driver::{
    tasks::{AbortOnDrop, catch_panic, spawn_blocking},
    thread::{block_on_guest, guest_runtime, is_driver_thread},
};

/// Calls the methods of a cache or a transport of the application, which may block, panic, or never answer.
///
/// There is one call at a time: an object that is stuck occupies one thread, not one more with each call.
#[derive(Debug, Clone, Default)]
pub(crate) struct GuestCalls(Arc<Mutex<()>>);

/// Why a call of the application's code has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GuestFailure {
    /// An earlier call has not ended yet.
    Busy,
    Panicked,
    /// The system has no thread for the call now.
    NoThread,
}

impl GuestCalls {
    /// Runs a blocking call to its end, even if nobody waits for the result any more.
    pub(crate) async fn block<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, GuestFailure> {
        let turn = Arc::clone(&self.0).try_lock_owned().map_err(|_| GuestFailure::Busy)?;
        let work = spawn_blocking(&Handle::current(), move || {
            let _turn = turn;
            call()
        });
        work.ok_or(GuestFailure::NoThread)?.await.ok_or(GuestFailure::Panicked)
    }

    /// Runs a future of an object.
    pub(crate) async fn run<O: ?Sized + Send + Sync + 'static, T: Send + 'static>(
        &self,
        object: &Arc<O>,
        future: impl Future<Output = T> + Send + 'static,
        when_abandoned: WhenAbandoned,
    ) -> Result<T, GuestFailure> {
        let turn = self.next_turn().await;
        if is_driver_thread() {
            return run_beside(turn, future, when_abandoned).await;
        }
        let task = task::spawn(with_turn(turn, future, Owner(Some(Arc::clone(object)))));
        let result = match when_abandoned {
            WhenAbandoned::Drop => AbortOnDrop::new(task).join().await,
            WhenAbandoned::GoOn => task.await.ok(),
        };
        let (result, owner) = result.ok_or(GuestFailure::Panicked)?;
        owner.give_back();
        Ok(result)
    }

    /// Waits for the end of an earlier call. A future that was just abandoned ends at once, unless it blocks.
    async fn next_turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.0).lock_owned().await
    }
}

/// What happens to a future when nobody waits for its result any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhenAbandoned {
    /// It is dropped.
    Drop,
    /// It goes on to its end.
    GoOn,
}

/// Keeps the turn and an owner until the future has ended. The future is dropped before its owner.
async fn with_turn<T, O>(turn: OwnedMutexGuard<()>, future: impl Future<Output = T>, owner: O) -> (T, O) {
    let (_turn, owner) = (turn, owner);
    (future.await, owner)
}

/// An owner of an object of the application. If nobody waits for the call any more, it may be the last one: then the object is
/// dropped where its destructor may block, and may end a runtime.
struct Owner<O: ?Sized + Send + Sync + 'static>(Option<Arc<O>>);

impl<O: ?Sized + Send + Sync + 'static> Owner<O> {
    /// Called by somebody who has the object, too.
    fn give_back(mut self) {
        self.0 = None;
    }
}

impl<O: ?Sized + Send + Sync + 'static> Drop for Owner<O> {
    fn drop(&mut self) {
        let Some(object) = self.0.take() else { return };
        // Here only if there is no other thread for it.
        if let Ok(runtime) = Handle::try_current() {
            _ = spawn_blocking(&runtime, move || drop(object));
        }
    }
}

/// Runs a future on a thread of its own, not on the one that all clients share: it may block, and its destructor too.
async fn run_beside<T: Send + 'static>(
    turn: OwnedMutexGuard<()>,
    future: impl Future<Output = T> + Send + 'static,
    when_abandoned: WhenAbandoned,
) -> Result<T, GuestFailure> {
    let (mut sender, receiver) = oneshot::channel();
    let runtime = guest_runtime().map_err(|_| GuestFailure::NoThread)?;
    let own = runtime.clone();
    let thread = spawn_blocking(&runtime, move || {
        let _turn = turn;
        let mut future = Box::pin(future);
        let polled = poll_fn(|context| {
            if when_abandoned == WhenAbandoned::Drop && sender.poll_closed(context).is_ready() {
                return Poll::Ready(None);
            }
            future.as_mut().poll(context).map(Some)
        });
        let result = block_on_guest(&own, catch_panic(polled));
        // Not in asynchronous code: the last owner of the object may be the future, and the object may own a runtime.
        let _entered = own.enter();
        _ = catch_unwind(AssertUnwindSafe(|| drop(future)));
        // Nobody may wait any more.
        _ = sender.send(result.ok_or(GuestFailure::Panicked));
    });
    drop(thread.ok_or(GuestFailure::NoThread)?);
    let result = receiver.await.map_err(|_| GuestFailure::Panicked)??;
    result.ok_or(GuestFailure::Panicked)
}
