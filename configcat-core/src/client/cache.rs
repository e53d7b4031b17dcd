//! Where configs are kept between runs, and shared between processes.

mod config_cache;
mod file_cache;

pub(crate) use config_cache::Cache;
pub use config_cache::{AsyncConfigCache, CacheError, ConfigCache};
pub use file_cache::FileCache;
