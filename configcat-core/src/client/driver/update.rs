//! How a [`Driver`] updates: it gets the current config from the cache or by a download.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::time::{Instant, timeout};

use crate::{
    client::{
        cached_config::CachedConfig,
        config_fetched::ConfigFetched,
        driver::{
            cache_access::CacheHit, driver::Driver, publish::become_ready, reply::UpdateResult,
            tasks::parse_beside,
        },
        fetch::{FetchFailure, FetchOutcome, Fetcher},
        hook_event::HookEvent,
        polling::PollingMode,
        refresh::{RefreshError, RefreshOutcome, ray},
    },
    config::Config,
    log::{LogLevel, event, with_causes},
};

impl Driver {
    /// Gets the current config from the cache or by a download, and publishes it.
    pub(super) async fn update(&mut self, by_user: bool) -> UpdateResult {
        let from_cache = self.read_cache().await.unwrap_or(false);
        let may_download = self.can_download() && (by_user || self.schedule.mode() != PollingMode::Manual);
        if from_cache && (!may_download || !by_user && self.schedule.is_fresh(Instant::now())) {
            self.publish(1);
            return Ok(RefreshOutcome::FromCache);
        }
        if !may_download {
            self.publish(1);
            let local_only = self.fetcher.is_none();
            return Err(if local_only { RefreshError::LocalOnly } else { RefreshError::Offline });
        }
        // Who asks for a download gets a result, unless the client goes offline.
        self.download(by_user).await.unwrap_or(Err(RefreshError::Offline))
    }

    /// Gets the config from the cache, and publishes it if it is newer than the held config.
    pub(super) async fn sync(&mut self) -> UpdateResult {
        match self.read_cache().await {
            Ok(true) => Ok(RefreshOutcome::FromCache),
            Ok(false) if self.cache.is_none() => Err(RefreshError::NoCache),
            Ok(false) => Ok(RefreshOutcome::Unchanged),
            Err(message) => Err(RefreshError::Cache { message }),
        }
    }

    /// Fetches the config, stores it in the cache, and publishes it. `None` if the download was given up.
    pub(super) async fn download(&mut self, by_user: bool) -> Option<UpdateResult> {
        let result = self.fetch(by_user).await?;
        let is_new = result == Ok(RefreshOutcome::Updated);
        let mut write = if result.is_ok() { self.begin_write() } else { None };
        let mut written = None;
        if is_new && let Some(write) = &mut write {
            // A short program may end as soon as it has read its flags, and is to find them in the cache the next time.
            written = self.attend(timeout(Self::WRITE_FIRST, write)).await.ok();
        }
        self.is_overdue = false;
        let change = if is_new {
            self.publish_config(1)
        } else {
            self.publish(1);
            None
        };
        self.hooks.emit(HookEvent::Fetched(ConfigFetched { result: result.clone(), by_user }));
        self.emit_change(change);
        become_ready(&self.shared, &self.hooks, self.read_policy());
        if let Some(write) = write {
            let written = match written {
                Some(written) => written,
                None => self.attend(write).await,
            };
            self.report_write(written);
        }
        Some(result)
    }

    /// The longest time that readers wait until a new config is in the cache.
    const WRITE_FIRST: Duration = Duration::from_millis(250);

    /// Begins to write the held config to the cache. Whoever closes the client from now on waits for the end of it.
    fn begin_write(&self) -> Option<impl Future<Output = Result<(), String>> + Send + Unpin + use<>> {
        let (cache, held) = (self.cache.clone()?, self.held.clone()?);
        let pending = cache.begin_write();
        Some(Box::pin(async move { cache.write(held, pending).await }))
    }

    fn report_write(&self, written: Result<(), String>) {
        match written {
            Ok(()) => self.note(format_args!("wrote the config to the cache")),
            Err(message) => {
                let message = format!("cannot write the cache: {message}");
                self.report(LogLevel::Warning, event::CACHE_WRITE, message);
            }
        }
    }

    /// Fetches the config, and records the result in the held config and the schedule. `None` if that was given up.
    async fn fetch(&mut self, by_user: bool) -> Option<UpdateResult> {
        self.note(format_args!("asking for the config"));
        let Some(fetcher) = self.fetcher.clone() else { return Some(Err(RefreshError::LocalOnly)) };
        let held = self.held.as_ref().map(|held| (Arc::clone(&held.config), held.etag.clone()));
        // Not the time of the answer: a late one may be older than what others have got in the meantime.
        let asked_at = SystemTime::now();
        let start = Instant::now();
        let answer = self.attend_download(by_user, fetch_once(fetcher, held)).await;
        let Some(answer) = answer else {
            self.note(format_args!("the download was given up"));
            return None;
        };
        let result = self.record(answer, asked_at);
        self.count(&result, start.elapsed());
        Some(result)
    }

