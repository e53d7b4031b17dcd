//! [`Shared`]: the data that readers and the driver of a client share.

use crate::{
    client::{hooks::Hooks, sdk_key::SdkKey, store::Store},
    log::Logger,
};

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) sdk_key: SdkKey,
    pub(crate) store: Store,
    pub(crate) hooks: Hooks,
    pub(crate) logger: Logger,
}
