//! The cache of a client, kept from doing harm: it may block, panic, take for ever, or hold garbage.

use std::{sync::Arc, time::Duration};

use tokio::{task, time};

use super::handle::AbortOnDrop;
use crate::{
    CacheError,
    cache::Cache,
    entry::{CacheValue, Entry},
    error::with_causes,
};

/// A cache, and the key of the client's config in it.
pub(crate) struct CacheAccess {
    pub(crate) cache: Cache,
    pub(crate) key: Arc<str>,
}

impl CacheAccess {
    /// What a cache answers later than this does not count. The default `max_init_wait` is longer, so that there is time
    /// left for the network.
    pub(crate) const TIMEOUT: Duration = Duration::from_secs(3);

    /// The config of the cache, if it is newer than the one that is held.
    pub(crate) async fn read(&self, held: Option<&Entry>) -> Result<Option<Entry>, String> {
        let (cache, key) = (self.cache.clone(), Arc::clone(&self.key));
        let read = match cache {
            Cache::Blocking(cache) => task::spawn_blocking(move || cache.read(&key)),
            Cache::Async(cache) => task::spawn(async move { cache.read(&key).await }),
        };
        let Some(value) = finish(read).await? else { return Ok(None) };
        let value = CacheValue::parse(&value).map_err(|error| error.to_string())?;
        if held.is_some_and(|held| value.fetch_time <= held.fetch_time) {
            return Ok(None);
        }
        value.into_entry(held).map(Some).map_err(|error| error.to_string())
    }

    /// Writes a config to the cache.
    pub(crate) async fn write(&self, entry: &Entry) -> Result<(), String> {
        let Some(value) = entry.to_cache_value() else { return Ok(()) };
        let (cache, key) = (self.cache.clone(), Arc::clone(&self.key));
        finish(match cache {
            Cache::Blocking(cache) => task::spawn_blocking(move || cache.write(&key, &value)),
            Cache::Async(cache) => task::spawn(async move { cache.write(&key, &value).await }),
        })
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
