//! [`Redirect`]: what a client must do if a document names another base URL.

/// What a client must do if a document names another base URL for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redirect {
    /// Use this config; use the other base URL for the next request.
    No,
    /// Download the config from the other base URL at once: the client has the wrong data governance.
    Should,
    /// Download the config from the other base URL at once, even if the client has a custom base URL.
    Force,
}
