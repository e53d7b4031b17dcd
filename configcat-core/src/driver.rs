//! The background of a client: the only code that touches network, cache and clock.
//!
//! All clients of a process share one thread with a small tokio runtime (`thread`); each has a task on it. What is not
//! ours must harm no other client: hooks and blocking caches run on threads of their own, asynchronous caches in tasks
//! of their own. A transport runs in the task of its client, where its panics are caught.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime},
};

use tokio::{
    sync::mpsc,
    task::yield_now,
    time::{Instant, sleep, timeout, timeout_at},
};

use self::{cache_access::CacheAccess, hook_runner::HookRunner};
use crate::{
    Config, ConfigChanged, ConfigFetched, ErrorReport, Overrides, PollingMode, ReadyState, RefreshError,
    RefreshOutcome,
    client::Shared,
    entry::Entry,
    error::{event, with_causes},
    fetch::{FetchFailure, Fetched, Fetcher},
    hooks::HookEvent,
    log::LogLevel,
    panics::catch_panic,
    polling::Schedule,
    store::{Patience, State},
};

pub(crate) mod cache_access;
pub(crate) mod file_watch;
mod handle;
mod hook_runner;
mod thread;

pub(crate) use handle::{AbortOnDrop, Command, DriverHandle, Inbox};
pub(crate) use thread::{is_driver_thread, retire, runtime};

/// The state of a client's background work.
pub(crate) struct Driver {
    pub(crate) shared: Arc<Shared>,
    pub(crate) fetcher: Option<Fetcher>,
    pub(crate) cache: Option<CacheAccess>,
    pub(crate) overrides: Option<Overrides>,
    /// The config that is held, without overrides.
    pub(crate) entry: Option<Entry>,
    schedule: Schedule,
    commands: mpsc::UnboundedReceiver<Command>,
    offline: Arc<AtomicBool>,
    hooks: HookRunner,
}

impl Driver {
    /// A driver that has nothing to do yet.
    pub(crate) fn new(shared: Arc<Shared>, mode: PollingMode, inbox: Inbox) -> Self {
        let Inbox { commands, offline, runtime } = inbox;
        let hooks = HookRunner::new(Arc::clone(&shared), runtime);
        Self {
            shared,
            fetcher: None,
            cache: None,
            overrides: None,
            entry: None,
            schedule: Schedule::new(mode, Instant::now()),
            commands,
            offline,
            hooks,
        }
    }

    /// Starts with a config that is neither downloaded nor cached, and older than any that is.
    pub(crate) fn bootstrap(&mut self, config: Option<Config>) {
        self.entry = config.map(Entry::bootstrap);
        let change = self.publish_config(0);
        self.emit_change(change);
    }

    /// Works until the client is closed, even if something panics: a subscriber of the log, for example.
    pub(crate) async fn run(mut self) {
        const PAUSE: Duration = Duration::from_secs(1);

        while catch_panic(self.work()).await.is_none() {
            // Nobody is to wait for what has just failed.
            self.publish(1);
            become_ready(&self.shared, &self.hooks, self.patience());
            let report = || {
                let message = "the background work of the client panicked; it goes on in a second".to_owned();
                self.report(LogLevel::Error, event::PANICKED, message);
            };
            _ = catch_unwind(AssertUnwindSafe(report));
            sleep(PAUSE).await;
        }
    }

    async fn work(&mut self) {
        self.begin().await;
        loop {
            let next_poll = self.schedule.next_poll().filter(|_| self.can_download());
            let command = match next_poll {
                Some(moment) => timeout_at(moment, self.commands.recv()).await,
                None => Ok(self.commands.recv().await),
            };
            match command {
                Err(_) => _ = self.bring_up_to_date(false).await,
                Ok(Some(command)) => {
                    self.obey(command).await;
                    if !self.commands.is_empty() {
                        // A transport that answers at once has let nobody else in.
                        yield_now().await;
                    }
                }
                Ok(None) => return,
            }
        }
    }

    /// Gets the first config, and makes the client ready: when there is one, or when it takes too long.
    async fn begin(&mut self) {
        let PollingMode::Auto(auto) = self.schedule.mode() else { return self.get_first().await };
        let (shared, hooks) = (Arc::clone(&self.shared), self.hooks.clone());
        let mut first = std::pin::pin!(self.get_first());
        if timeout(auto.max_init_wait, &mut first).await.is_ok() {
            return;
        }
        if become_ready(&shared, &hooks, Patience::None) && !auto.max_init_wait.is_zero() {
            shared.logger.log(
                LogLevel::Warning,
                event::READY_TIMEOUT,
                format_args!(
                    "there is no current config after {:?}; going on with what there is",
                    auto.max_init_wait
                ),
            );
        }
        first.await;
    }

