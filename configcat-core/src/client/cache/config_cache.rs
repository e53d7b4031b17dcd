//! [`ConfigCache`]: where configs are kept between runs, and shared between processes.

use std::{error::Error, fmt, sync::Arc};

use crate::client::future::BoxFuture;

/// Why a cache could not be read or written. Such errors are logged and otherwise ignored.
pub type CacheError = Box<dyn Error + Send + Sync>;

/// A store for configs that outlives the client, or that several processes share.
///
/// Keys and values are those of every other ConfigCat SDK, so that processes in other languages can share the store:
/// a key is 40 hexadecimal digits, a value is text of three parts, separated by line feeds: fetch time in Unix
/// milliseconds, ETag, config JSON.
///
/// The methods may block: they are called on threads of their own, never by a read of a flag. For stores with an
/// asynchronous API there is [`AsyncConfigCache`].
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
pub trait ConfigCache: Send + Sync + 'static {
    /// The value that was last written under a key, `None` if there is none.
    ///
    /// # Errors
    ///
    /// If the store cannot be read. The client logs warning 2200 and goes on as if the cache were empty.
    fn read(&self, key: &str) -> Result<Option<String>, CacheError>;

    /// Writes a value under a key.
    ///
    /// # Errors
    ///
    /// If the store cannot be written. The client logs warning 2201 and goes on.
    fn write(&self, key: &str, value: &str) -> Result<(), CacheError>;
}

/// The asynchronous form of [`ConfigCache`].
///
/// The futures run on the thread that all clients share, inside a tokio runtime: they must not block it.
pub trait AsyncConfigCache: Send + Sync + 'static {
    /// The value that was last written under a key, `None` if there is none.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<String>, CacheError>>;

    /// Writes a value under a key.
    ///
    /// # Errors
    ///
    /// If the store cannot be written.
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
