//! How a [`Driver`] updates: it gets the current config from the cache or by a download.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::time::Instant;

use crate::{
    client::{
        cached_config::CachedConfig,
        config_fetched::ConfigFetched,
        driver::{
            cache_access::CacheAccess, driver::Driver, pending_writes::PendingWrite, publish::become_ready,
        },
        fetch::{FetchFailure, FetchOutcome},
        hook_event::HookEvent,
        refresh::{RefreshError, RefreshOutcome},
    },
    config::Config,
    log::{LogLevel, event, with_causes},
};

impl Driver {
    /// Gets the current config from the cache or by a download, and publishes it.
    pub(super) async fn update(&mut self, by_user: bool) -> Result<RefreshOutcome, RefreshError> {
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
        self.download(by_user).await
    }

    /// Fetches the config, publishes it, and stores it in the cache.
    pub(super) async fn download(&mut self, by_user: bool) -> Result<RefreshOutcome, RefreshError> {
        let result = self.fetch().await;
        let write = result.is_ok().then(|| self.cache.as_ref().map(CacheAccess::begin_write)).flatten();
        let change = if result == Ok(RefreshOutcome::Updated) {
            self.publish_config(1)
        } else {
            self.publish(1);
            None
        };
        self.hooks.emit(HookEvent::Fetched(ConfigFetched { result: result.clone(), by_user }));
        self.emit_change(change);
        // Before the cache is written, so that no reader waits for the cache.
        become_ready(&self.shared, &self.hooks, self.read_policy());
        if let Some(write) = write {
            self.write_cache(write).await;
        }
        result
    }

    /// Fetches the config, and records the result in the held config and the schedule.
    async fn fetch(&mut self) -> Result<RefreshOutcome, RefreshError> {
        self.note(format_args!("asking for the config"));
        let Some(fetcher) = &mut self.fetcher else { return Err(RefreshError::LocalOnly) };
        let etag = self.held.as_ref().and_then(|held| held.etag.as_deref());
        let answer = fetcher.fetch(etag).await;
        let now = Instant::now();
        match answer {
            Ok(FetchOutcome::New { config, .. }) if self.is_worse(&config) => {
                let error = RefreshError::AllSettingsBroken;
                self.schedule.failed(now, None, fastrand::f64());
                self.report(LogLevel::Error, error.event_id(), format!("cannot use the config: {error}"));
                Err(error)
            }
            Ok(FetchOutcome::New { config, etag, document }) => {
                self.schedule.confirmed(now, Duration::ZERO);
                self.note(format_args!("downloaded a config"));
                self.hold_download(config, etag, document);
                Ok(RefreshOutcome::Updated)
            }
            Ok(FetchOutcome::NotModified) => {
                self.confirm(now);
                self.note(format_args!("the config has not changed"));
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
                    format!("cannot download the config: {}", with_causes(&error)),
                );
                Err(error)
            }
        }
    }

    /// Whether all settings of a config are broken, and not all of the held one.
    fn is_worse(&self, config: &Config) -> bool {
        let is_usable = |config: &Config| config.settings().next().is_some();
        !config.is_empty()
            && !is_usable(config)
            && self.held.as_ref().is_some_and(|held| is_usable(&held.config))
    }

    /// Holds a downloaded config. If it equals the held one, that one stays, so that nothing is in memory twice.
    fn hold_download(&mut self, config: Arc<Config>, etag: Option<String>, document: String) {
        let same = self.held.as_ref().filter(|held| *held.config == *config);
        let config = same.map_or(config, |held| Arc::clone(&held.config));
        let document = self.cache.is_some().then(|| document.into());
        let fetch_time = SystemTime::now();
        self.hold(CachedConfig { config, etag, fetch_time, document, cache_value_hash: None });
    }

    fn hold(&mut self, config: CachedConfig) {
        let earlier = self.held.replace(config);
        if let (Some(cache), Some(earlier)) = (&mut self.cache, &earlier) {
            cache.supersede(earlier);
        }
    }

    /// From now on, the held config counts as just downloaded.
    fn confirm(&mut self, now: Instant) {
        self.schedule.confirmed(now, Duration::ZERO);
        if let Some(held) = self.held.as_mut().filter(|held| held.was_downloaded()) {
            held.fetch_time = SystemTime::now();
            held.cache_value_hash = None;
        }
    }

    /// Publishes the config in the cache if it is newer than the held config. Returns whether it was.
    pub(super) async fn read_cache(&mut self) -> bool {
        let Some(cache) = &self.cache else { return false };
        match cache.read(self.held.as_ref()).await {
            Ok(Some((held, age))) => {
                self.schedule.confirmed_elsewhere(Instant::now(), age, fastrand::f64());
                self.hold(held);
                self.note(format_args!("took a config from the cache, downloaded {age:?} ago"));
                let change = self.publish_config(0);
                self.emit_change(change);
                true
            }
            Ok(None) => {
                self.note(format_args!("the cache has no newer config"));
                false
            }
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

    async fn write_cache(&self, write: PendingWrite) {
        let (Some(cache), Some(held)) = (&self.cache, &self.held) else { return };
        match cache.write(held, write).await {
            Ok(()) => self.note(format_args!("wrote the config to the cache")),
            Err(message) => {
                let message = format!("cannot write the cache: {message}");
                self.report(LogLevel::Warning, event::CACHE_WRITE, message);
            }
        }
    }
}
