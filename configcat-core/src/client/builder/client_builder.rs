//! [`ClientBuilder`]: the options of a client.

use std::{fmt, sync::Arc};

#[cfg(feature = "http")]
use crate::client::builder::remote_options::{ClientParts, RemoteOptions};
use crate::{
    client::{guest::Guest, hooks::Hooks, sdk_key::SdkKey},
    config::Overrides,
    log::{LogEvent, LogLevel, Logger},
    users::User,
};

/// The options of a [`Client`](crate::Client). [`Client::builder`](crate::Client::builder) makes one.
///
/// ```
/// use configcat_core::{Client, LogLevel, OverrideBehaviour, Overrides, User};
///
/// let client = Client::builder("local")
///     .overrides(Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly))
///     .default_user(User::new("435170f4"))
///     .log_level(LogLevel::Error)
///     .build()?;
/// # let _ = client;
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
#[doc(alias("ConfigCatClientBuilder", "ConfigCatOptions"))]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(super) sdk_key: SdkKey,
    /// Whether an option has been set, to whatever value.
    pub(super) has_options: bool,
    pub(super) overrides: Option<Overrides>,
    pub(super) default_user: Option<User>,
    pub(super) hooks: Arc<Guest<Hooks>>,
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
            has_options: false,
            overrides: None,
            default_user: None,
            hooks: Arc::new(Guest::new(Hooks::default())),
            logger: Logger::default(),
            #[cfg(feature = "http")]
            remote: RemoteOptions::default(),
            #[cfg(feature = "http")]
            parts: ClientParts::default(),
        }
    }

    /// Local flags, which replace the flags of ConfigCat or are merged with them. The default is none.
    #[doc(alias = "flag_overrides")]
    pub fn overrides(self, overrides: Overrides) -> Self {
        self.set(|own| own.overrides = Some(overrides))
    }

    /// The user for reads that give none. The default is none.
    pub fn default_user(self, user: User) -> Self {
        self.set(|own| own.default_user = Some(user))
    }

    /// Functions that the client calls when something happens. The default is none.
    pub fn hooks(self, hooks: Hooks) -> Self {
        self.set(|own| own.hooks = Arc::new(Guest::new(hooks)))
    }

    /// The least severe level that is logged. The default is [`LogLevel::Warning`]. Events go to `tracing`, and to
    /// `log` if no `tracing` subscriber is set.
    #[doc(alias("basicConfig", "logger"))]
    pub fn log_level(self, level: LogLevel) -> Self {
        self.set(|own| own.logger.set_level(level))
    }

    /// Logs only the events for which a function returns true. By default, all events of the log level are logged.
    ///
    /// For events of the background work, the function is called on the thread of the client's hooks, in their order.
    /// For all others, it is called where they happen. It may read flags; those reads log nothing.
    pub fn log_filter(self, filter: impl Fn(&LogEvent<'_>) -> bool + Send + Sync + 'static) -> Self {
        let filter = Guest::new(filter);
        let accepts = move |event: &LogEvent<'_>| filter.get().is_none_or(|filter| filter(event));
        self.set(|own| own.logger = own.logger.with_filter(Arc::new(accepts)))
    }

    /// Sets an option.
    pub(super) fn set(mut self, option: impl FnOnce(&mut Self)) -> Self {
        option(&mut self);
        self.has_options = true;
        self
    }
}

/// Of the SDK key, shows only the last six characters.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut builder = f.debug_struct("ClientBuilder");
        builder
            .field("sdk_key", &self.sdk_key)
            .field("overrides", &self.overrides)
            .field("default_user", &self.default_user)
            .field("hooks", &self.hooks.get())
            .field("logger", &self.logger);
        #[cfg(feature = "http")]
        builder.field("remote", &self.remote).field("parts", &self.parts);
        builder.finish_non_exhaustive()
    }
}
