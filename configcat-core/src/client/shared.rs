//! [`Shared`]: the data that readers and the driver of a client share.

use std::sync::{Arc, atomic::AtomicBool};

use crate::{
    client::{
        hook_set::HookSet, hook_threads::HookThreads, sdk_key::SdkKey, store::Store, watchers::Watchers,
    },
    log::Logger,
    usage::UsageBook,
};

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) sdk_key: SdkKey,
    pub(crate) store: Store,
    pub(crate) hooks: HookSet,
    pub(crate) hook_threads: HookThreads,
    pub(crate) watchers: Watchers,
    pub(crate) logger: Logger,
    /// `None` for a client that does not count.
    pub(crate) usage: Option<Arc<UsageBook>>,
    /// Whether the log has told that a call blocks asynchronous code.
    pub(crate) warned_of_blocking: AtomicBool,
}
