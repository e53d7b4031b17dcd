//! [`Waiters`]: asynchronous readers that wait for another state.

use std::{
    collections::BTreeMap,
    future::poll_fn,
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

#[cfg(feature = "http")]
use crate::client::driver::wake_elsewhere;

/// Asynchronous readers that wait for another state. Their wakers are code of the application: a waker may poll its
/// task at once, or panic. So none is called, cloned or dropped under the lock.
#[derive(Debug, Default)]
pub(crate) struct Waiters(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    wakers: BTreeMap<u64, Waker>,
    next: u64,
}

impl Waiters {
    /// Waits until `find` finds something. It is asked again after each [`wake`](Self::wake).
    pub(crate) async fn wait<T>(&self, find: impl Fn() -> Option<T>) -> T {
        let place = Place { waiters: self, number: self.number() };
        poll_fn(|context| {
            let earlier = self.put(place.number, context.waker().clone());
            drop(earlier);
            // After the waker is in its place, so that no change in between is missed.
            find().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    /// Wakes all that wait.
    pub(crate) fn wake(&self) {
        let wakers = mem::take(&mut self.lock().wakers);
        if !wakers.is_empty() {
            #[cfg(feature = "http")]
            wake_elsewhere(move || wake_all(wakers));
            #[cfg(not(feature = "http"))]
            wake_all(wakers);
        }
    }

    fn number(&self) -> u64 {
        let mut waiting = self.lock();
        waiting.next = waiting.next.wrapping_add(1);
        waiting.next
    }

    fn put(&self, number: u64, waker: Waker) -> Option<Waker> {
        self.lock().wakers.insert(number, waker)
    }

    fn take(&self, number: u64) -> Option<Waker> {
        self.lock().wakers.remove(&number)
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wake_all(wakers: BTreeMap<u64, Waker>) {
    for waker in wakers.into_values() {
        _ = catch_unwind(AssertUnwindSafe(|| waker.wake()));
    }
}

/// The place of a reader. Empty when it no longer waits.
struct Place<'w> {
    waiters: &'w Waiters,
    number: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        drop(self.waiters.take(self.number));
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
        task::{Context, Wake},
    };

    use super::*;

    type Task = Pin<Box<dyn Future<Output = usize> + Send>>;

    /// Polls its task when it is woken.
    #[derive(Default)]
    struct Eager {
        task: Mutex<Option<Task>>,
        result: AtomicUsize,
    }

    impl Wake for Eager {
        fn wake(self: Arc<Self>) {
            let mut task = self.task.lock().expect("not poisoned");
            let waker = Waker::from(Arc::clone(&self));
            if let Some(Poll::Ready(result)) =
                task.as_mut().map(|task| task.as_mut().poll(&mut Context::from_waker(&waker)))
            {
                *task = None;
                self.result.store(result, Ordering::Relaxed);
            }
        }
    }

    struct Panicking;

    impl Wake for Panicking {
        fn wake(self: Arc<Self>) {
            panic!("the waker of a test panics");
        }
    }

    #[test]
    fn wakers_may_poll_and_panic() {
        let (waiters, state) = (Arc::new(Waiters::default()), Arc::new(AtomicUsize::new(0)));
        let wait = || -> Task {
            let (waiters, state) = (Arc::clone(&waiters), Arc::clone(&state));
            Box::pin(async move {
                waiters.wait(|| Some(state.load(Ordering::Relaxed)).filter(|state| *state > 0)).await
            })
        };
        let panicking = Waker::from(Arc::new(Panicking));
        let mut lost = wait();
        assert!(lost.as_mut().poll(&mut Context::from_waker(&panicking)).is_pending());
        let eager: Vec<_> = (0..3).map(|_| Arc::new(Eager::default())).collect();
        for eager in &eager {
            *eager.task.lock().expect("not poisoned") = Some(wait());
            Arc::clone(eager).wake();
        }
        waiters.wake();
        assert_eq!(waiters.lock().wakers.len(), 3, "they still wait");
        state.store(7, Ordering::Relaxed);
        waiters.wake();
        assert!(eager.iter().all(|eager| eager.result.load(Ordering::Relaxed) == 7));
        assert_eq!(waiters.lock().wakers.len(), 0);
    }

    #[test]
    fn a_reader_that_is_given_up_leaves_nothing_behind() {
        let waiters = Waiters::default();
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..10 {
            let mut wait = Box::pin(waiters.wait(|| None::<()>));
            assert!(wait.as_mut().poll(&mut context).is_pending());
        }
        assert!(waiters.lock().wakers.is_empty());
    }
}
