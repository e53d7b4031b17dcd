//! [`Client::shared`]: one client for each SDK key.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use crate::{
    client::{
        build_error::BuildError,
        builder::{ClientBuilder, ComparableOptions},
        client::{Client, Handle},
        sdk_key::SdkKey,
    },
    log::{LogLevel, event},
};

/// The clients of [`Client::shared`], with the options that they were built with.
static CLIENTS: Mutex<Option<Registry>> = Mutex::new(None);

type Registry = HashMap<SdkKey, (Weak<Handle>, ComparableOptions)>;

impl Client {
    /// The client for an SDK key that the whole process shares. It is built on first use and lives until its last clone
    /// is dropped or closed.
    ///
    /// If a client exists already, the options do not apply, and warning 3000 says so if they differ. Hooks, caches,
    /// transports and log filters cannot be compared.
    ///
    /// # Errors
    ///
    /// If the client cannot be built.
    pub fn shared(
        sdk_key: impl Into<SdkKey>,
        options: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, BuildError> {
        let sdk_key = sdk_key.into();
        let builder = options(Self::builder(sdk_key.clone()));
        let options = builder.comparable();
        let mut registry = CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
        let clients = registry.get_or_insert_default();
        let existing = clients.get(&sdk_key).and_then(|(handle, options)| Some((handle.upgrade()?, options)));
        if let Some((handle, own)) = existing.filter(|(handle, _)| !handle.is_closed()) {
            let differ = *own != options;
            // Log filters may use shared clients.
            drop(registry);
            if differ {
                handle.shared.logger.log(
                    LogLevel::Warning,
                    event::CLIENT_EXISTS,
                    format_args!(
                        "there is a client for SDK key {sdk_key} already; its options stay as they are"
                    ),
                );
            }
            return Ok(Self(handle));
        }
        let client = builder.assemble()?;
        clients.retain(|_, (handle, _)| handle.strong_count() > 0);
        clients.insert(sdk_key, (Arc::downgrade(&client.0), options));
        drop(registry);
        client.announce();
        Ok(client)
    }
}
