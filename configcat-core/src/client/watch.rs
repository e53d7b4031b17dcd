//! [`Watch`]: a value that an application watches.

use std::{
    fmt,
    sync::{Arc, Weak},
    time::Duration,
};

use crate::{
    client::{
        client::Client,
        follower::Follower,
        shared::Shared,
        watch_thread,
        watched::{Next, Watched},
    },
    evaluation::Snapshot,
    users::{IntoUser, User},
    values::{Flag, FlagValue, IntoFlagValue},
};

/// The value of a flag for a user, kept up to date. From [`Client::watch`], [`Client::watch_value`], and the method `watch` of
/// generated types.
///
/// It changes when the *value for this user* changes, not with each config. Whoever is slow misses values in between, but
/// never the last one. All watches of a client are evaluated together after a new config, on a thread of their own; reads
/// of flags cost what they cost without them. A watch keeps no config in memory, and does not keep its client open: it ends
/// when the last clone of the client is dropped, or when the client is closed.
///
/// A clone watches the same value, with the same user, and begins where the original is.
///
/// ```
/// use std::time::Duration;
///
/// use configcat_core::{Client, OverrideBehaviour, Overrides, User};
///
/// let overrides = Overrides::from_map([("pageSize", 20)], OverrideBehaviour::LocalOnly);
/// let client = Client::builder("local").overrides(overrides).build()?;
///
/// let mut size = client.watch_value("pageSize", 10, &User::new("435170f4"));
/// size.on_change(|size| println!("{size} rows from now on"));
/// assert_eq!(size.value(), 20);
/// assert_eq!(size.changed_blocking(Duration::ZERO), None);
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
#[must_use = "a watch that is dropped tells nothing any more"]
pub struct Watch<T> {
    pub(super) watched: Arc<Watched<T>>,
    source: Source,
    /// The version of the value that [`changed`](Self::changed) has returned last.
    pub(super) seen: u64,
}

/// Where a watched value comes from.
#[derive(Clone)]
enum Source {
    /// A client, which it does not keep open.
    Client(Weak<Shared>),
    /// Flags that never change.
    Snapshot(Snapshot),
}

impl<T: Clone + PartialEq + Send + 'static> Watch<T> {
    /// The current value. Never waits.
    #[must_use]
    pub fn value(&self) -> T {
        self.watched.value()
    }

    /// Waits until the value is another one than the last that was returned here, or than it was at first. Returns it, or
    /// `None` if the client has ended. Works on any async executor.
    ///
    /// ```
    /// # use configcat_core::Watch;
    /// async fn resize(mut size: Watch<i32>) {
    ///     while let Some(size) = size.changed().await {
    ///         println!("{size} rows from now on");
    ///     }
    /// }
    /// # let _ = resize;
    /// ```
    pub async fn changed(&mut self) -> Option<T> {
        let next = self.watched.next(self.seen).await;
        self.see(next)
    }

    /// The same as [`changed`](Self::changed), but blocks. `None` also if nothing has changed within the timeout.
    pub fn changed_blocking(&mut self, timeout: Duration) -> Option<T> {
        let next = self.watched.next_blocking(self.seen, timeout)?;
        self.see(next)
    }

    /// Calls a function with each new value, as long as this watch or a clone of it is held. It runs on the thread of the
    /// client's [`Hooks`](crate::Hooks), where it may block without delaying anything but the hooks. If it is slow, it
    /// misses values in between. A panic is caught and logged.
    pub fn on_change(&self, callback: impl Fn(&T) + Send + Sync + 'static) {
        self.watched.add_callback(callback);
    }

    /// Watches the value for another user from now on; for the default user of the client with `None`. A value that
    /// differs is a change. It is evaluated before this returns.
    pub fn set_user<'u>(&self, user: impl IntoUser<'u>) {
        self.watched.set_user(user.into().cloned());
        match &self.source {
            Source::Client(shared) => {
                if let Some(shared) = shared.upgrade() {
                    watch_thread::update(&shared, Arc::clone(&self.watched) as Arc<dyn Follower>);
                }
            }
            Source::Snapshot(snapshot) => {
                if self.watched.follow(&|| snapshot.clone()) {
                    self.watched.call(snapshot.logger());
                }
            }
        }
    }

    /// Whether the value will not change any more, because the client has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.watched.has_ended()
    }

    pub(super) fn see(&mut self, next: Next<T>) -> Option<T> {
        match next {
            Next::Value(value, version) => {
                self.seen = version;
                Some(value)
            }
            Next::End => None,
        }
    }
}

impl<T> Clone for Watch<T> {
    fn clone(&self) -> Self {
        Self { watched: Arc::clone(&self.watched), source: self.source.clone(), seen: self.seen }
    }
}

impl<T: Clone + PartialEq + Send + fmt::Debug + 'static> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("value", &self.value()).finish_non_exhaustive()
    }
}

impl Client {
    /// Watches the value of a flag for a user, or for the default user with `None`. The first value is the current one, the
    /// fallback before the first config; this never waits.
    pub fn watch<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Watch<T> {
        let flag = flag.clone();
        self.watch_reads(move |snapshot, user| snapshot.value(&flag, user), user.into())
    }

    /// Watches the value of the flag with this key: see [`watch`](Self::watch) and [`get_value`](Self::get_value).
    pub fn watch_value<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl IntoUser<'u>,
    ) -> Watch<D::Value> {
        let (key, default) = (key.to_owned(), default.into_flag_value());
        let read =
            move |snapshot: &Snapshot, user: Option<&User>| snapshot.get_value(&key, default.clone(), user);
        self.watch_reads(read, user.into())
    }

    /// Watches what a function reads from the config for a user.
    pub(crate) fn watch_reads<T: Clone + PartialEq + Send + 'static>(
        &self,
        read: impl Fn(&Snapshot, Option<&User>) -> T + Send + Sync + 'static,
        user: Option<&User>,
    ) -> Watch<T> {
        let shared = &self.0.shared;
        let watched = Arc::new(Watched::new(read, &shared.store.load().snapshot, user.cloned()));
        let follower = Arc::clone(&watched) as Arc<dyn Follower>;
        if shared.watchers.add(&follower) {
            follower.end();
        } else {
            // The config may have been replaced meanwhile.
            watch_thread::update(shared, follower);
        }
        Watch { seen: 0, source: Source::Client(Arc::downgrade(shared)), watched }
    }
}

impl Snapshot {
    /// A watch of what a function reads from this config, which never changes but by another user.
    pub(crate) fn watch_reads<T: Clone + PartialEq + Send + 'static>(
        &self,
        read: impl Fn(&Snapshot, Option<&User>) -> T + Send + Sync + 'static,
        user: Option<&User>,
    ) -> Watch<T> {
        let watched = Arc::new(Watched::new(read, self, user.cloned()));
        Watch { watched, source: Source::Snapshot(self.clone()), seen: 0 }
    }
}
