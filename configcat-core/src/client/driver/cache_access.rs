//! [`CacheAccess`]: protects a client from a cache that blocks, panics, never answers, or returns garbage.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Mutex, task, time};

use crate::{
    client::{
        cache::{Cache, CacheError},
        cached_config::{CacheValue, CachedConfig},
        driver::tasks::AbortOnDrop,
    },
    log::with_causes,
};

/// A cache, and the key of the client's config in it.
pub(crate) struct CacheAccess {
    cache: Cache,
    key: Arc<str>,
    /// Locked while a blocking call runs, even after its time-out. So a cache that is stuck occupies one thread, not
    /// one more with each call.
    turn: Arc<Mutex<()>>,
}

impl CacheAccess {
    /// Later answers of a cache are ignored. Shorter than the default `max_init_wait`, to leave time for the network.
    pub(crate) const TIMEOUT: Duration = Duration::from_secs(3);

    pub(crate) fn new(cache: Cache, key: String) -> Self {
        Self { cache, key: key.into(), turn: Arc::default() }
    }

    /// The config in the cache, if it is newer than the held config.
    pub(crate) async fn read(&self, held: Option<&CachedConfig>) -> Result<Option<CachedConfig>, String> {
        let key = Arc::clone(&self.key);
        let value = match self.cache.clone() {
            Cache::Blocking(cache) => self.block(move || cache.read(&key)).await,
            Cache::Async(cache) => finish(task::spawn(async move { cache.read(&key).await })).await,
        };
        let Some(value) = value? else { return Ok(None) };
        let value = CacheValue::parse(&value).map_err(|error| error.to_string())?;
        if held.is_some_and(|held| value.fetch_time <= held.fetch_time) {
            return Ok(None);
        }
        value.into_cached_config(held).map(Some).map_err(|error| error.to_string())
    }

    /// Writes a config to the cache.
    pub(crate) async fn write(&self, config: &CachedConfig) -> Result<(), String> {
        let Some(value) = config.to_cache_value() else { return Ok(()) };
        let key = Arc::clone(&self.key);
        match self.cache.clone() {
            Cache::Blocking(cache) => self.block(move || cache.write(&key, &value)).await,
            Cache::Async(cache) => finish(task::spawn(async move { cache.write(&key, &value).await })).await,
        }
    }

    async fn block<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, CacheError> + Send + 'static,
    ) -> Result<T, String> {
        let turn = Arc::clone(&self.turn).try_lock_owned();
        let turn = turn.map_err(|_| "the cache has not answered an earlier call yet".to_owned())?;
        finish(task::spawn_blocking(move || {
            let _turn = turn;
            call()
        }))
        .await
    }
}

async fn finish<T>(work: task::JoinHandle<Result<T, CacheError>>) -> Result<T, String> {
    match time::timeout(CacheAccess::TIMEOUT, AbortOnDrop::new(work).join()).await {
        Ok(Some(result)) => result.map_err(|error| with_causes(&*error)),
        Ok(None) => Err("the cache panicked".to_owned()),
        Err(_) => Err(format!("the cache did not answer within {:?}", CacheAccess::TIMEOUT)),
    }
}
