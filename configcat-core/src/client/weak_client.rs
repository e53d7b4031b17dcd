//! [`WeakClient`]: a client that is not kept alive.

use std::{
    fmt,
    sync::{Arc, Weak},
};

use crate::client::client::{Client, Handle};

/// A client that is not kept alive: it closes when the last [`Client`] is dropped. For code that watches a client, such as the
/// export of metrics.
#[derive(Clone)]
pub struct WeakClient(Weak<Handle>);

impl WeakClient {
    /// The client; `None` if its last clone was dropped.
    #[must_use]
    pub fn upgrade(&self) -> Option<Client> {
        self.0.upgrade().map(Client)
    }
}

impl Client {
    /// This client, without keeping it alive.
    ///
    /// ```
    /// use configcat_core::{Client, OverrideBehaviour, Overrides};
    ///
    /// let flags = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
    /// let client = Client::builder("local").overrides(flags).build()?;
    /// let weak = client.downgrade();
    /// assert!(weak.upgrade().is_some());
    /// drop(client);
    /// assert!(weak.upgrade().is_none());
    /// # Ok::<(), configcat_core::BuildError>(())
    /// ```
    #[must_use]
    pub fn downgrade(&self) -> WeakClient {
        WeakClient(Arc::downgrade(&self.0))
    }
}

impl fmt::Debug for WeakClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WeakClient").field(&self.upgrade()).finish()
    }
}
