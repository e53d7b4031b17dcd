//! [`Watched`]: a value of flags for a user, and those who wait for another one.

use std::{
    mem,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use crate::{
    client::{follower::Follower, hooks::call_and_log, waiters::Waiters},
    evaluation::Snapshot,
    log::{LogLevel, Logger},
    users::User,
};

/// Reads the value from a config, for a user.
type Read<T> = Box<dyn Fn(&Snapshot, Option<&User>) -> T + Send + Sync>;

type Callback<T> = Arc<dyn Fn(&T) + Send + Sync>;

/// A value of flags for a user, and those who wait for another one.
pub(crate) struct Watched<T> {
    read: Read<T>,
    current: Mutex<Current<T>>,
    changed: Condvar,
    waiters: Waiters,
    callbacks: Mutex<Callbacks<T>>,
    /// Whether the callbacks are about to be called.
    is_called: AtomicBool,
}

struct Current<T> {
    value: T,
    /// How many values there were before.
    version: u64,
    user: Option<User>,
    /// How many users there were before.
    user_version: u64,
    has_ended: bool,
}

struct Callbacks<T> {
    all: Vec<Callback<T>>,
    /// The version of the value that they were called for last.
    told: u64,
}

/// What comes after a value that was seen.
pub(crate) enum Next<T> {
    /// Another value, and its version.
    Value(T, u64),
    /// Nothing any more.
    End,
}

impl<T: Clone + PartialEq + Send + 'static> Watched<T> {
    pub(crate) fn new(
        read: impl Fn(&Snapshot, Option<&User>) -> T + Send + Sync + 'static,
        snapshot: &Snapshot,
        user: Option<User>,
    ) -> Self {
        let value = read(&quiet(snapshot), user.as_ref());
        Self {
            read: Box::new(read),
            current: Mutex::new(Current { value, version: 0, user, user_version: 0, has_ended: false }),
            changed: Condvar::new(),
            waiters: Waiters::default(),
            callbacks: Mutex::new(Callbacks { all: Vec::new(), told: 0 }),
            is_called: AtomicBool::new(false),
        }
    }

    pub(crate) fn value(&self) -> T {
        self.lock().value.clone()
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.lock().has_ended
    }

    /// Replaces the user. The value follows with the next [`follow`](Follower::follow).
    pub(crate) fn set_user(&self, user: Option<User>) {
        let mut current = self.lock();
        current.user_version += 1;
        let earlier = mem::replace(&mut current.user, user);
        drop(current);
        drop(earlier);
    }

    pub(crate) fn add_callback(&self, callback: impl Fn(&T) + Send + Sync + 'static) {
        self.callbacks.lock().unwrap_or_else(PoisonError::into_inner).all.push(Arc::new(callback));
    }

    /// Waits for another value than the one of this version, on any executor.
    pub(crate) async fn next(&self, seen: u64) -> Next<T> {
        self.waiters.wait(|| next(&self.lock(), seen)).await
    }

    /// Blocks until there is another value than the one of this version; `None` after the time-out.
    pub(crate) fn next_blocking(&self, seen: u64, timeout: Duration) -> Option<Next<T>> {
        let waited = self.changed.wait_timeout_while(self.lock(), timeout, |now| next(now, seen).is_none());
        let (current, _) = waited.unwrap_or_else(PoisonError::into_inner);
        next(&current, seen)
    }

    fn lock(&self) -> MutexGuard<'_, Current<T>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self) {
        self.changed.notify_all();
        self.waiters.wake();
    }
}

fn next<T: Clone>(current: &Current<T>, seen: u64) -> Option<Next<T>> {
    match current {
        Current { value, version, .. } if *version != seen => Some(Next::Value(value.clone(), *version)),
        Current { has_ended: true, .. } => Some(Next::End),
        _ => None,
    }
}

impl<T: Clone + PartialEq + Send + 'static> Follower for Watched<T> {
    fn follow(&self, newest: &dyn Fn() -> Snapshot) -> bool {
        loop {
            let snapshot = newest();
            let (user, user_version) = {
                let current = self.lock();
                (current.user.clone(), current.user_version)
            };
            // Without the lock: a log subscriber may use this value.
            let value = (self.read)(&quiet(&snapshot), user.as_ref());
            let mut current = self.lock();
            // Somebody else may have evaluated for a newer config or user meanwhile. An older value must not replace it.
            if current.user_version != user_version || !newest().is_same(&snapshot) {
                continue;
            }
            if current.has_ended || current.value == value {
                return false;
            }
            current.version += 1;
            let earlier = mem::replace(&mut current.value, value);
            drop(current);
            drop(earlier);
            self.wake();
            let has_callbacks = !self.callbacks.lock().unwrap_or_else(PoisonError::into_inner).all.is_empty();
            return has_callbacks && !self.is_called.swap(true, Ordering::AcqRel);
        }
    }

    fn call(&self, logger: &Logger) {
        self.is_called.store(false, Ordering::Release);
        let (value, version) = {
            let current = self.lock();
            (current.value.clone(), current.version)
        };
        let all = {
            let mut callbacks = self.callbacks.lock().unwrap_or_else(PoisonError::into_inner);
            if mem::replace(&mut callbacks.told, version) == version {
                Vec::new()
            } else {
                callbacks.all.clone()
            }
        };
        for callback in all {
            call_and_log(&*callback, &value, logger);
        }
    }

    fn end(&self) {
        self.lock().has_ended = true;
        self.wake();
    }
}

/// Before the first config, every flag is missing. That is no error to log.
fn quiet(snapshot: &Snapshot) -> Snapshot {
    match snapshot.config() {
        Some(_) => snapshot.clone(),
        None => snapshot.with_log_level(LogLevel::Off),
    }
}
