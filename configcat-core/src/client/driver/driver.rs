//! [`Driver`]: the state of a client's background work.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{sync::mpsc, time::Instant};

use crate::{
    client::{
        cached_config::CachedConfig,
        driver::{
            cache_access::CacheAccess,
            command::{Command, Inbox},
            hook_runner::HookRunner,
            requests::Requests,
        },
        fetch::Fetcher,
        hook_event::{ErrorReport, HookEvent},
        polling::PollingMode,
        schedule::Schedule,
        shared::Shared,
    },
    config::{Config, Overrides},
    log::{LogLevel, event},
};

/// The state of a client's background work. The steps of the work are in `work`, `update` and `publish`.
pub(crate) struct Driver {
    pub(super) shared: Arc<Shared>,
    /// `None` for a client with local flags only.
    pub(super) fetcher: Option<Arc<Fetcher>>,
    pub(super) cache: Option<CacheAccess>,
    pub(super) overrides: Option<Overrides>,
    /// The held config, without overrides.
    pub(super) held: Option<CachedConfig>,
    pub(super) schedule: Schedule,
    /// When to look at the cache next, if that is the only source of new configs.
    pub(super) next_look: Instant,
    pub(super) commands: mpsc::UnboundedReceiver<Command>,
    pub(super) requests: Requests,
    /// Until then, readers wait for the update that is under way.
    pub(super) patience: Option<Instant>,
    /// Whether the update that is under way takes longer than readers wait.
    pub(super) is_overdue: bool,
    pub(super) hooks: HookRunner,
    /// Whether this is on its own thread: the builder of a client calls no log filter.
    pub(super) is_started: bool,
    offline: Arc<AtomicBool>,
}

/// The parts that a driver is made of, from the options of the client.
pub(crate) struct DriverParts {
    pub(crate) shared: Arc<Shared>,
    pub(crate) mode: PollingMode,
    pub(crate) fetcher: Option<Arc<Fetcher>>,
    pub(crate) cache: Option<CacheAccess>,
    pub(crate) overrides: Option<Overrides>,
    /// A config to start with. Every config from the cache or a download replaces it.
    pub(crate) bootstrap: Option<Config>,
}

impl Driver {
    pub(super) fn new(parts: DriverParts, inbox: Inbox) -> Self {
        let DriverParts { shared, mode, fetcher, cache, overrides, bootstrap } = parts;
        let Inbox { commands, offline, runtime } = inbox;
        let hooks = HookRunner::new(Arc::clone(&shared), runtime);
        let now = Instant::now();
        let schedule = Schedule::new(mode, now);
        let held = bootstrap.map(CachedConfig::bootstrap);
        let driver = Self {
            shared,
            fetcher,
            cache,
            overrides,
            held,
            schedule,
            next_look: now,
            commands,
            requests: Requests::default(),
            patience: None,
            is_overdue: false,
            hooks,
            is_started: false,
            offline,
        };
        // A bootstrap is no news for hooks: the application has brought it.
        _ = driver.publish_config(0);
        driver
    }

    pub(super) fn can_download(&self) -> bool {
        self.fetcher.is_some() && !self.offline.load(Ordering::Acquire)
    }

    /// Logs what the driver does.
    pub(super) fn note(&self, message: fmt::Arguments<'_>) {
        self.shared.logger.log(LogLevel::Debug, event::WORK, message);
    }

    pub(super) fn report(&self, level: LogLevel, event_id: u16, message: String) {
        self.shared.logger.log(level, event_id, format_args!("{message}"));
        self.hooks.emit(HookEvent::Error(ErrorReport { event_id, message }));
    }
}
