//! [`ClientBuilder`]: the options of a client.

use std::{fmt, sync::Arc};

#[cfg(feature = "http")]
use crate::client::builder::remote_options::{ClientParts, RemoteOptions};
use crate::{
    client::{hooks::Hooks, sdk_key::SdkKey},
    config::Overrides,
    log::{LogEvent, LogLevel, Logger},
    users::User,
};

/// Options of a [`Client`](crate::Client), collected. Made by [`Client::builder`](crate::Client::builder).
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(super) sdk_key: SdkKey,
    pub(super) overrides: Option<Overrides>,
    pub(super) default_user: Option<User>,
    pub(super) hooks: Hooks,
    pub(super) logger: Logger,
    #[cfg(feature = "http")]
    pub(super) remote: RemoteOptions,
    #[cfg(feature = "http")]
    pub(super) parts: ClientParts,
}

impl ClientBuilder {
    pub(crate) fn new(sdk_key: SdkKey) -> Self {
        Self {
            sdk_key,
            overrides: None,
            default_user: None,
            hooks: Hooks::default(),
            logger: Logger::default(),
            #[cfg(feature = "http")]
            remote: RemoteOptions::default(),
            #[cfg(feature = "http")]
            parts: ClientParts::default(),
        }
    }

    /// Gives the client local flags. The default is none.
    pub fn overrides(mut self, overrides: Overrides) -> Self {
        self.overrides = Some(overrides);
        self
    }

    /// The user that flags are evaluated for if none is given. The default is none.
    pub fn default_user(mut self, user: User) -> Self {
        self.default_user = Some(user);
        self
    }

    /// Functions to call when something happens. The default is none.
    pub fn hooks(mut self, hooks: Hooks) -> Self {
        self.hooks = hooks;
        self
    }

    /// How much to log, through `tracing` (and through `log`, where there is no subscriber). The default is
    /// [`LogLevel::Warning`].
    pub fn log_level(mut self, level: LogLevel) -> Self {
        self.logger.level = level;
        self
    }

    /// Logs only those events for which a function returns true. The default is all events of the level and above.
    pub fn log_filter(mut self, filter: impl Fn(&LogEvent<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.logger.filter = Some(Arc::new(filter));
        self
    }
}

/// Shows the last six characters of the SDK key only.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("ClientBuilder");
        builder
            .field("sdk_key", &self.sdk_key)
            .field("overrides", &self.overrides)
            .field("default_user", &self.default_user)
            .field("hooks", &self.hooks)
            .field("logger", &self.logger);
        #[cfg(feature = "http")]
        builder.field("remote", &self.remote).field("parts", &self.parts);
        builder.finish()
    }
}
