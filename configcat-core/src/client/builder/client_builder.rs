//! [`ClientBuilder`]: the options of a client.

use std::{fmt, sync::Arc};

#[cfg(feature = "http")]
use crate::client::builder::remote_options::{ClientParts, RemoteOptions};
use crate::{
    client::{guest::Guest, hooks::Hooks, sdk_key::SdkKey},
    config::Overrides,
    evaluation::{FlagRead, ReadCallback},
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
    pub(super) counts_usage: bool,
    pub(super) emits_events: bool,
    pub(super) read_callbacks: Vec<ReadCallback>,
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
            counts_usage: false,
            emits_events: false,
            read_callbacks: Vec::new(),
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

    /// Counts the reads of each flag and value, and the downloads: see [`Client::usage`](crate::Client::usage). The default
    /// is false: nothing is counted, and reads cost nothing more.
    ///
    /// Each read of the client counts, whatever it is called, and each read of a snapshot that the client made. A prerequisite
    /// flag that is evaluated on the way does not. Each evaluation of a watched flag is a read.
    pub fn usage(self, count: bool) -> Self {
        self.set(|own| own.counts_usage = count)
    }

    /// Emits an event for each read, also of snapshots that the client made: for logs and traces. The default is false.
    ///
    /// The events go to `tracing` with the target `feature_flag.evaluation` and the level `INFO`. Their fields have the names
    /// of OpenTelemetry: `feature_flag.key`, `.result.variant`, `.result.value`, `.result.reason`, `.context.id`,
    /// `.provider.name`, `.set.id` and `.version`, and `error.type`. A field without a value is left out. Reads inside of the
    /// subscriber are answered, but emit no events.
    ///
    /// The value and the identifier of the user are part of the event: think of who may read them.
    pub fn evaluation_events(self, emit: bool) -> Self {
        self.set(|own| own.emits_events = emit)
    }

    /// Calls a function for each read, also of snapshots that the client made, on the thread that reads. It must be quick. It
    /// can be called several times; the default is no function.
    ///
    /// [`Hooks::on_flag_evaluated`](crate::Hooks::on_flag_evaluated) gets more, but hears nothing of snapshots. Reads inside of
    /// the function are answered, but not told to it. A panic is caught and logged.
    ///
    /// ```
    /// use configcat_core::{Client, OverrideBehaviour, Overrides};
    ///
    /// let flags = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
    /// let client = Client::builder("local")
    ///     .overrides(flags)
    ///     .on_read(|read| println!("{}: {}", read.key, read.reason.as_str()))
    ///     .build()?;
    /// assert!(client.snapshot().get_value("darkMode", false, None)); // prints `darkMode: static`
    /// # Ok::<(), configcat_core::BuildError>(())
    /// ```
    pub fn on_read(self, call: impl Fn(&FlagRead<'_>) + Send + Sync + 'static) -> Self {
        let guest = Guest::new(call);
        let callback = move |read: &FlagRead<'_>| {
            if let Some(call) = guest.get() {
                call(read);
            }
        };
        self.set(|own| own.read_callbacks.push(Arc::new(callback)))
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
            .field("logger", &self.logger)
            .field("usage", &self.counts_usage)
            .field("evaluation_events", &self.emits_events)
            .field("on_read", &self.read_callbacks.len());
        #[cfg(feature = "http")]
        builder.field("remote", &self.remote).field("parts", &self.parts);
        builder.finish_non_exhaustive()
    }
}
