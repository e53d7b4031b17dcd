//! [`HookThreads`]: where code of the application runs that a client calls by itself.

use std::thread;

#[cfg(feature = "http")]
use tokio::runtime::Handle;

#[cfg(feature = "http")]
use crate::client::driver::spawn_blocking;

/// Where the hooks of a client are called, and its watched values are evaluated.
#[derive(Debug)]
pub(crate) enum HookThreads {
    /// On threads of the client's own, as long as there is work.
    Own,
    /// On blocking threads of this runtime. The paused clock of a test stands still meanwhile.
    #[cfg(feature = "http")]
    Of(Handle),
}

impl HookThreads {
    /// Starts work on a thread. Returns `false` if none can be started at the moment.
    pub(crate) fn start(&self, name: &str, work: impl FnOnce() + Send + 'static) -> bool {
        match self {
            Self::Own => thread::Builder::new().name(name.to_owned()).spawn(work).is_ok(),
            #[cfg(feature = "http")]
            Self::Of(runtime) => spawn_blocking(runtime, work).is_some(),
        }
    }
}
