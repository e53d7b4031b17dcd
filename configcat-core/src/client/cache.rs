//! Caches: they keep configs between runs, and share them between processes.
//!
//! A client reads its cache when it starts and before each download, and writes it after each download. It touches the
//! cache only in the background; a cache that is slow or broken never delays a read of a flag.
//!
//! [`FileCache`] is a directory. For other stores, implement [`ConfigCache`] or, for stores with an asynchronous API,
//! [`AsyncConfigCache`].
//!
//! ```
//! use configcat_core::{Client, PollingMode, cache::FileCache};
//!
//! # let directory = tempfile::tempdir()?;
//! # let directory = directory.path();
//! let client = Client::builder("configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012")
//!     .polling_mode(PollingMode::manual())
//!     .cache(FileCache::new(directory))
//!     .build()?;
//! # drop(client);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Format
//!
//! Keys and values have the format that all ConfigCat SDKs use, so that programs in other languages can share a cache.
//!
//! - A key is the SHA-1 hash of `{SDK key}_{file name}_v2`, as 40 lower-case hexadecimal digits. The file name is
//!   `config_v5.json` or `config_v6.json`.
//! - A value has three parts, separated by line feeds: the fetch time in Unix milliseconds; the ETag, as in the header
//!   `ETag` of the answer, or nothing; the config document, exactly as received.

mod config_cache;
mod file_cache;

pub(crate) use config_cache::Cache;
pub use config_cache::{AsyncConfigCache, CacheError, ConfigCache};
pub use file_cache::FileCache;
