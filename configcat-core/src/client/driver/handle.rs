//! [`DriverHandle`]: a client's side of the channel to its driver.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::{runtime::Handle, sync::mpsc, task::AbortHandle};

use crate::client::{
    driver::{
        command::{Command, Inbox},
        driver::{Driver, DriverParts},
        file_watch::FileWatch,
    },
    refresh::RefreshError,
};

/// A client's side of the channel to its driver. The driver ends when the handle is dropped.
#[derive(Debug)]
pub(crate) struct DriverHandle {
    commands: mpsc::UnboundedSender<Command>,
    /// Whether the client has local flags only.
    is_local: bool,
    offline: Arc<AtomicBool>,
    closed: AtomicBool,
    task: AbortHandle,
}

impl DriverHandle {
    /// Starts the driver of a client on a runtime.
    pub(crate) fn start(runtime: &Handle, offline: bool, parts: DriverParts) -> Self {
        let (sender, commands) = mpsc::unbounded_channel();
        let offline = Arc::new(AtomicBool::new(offline));
        let inbox = Inbox { commands, offline: Arc::clone(&offline), runtime: runtime.clone() };
        let is_local = parts.fetcher.is_none();
        let task = runtime.spawn(Driver::new(parts, inbox).run()).abort_handle();
        Self { commands: sender, is_local, offline, closed: AtomicBool::new(false), task }
    }

    pub(crate) fn send(&self, command: Command) {
        // If the driver has ended, the command is dropped with its reply. The caller sees that the reply is dropped.
        let _ = self.commands.send(command);
    }

    pub(crate) fn is_local(&self) -> bool {
        self.is_local
    }

    pub(crate) fn is_offline(&self) -> bool {
        self.offline.load(Ordering::Acquire)
    }

    /// Switches offline mode, and returns whether it was the other mode before.
    pub(crate) fn set_offline(&self, offline: bool) -> bool {
        let changed = self.offline.swap(offline, Ordering::AcqRel) != offline;
        if changed {
            self.send(Command::Switched);
        }
        changed
    }

    /// Starts to watch a file of overrides, until the driver ends.
    pub(crate) fn watch(&self, runtime: &Handle, watch: FileWatch) {
        runtime.spawn(watch.run(self.commands.clone()));
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire) || self.commands.is_closed()
    }

    /// Why a command has no reply.
    pub(crate) fn why_ended(&self) -> RefreshError {
        if self.closed.load(Ordering::Acquire) { RefreshError::Closed } else { RefreshError::Stopped }
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
