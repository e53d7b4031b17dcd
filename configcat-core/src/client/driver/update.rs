//! How a [`Driver`] gets the current config, from the cache or from the network.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::{
    client::{
        cached_config::CachedConfig,
        config_fetched::ConfigFetched,
        driver::{driver::Driver, publish::become_ready},
        fetch::{FetchFailure, FetchOutcome},
        hook_event::HookEvent,
        refresh::{RefreshError, RefreshOutcome},
    },
    log::{LogLevel, event, with_causes},
};

impl Driver {
    /// Gets the current config from the cache or from the network.
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

    /// Downloads the config, publishes what came of it, and keeps it for later.
    pub(super) async fn download(&mut self, by_user: bool) -> Result<RefreshOutcome, RefreshError> {
        let result = self.fetch().await;
        let change = if result == Ok(RefreshOutcome::Updated) {
            self.publish_config(1)
        } else {
            self.publish(1);
            None
        };
        self.hooks.emit(HookEvent::Fetched(ConfigFetched { result: result.clone(), by_user }));
        self.emit_change(change);
        // Nobody has to wait for the cache.
        become_ready(&self.shared, &self.hooks, self.read_policy());
        if result.is_ok() {
            self.write_cache().await;
        }
        result
    }

    /// Downloads the config, and takes note of what came of it.
    async fn fetch(&mut self) -> Result<RefreshOutcome, RefreshError> {
        let Some(fetcher) = &mut self.fetcher else { return Err(RefreshError::LocalOnly) };
        let etag = self.held.as_ref().and_then(|held| held.etag.as_deref());
        let answer = fetcher.fetch(etag).await;
        let now = Instant::now();
        match answer {
            Ok(FetchOutcome::New { config, etag, document }) => {
                let document = self.cache.is_some().then(|| document.into());
                let fetch_time = SystemTime::now();
                self.held = Some(CachedConfig { config, etag, fetch_time, document });
                self.schedule.confirmed(now, Duration::ZERO);
                Ok(RefreshOutcome::Updated)
            }
            Ok(FetchOutcome::NotModified) => {
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
                    format!("cannot download the config: {}", with_causes(&error)),
                );
                Err(error)
            }
        }
    }

    /// The config that is held counts as just downloaded.
    fn confirm(&mut self, now: Instant) {
        self.schedule.confirmed(now, Duration::ZERO);
        if let Some(held) = self.held.as_mut().filter(|held| held.was_downloaded()) {
            held.fetch_time = SystemTime::now();
        }
    }

    /// Takes the config of the cache if it is newer than the one that is held, and tells whether it did.
    pub(super) async fn read_cache(&mut self) -> bool {
        let Some(cache) = &self.cache else { return false };
        match cache.read(self.held.as_ref()).await {
            Ok(Some(held)) => {
                // A time in the future is that of a clock that was set back: the age is not known.
                let age = held.fetch_time.elapsed().unwrap_or(Duration::MAX);
                self.schedule.confirmed(Instant::now(), age);
                self.held = Some(held);
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
        if let (Some(cache), Some(held)) = (&self.cache, &self.held)
            && let Err(message) = cache.write(held).await
        {
            self.report(LogLevel::Warning, event::CACHE_WRITE, format!("cannot write the cache: {message}"));
        }
    }
}
