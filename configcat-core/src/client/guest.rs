//! [`Guest`]: an object of the application, whose destructor may do anything.

use std::panic::{AssertUnwindSafe, catch_unwind};
#[cfg(feature = "http")]
use std::{
    sync::{Mutex, PoisonError},
    thread,
};

#[cfg(feature = "http")]
use crate::client::driver::is_driver_thread;

/// An object of the application. If its last owner is on the thread that all clients share, it is dropped on another
/// one: its destructor may block. If it panics, the other objects of the client are dropped all the same: a second panic on
/// the way would abort the process.
#[derive(Debug)]
pub(crate) struct Guest<T: Send + 'static>(Option<T>);

impl<T: Send + 'static> Guest<T> {
    pub(crate) fn new(object: T) -> Self {
        Self(Some(object))
    }

    /// The object. There is one until it is dropped.
    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T: Send + 'static> Drop for Guest<T> {
    fn drop(&mut self) {
        let Some(object) = self.0.take() else { return };
        #[cfg(feature = "http")]
        if is_driver_thread() {
            return discard(Box::new(object));
        }
        _ = catch_unwind(AssertUnwindSafe(|| drop(object)));
    }
}

/// Objects that are to be dropped, for want of a thread until now.
#[cfg(feature = "http")]
static DISCARDED: Mutex<Vec<Box<dyn Send>>> = Mutex::new(Vec::new());

/// Drops an object on a thread of its own. If none can be started, the next call tries again.
#[cfg(feature = "http")]
fn discard(object: Box<dyn Send>) {
    DISCARDED.lock().unwrap_or_else(PoisonError::into_inner).push(object);
    _ = thread::Builder::new().name("configcat-drop".to_owned()).spawn(|| {
        while let Some(object) = next_discarded() {
            _ = catch_unwind(AssertUnwindSafe(|| drop(object)));
        }
    });
}

#[cfg(feature = "http")]
fn next_discarded() -> Option<Box<dyn Send>> {
    DISCARDED.lock().unwrap_or_else(PoisonError::into_inner).pop()
}