    /// Gets the first config from the cache or, in auto mode, from the network.
    async fn get_first(&mut self) {
        self.read_cache().await;
        let polls = matches!(self.schedule.mode(), PollingMode::Auto(_));
        if polls && self.can_download() && !self.schedule.is_fresh(Instant::now()) {
            _ = self.refresh(false).await;
        }
        become_ready(&self.shared, &self.hooks, self.patience());
    }

    /// Obeys a command, and with it all that have come in the meantime: they are answered together.
    async fn obey(&mut self, first: Command) {
        let mut replies = Vec::new();
        let mut ensure_fresh = false;
        let mut next = Some(first);
        while let Some(command) = next {
            match command {
                Command::Refresh(reply) => replies.push(reply),
                Command::EnsureFresh => ensure_fresh = true,
                Command::Switched => self.publish(0),
                Command::Overrides(overrides) => {
                    self.overrides = Some(overrides);
                    let change = self.publish_config(0);
                    self.emit_change(change);
                }
                Command::OverridesFailed(error) => {
                    let message = format!("keeping the overrides of before: {}", with_causes(&error));
                    self.report(LogLevel::Error, error.event_id(), message);
                }
            }
            next = self.commands.try_recv().ok();
        }
        if !replies.is_empty() {
            let result = self.bring_up_to_date(true).await;
            for reply in replies {
                _ = reply.send(result.clone());
            }
        } else if ensure_fresh && self.schedule.due() <= Instant::now() {
            _ = self.bring_up_to_date(false).await;
        } else if ensure_fresh {
            // Somebody waits for an attempt that another has just caused.
            self.publish(1);
        }
    }

    /// Gets the current config from the cache or from the network.
    async fn bring_up_to_date(&mut self, by_user: bool) -> Result<RefreshOutcome, RefreshError> {
        let from_cache = self.read_cache().await;
        if from_cache && (!self.can_download() || !by_user && self.schedule.is_fresh(Instant::now())) {
            self.publish(1);
            return Ok(RefreshOutcome::FromCache);
        }
        if !self.can_download() {
            self.publish(1);
            let local_only = self.fetcher.is_none();
            return Err(if local_only { RefreshError::LocalOnly } else { RefreshError::Offline });
        }
        self.refresh(by_user).await
    }

    /// Downloads the config, publishes what came of it, and keeps it for later.
    async fn refresh(&mut self, by_user: bool) -> Result<RefreshOutcome, RefreshError> {
        let result = self.download().await;
        let change = if result == Ok(RefreshOutcome::Updated) {
            self.publish_config(1)
        } else {
            self.publish(1);
            None
        };
        self.hooks.emit(HookEvent::Fetched(ConfigFetched { result: result.clone(), by_user }));
        self.emit_change(change);
        // Nobody has to wait for the cache.
        become_ready(&self.shared, &self.hooks, self.patience());
        if result.is_ok() {
            self.write_cache().await;
        }
        result
    }

    /// Downloads the config, and takes note of what came of it.
    async fn download(&mut self) -> Result<RefreshOutcome, RefreshError> {
        let Some(fetcher) = &mut self.fetcher else { return Err(RefreshError::LocalOnly) };
        let etag = self.entry.as_ref().and_then(|entry| entry.etag.as_deref());
        let answer = fetcher.fetch(etag).await;
        let now = Instant::now();
        match answer {
            Ok(Fetched::New { config, etag, document }) => {
                let document = self.cache.is_some().then(|| document.into());
                let fetch_time = SystemTime::now();
                self.entry = Some(Entry { config, etag, fetch_time, document });
                self.schedule.confirmed(now, Duration::ZERO);
                Ok(RefreshOutcome::Updated)
            }
            Ok(Fetched::NotModified) => {
                self.confirm(now);
                Ok(RefreshOutcome::Unchanged)
            }
            Err(FetchFailure { error, retry_after }) => {
                match error {
                    RefreshError::WrongSdkKey { .. } => self.confirm(now),
                    _ => self.schedule.failed(now, retry_after, fastrand::f64()),
                }
                self.report(
                    LogLevel::Error,
                    error.event_id(),
                    format!("cannot download the config: {error}"),
                );
                Err(error)
            }
        }
    }

    /// The config that is held counts as just downloaded.
    fn confirm(&mut self, now: Instant) {
        self.schedule.confirmed(now, Duration::ZERO);
        if let Some(entry) = self.entry.as_mut().filter(|entry| entry.was_downloaded()) {
            entry.fetch_time = SystemTime::now();
        }
    }

