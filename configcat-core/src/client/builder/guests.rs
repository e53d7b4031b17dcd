//! [`Guests`]: the objects of the application in a builder.

use std::sync::Arc;

#[cfg(feature = "http")]
use crate::client::{cache::Cache, transport::Transport};
use crate::{
    client::{builder::client_builder::ClientBuilder, guest::Guest, hooks::Hooks},
    log::Logger,
};

/// The objects of the application in a builder. Whoever holds them decides where their destructors run at the earliest.
#[expect(dead_code, reason = "they are only held")]
pub(crate) struct Guests {
    hooks: Arc<Guest<Hooks>>,
    logger: Logger,
    #[cfg(feature = "http")]
    cache: Option<Cache>,
    #[cfg(feature = "http")]
    transport: Option<Arc<dyn Transport>>,
}

impl ClientBuilder {
    pub(crate) fn guests(&self) -> Guests {
        Guests {
            hooks: Arc::clone(&self.hooks),
            logger: self.logger.clone(),
            #[cfg(feature = "http")]
            cache: self.parts.cache.clone(),
            #[cfg(feature = "http")]
            transport: self.parts.transport.clone(),
        }
    }
}
