//! [`ConfigCache`] and [`AsyncConfigCache`]: what a client needs of a cache.

use std::{error::Error, fmt, sync::Arc};

use crate::client::future::BoxFuture;

/// Why a cache could not be read or written. The client logs such an error and goes on.
pub type CacheError = Box<dyn Error + Send + Sync>;

/// A cache that keeps configs between runs, or shares them between processes.
///
/// Keys and values have the [format](crate::cache#format) that all ConfigCat SDKs use.
///
/// The methods may block: the client calls them on a separate thread, and no read of a flag waits for them. A call that
/// takes longer than 3 seconds counts as failed. For stores with an asynchronous API, there is [`AsyncConfigCache`].
///
/// ```
/// use std::{collections::HashMap, sync::Mutex};
///
/// use configcat_core::cache::{CacheError, ConfigCache};
///
/// #[derive(Default)]
/// struct MemoryCache(Mutex<HashMap<String, String>>);
///
/// impl ConfigCache for MemoryCache {
///     fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
///         Ok(self.0.lock().map_err(|error| error.to_string())?.get(key).cloned())
///     }
///
///     fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
///         self.0.lock().map_err(|error| error.to_string())?.insert(key.to_owned(), value.to_owned());
///         Ok(())
///     }
/// }
/// # assert!(MemoryCache::default().read("key").unwrap().is_none());
/// ```
#[doc(alias("InMemoryConfigCache", "NullConfigCache", "RedisCache"))]
pub trait ConfigCache: Send + Sync + 'static {
    /// The value that was last written for a key; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If the cache cannot be read. The client logs warning 2200 and goes on as if the cache were empty.
    fn read(&self, key: &str) -> Result<Option<String>, CacheError>;

    /// Writes the value for a key.
    ///
    /// # Errors
    ///
    /// If the cache cannot be written. The client logs warning 2201 and goes on.
    fn write(&self, key: &str, value: &str) -> Result<(), CacheError>;
}

/// The asynchronous form of [`ConfigCache`].
///
/// The futures run inside a tokio runtime, on a thread that no other client needs; or on the
/// [`runtime`](crate::ClientBuilder::runtime) of the client, if it has one of its own. There is one call at a time. One that
/// takes longer than 3 seconds counts as failed, and is dropped.
///
/// ```
/// use std::collections::HashMap;
///
/// use configcat_core::{
///     BoxFuture,
///     cache::{AsyncConfigCache, CacheError},
/// };
/// use tokio::sync::Mutex;
///
/// #[derive(Default)]
/// struct MemoryCache(Mutex<HashMap<String, String>>);
///
/// impl AsyncConfigCache for MemoryCache {
///     fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>> {
///         Box::pin(async move { Ok(self.0.lock().await.get(key).cloned()) })
///     }
///
///     fn write<'a>(&'a self, key: &'a str, value: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
///         Box::pin(async move {
///             self.0.lock().await.insert(key.to_owned(), value.to_owned());
///             Ok(())
///         })
///     }
/// }
/// # let _ = MemoryCache::default();
/// ```
#[doc(alias = "RedisCache")]
pub trait AsyncConfigCache: Send + Sync + 'static {
    /// The value that was last written for a key; `None` if there is none.
    ///
    /// # Errors
    ///
    /// If the cache cannot be read. The client logs warning 2200 and goes on as if the cache were empty.
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>>;

    /// Writes the value for a key.
    ///
    /// # Errors
    ///
    /// If the cache cannot be written. The client logs warning 2201 and goes on.
    fn write<'a>(&'a self, key: &'a str, value: &'a str) -> BoxFuture<'a, Result<(), CacheError>>;
}

/// The cache of a client.
#[derive(Clone)]
pub(crate) enum Cache {
    Blocking(Arc<dyn ConfigCache>),
    Async(Arc<dyn AsyncConfigCache>),
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocking(_) => "Cache::Blocking",
            Self::Async(_) => "Cache::Async",
        })
    }
}
