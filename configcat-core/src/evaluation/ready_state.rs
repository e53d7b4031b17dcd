//! [`ReadyState`]: where the flags of a client come from, and whether they are up to date.

/// Where the flags of a client come from, and whether they are up to date.
///
/// Every ConfigCat SDK has these four states, so a match can name them all.
#[doc(alias = "ClientCacheState")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadyState {
    /// There are no flags. Accessors return their fallbacks.
    NoFlagData,
    /// The flags are local: overrides, or a snapshot made from a config.
    HasLocalOverrideFlagDataOnly,
    /// There is a config, but it may be out of date, such as a config from a cache or the bootstrap.
    HasCachedFlagDataOnly,
    /// There is a config from ConfigCat that has not expired. A client with manual polling never reports this.
    HasUpToDateFlagData,
}
