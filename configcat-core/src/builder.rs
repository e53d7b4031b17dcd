//! [`ClientBuilder`]: the options of a client.

use std::fmt;

use crate::{BuildError, Client, Config, OverrideBehaviour, Overrides, Snapshot};

/// Options of a [`Client`], collected. Made by [`Client::builder`].
pub struct ClientBuilder {
    sdk_key: String,
    overrides: Option<Overrides>,
}

impl ClientBuilder {
    pub(crate) fn new(sdk_key: String) -> Self {
        Self { sdk_key, overrides: None }
    }

    /// Gives the client local flags. The default is none.
    #[must_use]
    pub fn overrides(mut self, overrides: Overrides) -> Self {
        self.overrides = Some(overrides);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If the SDK key is empty, or if the client would need the network: until clients can download configs, they
    /// need overrides with [`OverrideBehaviour::LocalOnly`].
    pub fn build(self) -> Result<Client, BuildError> {
        if self.sdk_key.is_empty() {
            return Err(BuildError::EmptySdkKey);
        }
        match self.overrides {
            Some(overrides) if overrides.behaviour() == OverrideBehaviour::LocalOnly => {
                Ok(Client::new(Snapshot::from(overrides.apply(&Config::default()))))
            }
            _ => Err(BuildError::RemoteUnsupported),
        }
    }
}

/// Shows the last six characters of the SDK key only.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 6;

        let hidden = self.sdk_key.chars().count().saturating_sub(SHOWN);
        let shown: String = self.sdk_key.chars().skip(hidden).collect();
        f.debug_struct("ClientBuilder")
            .field("sdk_key", &format_args!("…{shown}"))
            .field("overrides", &self.overrides)
            .finish()
    }
}
