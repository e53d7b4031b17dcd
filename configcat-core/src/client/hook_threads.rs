//! [`HookThreads`]: where the hooks of a client are called.

/// Where the hooks of a client are called.
#[derive(Debug)]
pub(crate) enum HookThreads {
    /// On a thread of the client's own, as long as there are events.
    Own,
    /// On a blocking thread of this runtime. The paused clock of a test stands still meanwhile.
    #[cfg(feature = "http")]
    Of(tokio::runtime::Handle),
}
