//! [`DriverHandle`]: a client's side of the channel to its driver.

use std::{
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{runtime::Handle, sync::mpsc, task::AbortHandle, time::Instant};

use crate::client::{
    driver::{
        cache_access::CacheAccess,
        command::{Command, Inbox},
        driver::{Driver, DriverParts},
        file_watch::FileWatch,
        pending_writes::PendingWrites,
        thread::cannot_wait,
    },
    polling::PollingMode,
    refresh::RefreshError,
    store::{ReadPolicy, State, Store},
};

/// A client's side of the channel to its driver. The driver ends when the handle is dropped.
#[derive(Debug)]
pub(crate) struct DriverHandle {
    commands: mpsc::UnboundedSender<Command>,
    /// Whether the client has local flags only.
    is_local: bool,
    offline: Arc<AtomicBool>,
    closed: AtomicBool,
    /// Whether readers wait for a config that has expired.
    is_lazy: bool,
    /// The process that the driver runs in. It does not exist in a fork of the process.
    process: u32,
    writes: PendingWrites,
    task: AbortHandle,
}

impl DriverHandle {
    /// Starts the driver of a client on a runtime.
    pub(crate) fn start(runtime: &Handle, offline: bool, parts: DriverParts) -> Self {
        let (sender, commands) = mpsc::unbounded_channel();
        let offline = Arc::new(AtomicBool::new(offline));
        let inbox = Inbox { commands, offline: Arc::clone(&offline), runtime: runtime.clone() };
        let is_local = parts.fetcher.is_none();
        let is_lazy = matches!(parts.mode, PollingMode::Lazy(_));
        let writes = parts.cache.as_ref().map(CacheAccess::writes).unwrap_or_default();
        let task = runtime.spawn(Driver::new(parts, inbox).run()).abort_handle();
        let (closed, process) = (AtomicBool::new(false), process::id());
        Self { commands: sender, is_local, offline, closed, is_lazy, process, writes, task }
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

    /// Switches offline mode. Returns whether the mode has changed. A lazy client changes its read policy at once: otherwise
    /// readers could get an expired config before the driver obeys the command.
    pub(crate) fn set_offline(&self, offline: bool, store: &Store) -> bool {
        let changed = self.offline.swap(offline, Ordering::AcqRel) != offline;
        if changed && self.is_lazy {
            store.publish(|state| State {
                read_policy: match state.ready {
                    None => state.read_policy,
                    Some(_) if offline => ReadPolicy::Immediate,
                    Some(_) => ReadPolicy::RefreshFrom(Instant::now().into_std()),
                },
                ..state.clone()
            });
        }
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
        self.closed.load(Ordering::Acquire) || self.commands.is_closed() || self.is_forked()
    }

    /// Why a command got no reply.
    pub(crate) fn why_ended(&self) -> RefreshError {
        match self.closed.load(Ordering::Acquire) {
            true => RefreshError::Closed,
            false if self.is_forked() => RefreshError::Forked,
            false => RefreshError::Stopped,
        }
    }

    /// Whether this process is a fork of the one that the driver runs in. Threads are not forked.
    pub(crate) fn is_forked(&self) -> bool {
        self.process != process::id()
    }

    /// How long a client waits for its cache when it is closed.
    pub(crate) const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

    /// Ends the driver. Waits for its pending writes to the cache, and returns whether all of them have ended.
    pub(crate) fn shutdown(&self, timeout: Duration) -> bool {
        self.closed.store(true, Ordering::Release);
        self.task.abort();
        let timeout = if cannot_wait() || self.is_forked() { Duration::ZERO } else { timeout };
        self.writes.wait(timeout)
    }
}

impl Drop for DriverHandle {
    fn drop(&mut self) {
        _ = self.shutdown(Self::CLOSE_TIMEOUT);
    }
}
