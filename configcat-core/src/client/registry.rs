//! [`Client::shared`]: one client for each SDK key, in the whole process.

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
        shared::Shared,
    },
    log::{LogLevel, event},
};

/// The clients of [`Client::shared`], with the options that they were built with.
static CLIENTS: Mutex<Option<Registry>> = Mutex::new(None);

type Registry = HashMap<SdkKey, (Weak<Handle>, ComparableOptions)>;

impl Client {
    /// The client for an SDK key that the whole process shares. The first call builds it. It lives until its last clone
    /// is dropped, or until it is closed.
    ///
    /// Later calls ignore their options, and log warning 3000 if they differ. Hooks, functions for reads, caches,
    /// transports and log filters are not compared. A call that sets no option only asks for the client, and logs nothing:
    /// `Client::shared(key, |options| options)`.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use configcat_core::{Client, PollingMode};
    ///
    /// fn client() -> Result<Client, configcat_core::BuildError> {
    ///     Client::shared("configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012", |options| {
    ///         options.polling_mode(PollingMode::lazy().ttl(Duration::from_secs(300)))
    ///     })
    /// }
    ///
    /// let (first, second) = (client()?, client()?); // the same client
    /// # drop((first, second));
    /// # Ok::<(), configcat_core::BuildError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the client cannot be built.
    #[doc(alias("get", "singleton"))]
    pub fn shared(
        sdk_key: impl Into<SdkKey>,
        options: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, BuildError> {
        let sdk_key = sdk_key.into();
        let builder = options(Self::builder(sdk_key.clone()));
        let (has_options, options) = (builder.has_options(), builder.comparable());
        // Dropped after the lock is released: they have destructors of the application, which may call this function.
        let (_guests, closed);
        let mut registry = CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
        let clients = registry.get_or_insert_default();
        let existing = clients.get(&sdk_key).and_then(|(handle, options)| Some((handle.upgrade()?, options)));
        match existing {
            Some((handle, own)) if !handle.is_closed() => {
                let differ = has_options && *own != options;
                // Log filters may call this function.
                drop(registry);
                if differ {
                    handle.warn_of_options();
                }
                return Ok(Self(handle));
            }
            other => closed = other.map(|(handle, _)| handle),
        }
        _guests = builder.guests();
        let client = builder.assemble()?;
        clients.retain(|_, (handle, _)| handle.strong_count() > 0);
        clients.insert(sdk_key, (Arc::downgrade(&client.0), options));
        drop(registry);
        drop(closed);
        client.announce();
        Ok(client)
    }
}

impl Handle {
    fn warn_of_options(&self) {
        let Shared { sdk_key, logger, .. } = &*self.shared;
        logger.log(
            LogLevel::Warning,
            event::CLIENT_EXISTS,
            format_args!("there is a client for SDK key {sdk_key} already; its options stay as they are"),
        );
    }
}