    /// Takes the config of the cache if it is newer than the one that is held, and tells whether it did.
    async fn read_cache(&mut self) -> bool {
        let Some(cache) = &self.cache else { return false };
        match cache.read(self.entry.as_ref()).await {
            Ok(Some(entry)) => {
                // A time in the future is that of a clock that was set back: the age is not known.
                let age = entry.fetch_time.elapsed().unwrap_or(Duration::MAX);
                self.schedule.confirmed(Instant::now(), age);
                self.entry = Some(entry);
                let change = self.publish_config(0);
                self.emit_change(change);
                true
            }
            Ok(None) => false,
            Err(message) => {
                self.report(
                    LogLevel::Warning,
                    event::CACHE_READ,
                    format!("cannot read the cache: {message}"),
                );
                false
            }
        }
    }

    async fn write_cache(&self) {
        if let (Some(cache), Some(entry)) = (&self.cache, &self.entry)
            && let Err(message) = cache.write(entry).await
        {
            self.report(LogLevel::Warning, event::CACHE_WRITE, format!("cannot write the cache: {message}"));
        }
    }

    /// Shows readers the flags of another config, and returns what has changed, if anybody wants to know.
    fn publish_config(&mut self, attempts: u64) -> Option<ConfigChanged> {
        let remote = self.entry.as_ref().map(|entry| &entry.config);
        let config = match &self.overrides {
            Some(overrides) => {
                Some(Arc::new(overrides.apply(remote.map_or(&Config::default(), |config| config))))
            }
            None => remote.map(Arc::clone),
        };
        let old = self.shared.store.load_full();
        self.replace_state(attempts, config.as_ref());
        if !self.hooks.wants_changes() {
            return None;
        }
        let (old, new) = (old.snapshot.clone(), self.shared.store.load().snapshot.clone());
        let changed_keys = Config::changed_keys(old.config(), new.config());
        (!changed_keys.is_empty()).then_some(ConfigChanged { old, new, changed_keys })
    }

    fn emit_change(&self, change: Option<ConfigChanged>) {
        if let Some(change) = change {
            self.hooks.emit(HookEvent::Changed(change));
        }
    }

    /// Shows readers when the same config was fetched, and whether they have to wait for another.
    fn publish(&self, attempts: u64) {
        let config = self.shared.store.load().snapshot.shared_config();
        self.replace_state(attempts, config.as_ref());
    }

    fn replace_state(&self, attempts: u64, config: Option<&Arc<Config>>) {
        let downloaded = self.entry.as_ref().filter(|entry| entry.was_downloaded());
        let fetch_time = downloaded.map(|entry| entry.fetch_time);
        self.shared.store.update(|state| State {
            snapshot: state.snapshot.with_config(config.map(Arc::clone), fetch_time),
            patience: if state.ready.is_some() { self.patience() } else { state.patience },
            data: self.data_state(),
            attempts: state.attempts + attempts,
            ..state.clone()
        });
    }

    /// What readers wait for, once the client is ready.
    fn patience(&self) -> Patience {
        match self.schedule.mode() {
            PollingMode::Lazy(_) if self.can_download() => Patience::Expires(self.schedule.due().into_std()),
            _ => Patience::None,
        }
    }

    fn data_state(&self) -> ReadyState {
        match (&self.entry, &self.overrides) {
            (Some(entry), _) if entry.was_downloaded() && self.schedule.is_fresh(Instant::now()) => {
                ReadyState::HasUpToDateFlagData
            }
            (Some(_), _) => ReadyState::HasCachedFlagDataOnly,
            (None, Some(_)) => ReadyState::HasLocalOverrideFlagDataOnly,
            (None, None) => ReadyState::NoFlagData,
        }
    }

    fn can_download(&self) -> bool {
        self.fetcher.is_some() && !self.offline.load(Ordering::Acquire)
    }

    fn report(&self, level: LogLevel, event_id: u16, message: String) {
        self.shared.logger.log(level, event_id, format_args!("{message}"));
        self.hooks.emit(HookEvent::Error(ErrorReport { event_id, message }));
    }
}

/// Makes a client ready with what there is, and tells whether it was not before.
fn become_ready(shared: &Shared, hooks: &HookRunner, patience: Patience) -> bool {
    let state = shared.store.load();
    if state.ready.is_some() {
        return false;
    }
    let ready = state.data;
    shared.store.update(|state| State { patience, ready: Some(ready), ..state.clone() });
    hooks.emit(HookEvent::Ready(ready));
    true
}
