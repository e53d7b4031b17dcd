//! [`Command`]: what a client asks its driver to do.

use std::sync::{Arc, atomic::AtomicBool};

use tokio::{runtime::Handle, sync::mpsc};

use crate::{
    client::driver::reply::Reply,
    config::{OverrideError, Overrides},
};

/// What a client asks its driver to do.
#[derive(Debug)]
pub(crate) enum Command {
    /// Download the config now.
    Refresh(Reply),
    /// Read the cache now.
    Sync(Reply),
    /// Download the config if it has expired.
    EnsureFresh,
    /// Offline mode was switched.
    Switched,
    /// The file of the overrides has changed.
    Overrides(Box<Overrides>),
    /// The file of the overrides has changed, but cannot be read.
    OverridesFailed(Box<OverrideError>),
}

/// The driver's side of the channel between a client and its driver.
pub(crate) struct Inbox {
    pub(super) commands: mpsc::UnboundedReceiver<Command>,
    pub(super) offline: Arc<AtomicBool>,
    pub(super) runtime: Handle,
}
