//! [`ReadyState`]: what a client knew when it became ready.

/// What a client knew when it became ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadyState {
    /// No flags at all: accessors return their fallbacks.
    NoFlagData,
    /// Only the flags of local overrides.
    HasLocalOverrideFlagDataOnly,
    /// The config of a cache, or of the bootstrap, that may be out of date.
    HasCachedFlagDataOnly,
    /// The current config.
    HasUpToDateFlagData,
}
