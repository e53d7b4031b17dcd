//! [`CacheAccess`]: protects a client from a cache that blocks, panics, never answers, or returns garbage.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::{
    runtime::Handle,
    sync::Mutex,
    task::{self, JoinHandle},
    time,
};

use crate::{
    client::{
        cache::{Cache, CacheError},
        cached_config::{CacheValue, CachedConfig},
        driver::{
            pending_writes::{PendingWrite, PendingWrites},
            tasks::{AbortOnDrop, spawn_blocking},
        },
    },
    config::hex_sha1,
    log::with_causes,
};

/// A cache, and the key of the client's config in it.
pub(crate) struct CacheAccess {
    cache: Cache,
    key: Arc<str>,
    /// Locked while a blocking call runs, even after its time-out. So a cache that is stuck occupies one thread, not
    /// one more with each call.
    turn: Arc<Mutex<()>>,
    writes: PendingWrites,
    /// Hashes of values that were replaced by a newer config, the oldest first.
    superseded: VecDeque<String>,
}

impl CacheAccess {
    /// Later answers of a cache are ignored. Shorter than the default `max_init_wait`, to leave time for the network.
    pub(crate) const TIMEOUT: Duration = Duration::from_secs(3);

    pub(crate) fn new(cache: Cache, key: String) -> Self {
        let (writes, superseded) = (PendingWrites::default(), VecDeque::new());
        Self { cache, key: key.into(), turn: Arc::default(), writes, superseded }
    }

    /// The writes that are pending, to wait for them.
    pub(crate) fn writes(&self) -> PendingWrites {
        self.writes.clone()
    }

    /// Begins a write, before the config that is to be written is published: whoever reads it and then closes the client
    /// waits for the write.
    pub(crate) fn begin_write(&self) -> PendingWrite {
        self.writes.begin()
    }

    /// Notes that a newer config has replaced this one. If it comes from the cache, its value never comes back, whatever
    /// time it has.
    pub(crate) fn supersede(&mut self, config: &CachedConfig) {
        const MAX: usize = 16;

        if let Some(value) = &config.cache_value_hash {
            self.superseded.push_back(value.clone());
            if self.superseded.len() > MAX {
                self.superseded.pop_front();
            }
        }
    }

    /// The config in the cache and its age, if it is newer than the held config.
    pub(crate) async fn read(
        &self,
        held: Option<&CachedConfig>,
    ) -> Result<Option<(CachedConfig, Duration)>, String> {
        let key = Arc::clone(&self.key);
        let value = match self.cache.clone() {
            Cache::Blocking(cache) => self.block(move || cache.read(&key)).await,
            Cache::Async(cache) => {
                let read = AbortOnDrop::new(task::spawn(async move { cache.read(&key).await }));
                finish(read.join()).await
            }
        };
        let Some(text) = value? else { return Ok(None) };
        let value = CacheValue::parse(&text).map_err(|error| error.to_string())?;
        if !value.is_newer_than(held, SystemTime::now()) {
            return Ok(None);
        }
        let hash = hex_sha1(&text);
        let is_held = held.is_some_and(|held| held.cache_value_hash.as_ref() == Some(&hash));
        if is_held || self.superseded.contains(&hash) {
            return Ok(None);
        }
        // If the time is in the future, some clock is wrong, and the age is unknown.
        let age = value.fetch_time.elapsed().unwrap_or(Duration::MAX);
        let config = value.into_cached_config(held, hash).map_err(|error| error.to_string())?;
        Ok(Some((config, age)))
    }

    /// Writes a config to the cache. The write goes on if the client is closed meanwhile.
    pub(crate) async fn write(&self, config: &CachedConfig, pending: PendingWrite) -> Result<(), String> {
        let Some(value) = config.to_cache_value() else { return Ok(()) };
        let key = Arc::clone(&self.key);
        match self.cache.clone() {
            Cache::Blocking(cache) => {
                self.block(move || {
                    let _pending = pending;
                    cache.write(&key, &value)
                })
                .await
            }
            Cache::Async(cache) => {
                let write = task::spawn(async move {
                    let _pending = pending;
                    cache.write(&key, &value).await
                });
                finish(async { write.await.ok() }).await
            }
        }
    }

    async fn block<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, CacheError> + Send + 'static,
    ) -> Result<T, String> {
        let turn = Arc::clone(&self.turn).try_lock_owned();
        let turn = turn.map_err(|_| "the cache has not answered an earlier call yet".to_owned())?;
        let work = spawn_blocking(&Handle::current(), move || {
            let _turn = turn;
            call()
        });
        let work: JoinHandle<_> = work.ok_or("the system has no thread for the cache now")?;
        finish(async { work.await.ok() }).await
    }
}

/// The result of a call of the cache; `None` stands for a panic.
async fn finish<T>(work: impl Future<Output = Option<Result<T, CacheError>>>) -> Result<T, String> {
    match time::timeout(CacheAccess::TIMEOUT, work).await {
        Ok(Some(result)) => result.map_err(|error| with_causes(&*error)),
        Ok(None) => Err("the cache panicked".to_owned()),
        Err(_) => Err(format!("the cache did not answer within {:?}", CacheAccess::TIMEOUT)),
    }
}
