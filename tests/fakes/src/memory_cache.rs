//! A cache in memory that a test can break.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use configcat_core::{
    BoxFuture,
    cache::{AsyncConfigCache, CacheError, ConfigCache},
};

use crate::{Gate, Observer};

/// What is wrong with a [`MemoryCache`].
#[derive(Debug, Clone, Default)]
pub enum CacheFault {
    /// Nothing.
    #[default]
    None,
    /// Each call is an error.
    Error,
    /// Each call panics.
    Panic,
    /// Each call waits until the gate is open.
    Stuck(Gate),
}

/// A cache in memory, blocking and asynchronous. Clones share everything.
#[derive(Debug, Clone, Default)]
pub struct MemoryCache(Arc<State>);

#[derive(Debug, Default)]
struct State {
    values: Mutex<HashMap<String, String>>,
    fault: Mutex<CacheFault>,
    reads: AtomicUsize,
    writes: AtomicUsize,
    open: AtomicUsize,
    most_open: AtomicUsize,
}

impl MemoryCache {
    /// A cache that holds a value.
    #[must_use]
    pub fn holding(key: &str, value: impl Into<String>) -> Self {
        let cache = Self::default();
        cache.put(key, value);
        cache
    }

    /// Writes a value, whatever is wrong with the cache.
    pub fn put(&self, key: &str, value: impl Into<String>) {
        self.values(|values| values.insert(key.to_owned(), value.into()));
    }

    /// The value of a key, whatever is wrong with the cache.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<String> {
        self.values(|values| values.get(key).cloned())
    }

    /// Breaks the cache, or mends it.
    pub fn fail(&self, fault: CacheFault) {
        *self.0.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    /// How often the cache was read.
    #[must_use]
    pub fn reads(&self) -> usize {
        self.0.reads.load(Ordering::SeqCst)
    }

    /// How often the cache was written.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.0.writes.load(Ordering::SeqCst)
    }

    /// How many calls were open at the same time, at most.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.0.most_open.load(Ordering::SeqCst)
    }

    /// Tells later whether anybody still holds the cache.
    #[must_use]
    pub fn observe(&self) -> Observer {
        Observer(Arc::downgrade(&(Arc::clone(&self.0) as Arc<dyn Send + Sync>)))
    }

    fn values<T>(&self, action: impl FnOnce(&mut HashMap<String, String>) -> T) -> T {
        action(&mut self.0.values.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn call<T>(&self, calls: &AtomicUsize, action: impl FnOnce() -> T) -> Result<T, CacheError> {
        calls.fetch_add(1, Ordering::SeqCst);
        let open = self.0.open.fetch_add(1, Ordering::SeqCst) + 1;
        self.0.most_open.fetch_max(open, Ordering::SeqCst);
        let result = self.fault();
        if let Ok(Some(gate)) = &result {
            gate.wait();
        }
        self.0.open.fetch_sub(1, Ordering::SeqCst);
        result.map(|_| action())
    }

    async fn call_async<T>(&self, calls: &AtomicUsize, action: impl FnOnce() -> T) -> Result<T, CacheError> {
        calls.fetch_add(1, Ordering::SeqCst);
        if let Some(gate) = self.fault()? {
            gate.passed().await;
        }
        Ok(action())
    }

    fn fault(&self) -> Result<Option<Gate>, CacheError> {
        let fault = self.0.fault.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match fault {
            CacheFault::None => Ok(None),
            CacheFault::Error => Err("the cache of a test fails".into()),
            CacheFault::Panic => panic!("the cache of a test panics"),
            CacheFault::Stuck(gate) => Ok(Some(gate)),
        }
    }
}

impl ConfigCache for MemoryCache {
    fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
        self.call(&self.0.reads, || self.value(key))
    }

    fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
        self.call(&self.0.writes, || self.put(key, value))
    }
}

impl AsyncConfigCache for MemoryCache {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>> {
        Box::pin(self.call_async(&self.0.reads, move || self.value(key)))
    }

    fn write<'a>(&'a self, key: &'a str, value: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(self.call_async(&self.0.writes, move || self.put(key, value)))
    }
}
