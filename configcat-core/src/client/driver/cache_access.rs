//! [`CacheAccess`]: protects a client from a cache that blocks, panics, never answers, or returns garbage.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use tokio::time;

use crate::{
    client::{
        cache::{Cache, CacheError},
        cached_config::{CacheValue, CachedConfig},
        driver::{
            guest_calls::{GuestCalls, GuestFailure, WhenAbandoned},
            pending_writes::{PendingWrite, PendingWrites},
            tasks::parse_beside,
        },
    },
    config::hex_sha1,
    log::with_causes,
};

/// A cache, and the key of the client's config in it. Clones share everything.
#[derive(Clone)]
pub(crate) struct CacheAccess {
    cache: Cache,
    key: Arc<str>,
    /// Longer values are not read, in bytes.
    max_length: usize,
    calls: GuestCalls,
    writes: PendingWrites,
    superseded: Superseded,
}

/// Hashes of values that were replaced by a newer config, the oldest first.
#[derive(Debug, Clone, Default)]
struct Superseded(Arc<Mutex<VecDeque<String>>>);

impl CacheAccess {
    /// Later answers of a cache are ignored. Shorter than the default `max_init_wait`, to leave time for the network.
    pub(crate) const TIMEOUT: Duration = Duration::from_secs(3);

    /// `max_config_size` is the length of the longest config, in bytes.
    pub(crate) fn new(cache: Cache, key: String, max_config_size: usize) -> Self {
        /// For fetch time and ETag.
        const HEADER: usize = 4096;

        Self {
            cache,
            key: key.into(),
            max_length: max_config_size.saturating_add(HEADER),
            calls: GuestCalls::default(),
            writes: PendingWrites::default(),
            superseded: Superseded::default(),
        }
    }

    /// The writes that are pending, to wait for them.
    pub(crate) fn writes(&self) -> PendingWrites {
        self.writes.clone()
    }

    /// Begins a write. Whoever closes the client from now on waits for the end of it.
    pub(crate) fn begin_write(&self) -> PendingWrite {
        self.writes.begin()
    }

    /// Notes that a newer config has replaced this one. If it comes from the cache, its value never comes back, whatever
    /// time it has.
    pub(crate) fn supersede(&self, config: &CachedConfig) {
        if let Some(hash) = &config.cache_value_hash {
            self.superseded.add(hash);
        }
    }

    /// The config in the cache and its age, if it is newer than the held config.
    pub(crate) async fn read(&self, held: Option<CachedConfig>) -> Result<Option<CacheHit>, String> {
        let (key, superseded, max_length) = (Arc::clone(&self.key), self.superseded.clone(), self.max_length);
        let newer = move |text: &str| {
            let is_short = text.len() <= max_length;
            let too_long = || format!("the value has more than {max_length} bytes; see `max_config_size`");
            if is_short { newer_config(text, held.as_ref(), &superseded) } else { Err(too_long()) }
        };
        match self.cache.clone() {
            Cache::Blocking(cache) => {
                let read = move || cache.read(&key).map(|text| text.map(|text| newer(&text)));
                finish(self.calls.block(read)).await?.transpose().map(Option::flatten)
            }
            Cache::Async(cache) => {
                let own = Arc::clone(&cache);
                let read = async move { own.read(&key).await };
                let read = self.calls.run(&cache, read, WhenAbandoned::Drop);
                let Some(text) = finish(read).await? else { return Ok(None) };
                let parsed = parse_beside(text.len(), move || newer(&text)).await;
                parsed.unwrap_or_else(|| Err(NO_THREAD.to_owned()))
            }
        }
    }

    /// Writes a config to the cache. The write goes on if the client is closed meanwhile.
    pub(crate) async fn write(&self, config: CachedConfig, pending: PendingWrite) -> Result<(), String> {
        let key = Arc::clone(&self.key);
        match self.cache.clone() {
            Cache::Blocking(cache) => {
                let write = move || {
                    let _pending = pending;
                    config.to_cache_value().map_or(Ok(()), |value| cache.write(&key, &value))
                };
                finish(self.calls.block(write)).await
            }
            Cache::Async(cache) => {
                let own = Arc::clone(&cache);
                let write = async move {
                    let _pending = pending;
                    let Some(value) = config.to_cache_value() else { return Ok(()) };
                    // Nobody else may be there to give it up.
                    let written = time::timeout(Self::TIMEOUT, own.write(&key, &value)).await;
                    written.unwrap_or_else(|_| Err(late().into()))
                };
                finish(self.calls.run(&cache, write, WhenAbandoned::GoOn)).await
            }
        }
    }
}

/// A config that was found in a cache.
pub(crate) struct CacheHit {
    pub(crate) config: CachedConfig,
    /// How long ago it was downloaded.
    pub(crate) age: Duration,
}

impl Superseded {
    /// The most hashes that are kept.
    const MOST: usize = 16;

    fn add(&self, hash: &str) {
        let mut hashes = self.lock();
        hashes.push_back(hash.to_owned());
        if hashes.len() > Self::MOST {
            hashes.pop_front();
        }
    }

    fn contains(&self, hash: &str) -> bool {
        self.lock().iter().any(|own| own == hash)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The config of a cache value, if it is newer than the held config.
fn newer_config(
    text: &str,
    held: Option<&CachedConfig>,
    superseded: &Superseded,
) -> Result<Option<CacheHit>, String> {
    let value = CacheValue::parse(text).map_err(|error| error.to_string())?;
    if !value.is_newer_than(held, SystemTime::now()) {
        return Ok(None);
    }
    let hash = hex_sha1(text);
    let is_held = held.is_some_and(|held| held.cache_value_hash.as_ref() == Some(&hash));
    if is_held || superseded.contains(&hash) {
        return Ok(None);
    }
    // If the time is in the future, some clock is wrong, and the age is unknown.
    let age = value.fetch_time.elapsed().unwrap_or(Duration::MAX);
    let config = value.into_cached_config(held, hash).map_err(|error| error.to_string())?;
    Ok(Some(CacheHit { config, age }))
}

const NO_THREAD: &str = "the system has no thread for the cache now";

fn late() -> String {
    format!("the cache did not answer within {:?}", CacheAccess::TIMEOUT)
}

/// The result of a call of the cache.
async fn finish<T>(
    work: impl Future<Output = Result<Result<T, CacheError>, GuestFailure>>,
) -> Result<T, String> {
    match time::timeout(CacheAccess::TIMEOUT, work).await {
        Ok(Ok(result)) => result.map_err(|error| with_causes(&*error)),
        Ok(Err(GuestFailure::Busy)) => Err("the cache has not answered an earlier call yet".to_owned()),
        Ok(Err(GuestFailure::Panicked)) => Err("the cache panicked".to_owned()),
        Ok(Err(GuestFailure::NoThread)) => Err(NO_THREAD.to_owned()),
        Err(_) => Err(late()),
    }
}
