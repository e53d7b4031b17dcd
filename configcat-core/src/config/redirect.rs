//! [`Redirect`]: what to do if a config is to be found at another base URL.

/// What to do if a config is to be found at another base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redirect {
    /// Use this config, and ask there the next time.
    No,
    /// Ask there at once: the client's data governance is not that of the config.
    Should,
    /// Ask there at once, whatever the client was told.
    Force,
}