    fn record(&mut self, answer: Result<FetchOutcome, FetchFailure>, asked_at: SystemTime) -> UpdateResult {
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
                let document = self.cache.is_some().then(|| document.into());
                let fetch_time = asked_at;
                self.hold(CachedConfig { config, etag, fetch_time, document, cache_value_hash: None });
                Ok(RefreshOutcome::Updated)
            }
            Ok(FetchOutcome::NotModified) => {
                self.confirm(now, asked_at);
                self.note(format_args!("the config has not changed"));
                Ok(RefreshOutcome::Unchanged)
            }
            Err(FetchFailure { error, retry_after, ray_id }) => {
                match error {
                    RefreshError::WrongSdkKey { .. } => self.confirm(now, asked_at),
                    _ => self.schedule.failed(now, retry_after, fastrand::f64()),
                }
                let ray_id = ray(ray_id.as_deref());
                let message = format!("cannot download the config: {}{ray_id}", with_causes(&error));
                self.report(LogLevel::Error, error.event_id(), message);
                Err(error)
            }
        }
    }

    fn count(&self, result: &UpdateResult, duration: Duration) {
        let Some(usage) = &self.shared.usage else { return };
        usage.downloaded(|downloads| {
            match result {
                Ok(RefreshOutcome::Updated) => downloads.new += 1,
                Ok(_) => downloads.not_modified += 1,
                Err(error) => *downloads.failed.entry(error.reason().into()).or_default() += 1,
            }
            downloads.last_duration = duration;
            downloads.total_duration += duration;
        });
    }

    /// Whether all settings of a config are broken, and not all of the held one.
    fn is_worse(&self, config: &Config) -> bool {
        let is_usable = |config: &Config| config.settings().next().is_some();
        !config.is_empty()
            && !is_usable(config)
            && self.held.as_ref().is_some_and(|held| is_usable(&held.config))
    }

    fn hold(&mut self, config: CachedConfig) {
        let earlier = self.held.replace(config);
        if let (Some(cache), Some(earlier)) = (&self.cache, &earlier) {
            cache.supersede(earlier);
        }
    }

    /// The held config counts as just downloaded.
    fn confirm(&mut self, now: Instant, asked_at: SystemTime) {
        self.schedule.confirmed(now, Duration::ZERO);
        if let Some(held) = self.held.as_mut().filter(|held| held.was_downloaded()) {
            held.fetch_time = asked_at;
            held.cache_value_hash = None;
        }
    }

    /// Publishes the config in the cache if it is newer than the held config. Returns whether it was, or why it could not
    /// be read. Without a cache, there is nothing newer.
    pub(super) async fn read_cache(&mut self) -> Result<bool, String> {
        let Some(cache) = self.cache.clone() else { return Ok(false) };
        self.next_look = Instant::now() + self.schedule.mode().period().unwrap_or(Self::LOOK_PERIOD);
        let held = self.held.clone();
        match self.attend(async move { cache.read(held).await }).await {
            Ok(Some(CacheHit { config, age })) => {
                self.schedule.confirmed_elsewhere(Instant::now(), age, fastrand::f64());
                self.hold(config);
                self.note(format_args!("took a config from the cache, downloaded {age:?} ago"));
                let change = self.publish_config(0);
                self.emit_change(change);
                Ok(true)
            }
            Ok(None) => {
                self.note(format_args!("the cache has no newer config"));
                Ok(false)
            }
            Err(message) => {
                let report = format!("cannot read the cache: {message}");
                self.report(LogLevel::Warning, event::CACHE_READ, report);
                Err(message)
            }
        }
    }

    /// How often a client with manual polling looks at the cache.
    const LOOK_PERIOD: Duration = Duration::from_secs(60);
}

/// Fetches the config. If it equals the held one, that one stays, so that nothing is in memory twice.
async fn fetch_once(
    fetcher: Arc<Fetcher>,
    held: Option<(Arc<Config>, Option<String>)>,
) -> Result<FetchOutcome, FetchFailure> {
    let (held, etag) = held.map_or((None, None), |(config, etag)| (Some(config), etag));
    match (fetcher.fetch(etag.as_deref()).await?, held) {
        (FetchOutcome::New { config, etag, document }, Some(held)) => {
            // The other one is freed there, too.
            let the_one_to_keep = move || if *config == *held { held } else { config };
            let kept = parse_beside(document.len(), the_one_to_keep).await;
            Ok(FetchOutcome::New { config: kept.ok_or(RefreshError::NoThread)?, etag, document })
        }
        (other, _) => Ok(other),
    }
}
