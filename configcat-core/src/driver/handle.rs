//! The end of a driver that its client holds.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
    task::{AbortHandle, JoinHandle},
};

use super::{Driver, file_watch::FileWatch};
use crate::{OverrideError, Overrides, RefreshError, RefreshOutcome};

/// The answer to a command that waits for one.
pub(crate) type Reply = oneshot::Sender<Result<RefreshOutcome, RefreshError>>;

/// What a client asks its driver to do.
#[derive(Debug)]
pub(crate) enum Command {
    /// Download the config now.
    Refresh(Reply),
    /// Download the config if it has expired.
    EnsureFresh,
    /// Offline mode was switched.
    Switched,
    /// The file of the overrides has changed.
    Overrides(Overrides),
    /// The file of the overrides has changed, but cannot be read.
    OverridesFailed(OverrideError),
}

/// A client's end of its driver. The driver ends with it.
#[derive(Debug)]
pub(crate) struct DriverHandle {
    commands: mpsc::UnboundedSender<Command>,
    /// Whether the client has local flags only.
    is_local: bool,
    offline: Arc<AtomicBool>,
    closed: AtomicBool,
    task: AbortHandle,
}

/// A driver's end of its handle.
pub(crate) struct Inbox {
    pub(super) commands: mpsc::UnboundedReceiver<Command>,
    pub(super) offline: Arc<AtomicBool>,
    pub(super) runtime: Handle,
}

impl DriverHandle {
    /// Starts the driver of a client on a runtime.
    pub(crate) fn start(runtime: &Handle, offline: bool, make: impl FnOnce(Inbox) -> Driver) -> Self {
        let (sender, commands) = mpsc::unbounded_channel();
        let offline = Arc::new(AtomicBool::new(offline));
        let driver = make(Inbox { commands, offline: Arc::clone(&offline), runtime: runtime.clone() });
        let is_local = driver.fetcher.is_none();
        let task = runtime.spawn(driver.run()).abort_handle();
        Self { commands: sender, is_local, offline, closed: AtomicBool::new(false), task }
    }

    pub(crate) fn send(&self, command: Command) {
        // A driver that has ended drops the command, and with it the reply, which tells who waits for it.
        let _ = self.commands.send(command);
    }

    pub(crate) fn is_local(&self) -> bool {
        self.is_local
    }

    pub(crate) fn is_offline(&self) -> bool {
        self.offline.load(Ordering::Acquire)
    }

    /// Switches offline mode, and tells whether that changes anything.
    pub(crate) fn set_offline(&self, offline: bool) -> bool {
        let changed = self.offline.swap(offline, Ordering::AcqRel) != offline;
        if changed {
            self.send(Command::Switched);
        }
        changed
    }

    /// Has an override file looked at from time to time, until the driver ends.
    pub(crate) fn watch(&self, runtime: &Handle, watch: FileWatch) {
        runtime.spawn(watch.run(self.commands.clone()));
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire) || self.commands.is_closed()
    }

    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.task.abort();
    }
}

impl Drop for DriverHandle {
    fn drop(&mut self) {
        self.close();
    }
}

/// A task that ends with the one that waits for it.
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
