//! [`Hooks`]: functions of the application that a client calls.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

#[cfg(feature = "http")]
use crate::client::config_fetched::ConfigFetched;
use crate::{
    client::hook_event::{ConfigChanged, ErrorReport, HookEvent},
    evaluation::{Details, ReadyState},
    log::{LogLevel, Logger, event, unless_nested},
    values::Value,
};

type Callbacks<T> = Vec<Box<dyn Fn(&T) + Send + Sync>>;

/// Functions that a client calls when an event happens. Each event can have any number of functions.
///
/// The hooks for evaluated flags run on the thread that reads the flag. All other hooks of a client run one after the
/// other on a thread of the client, never inside of [`build`](crate::ClientBuilder::build), and may block without
/// delaying a client. If they are slow, at most 1,000 events wait for them: further ones are dropped, with error 9002 in
/// the log, and of more than four changes, the last ones are merged. A panic in a hook is caught and logged.
///
/// Hooks may read flags. A flag that is read by a hook for evaluated flags, or by a log filter or a log subscriber, is
/// neither logged nor told to hooks: they would call themselves without end.
///
/// ```
/// use configcat_core::{Client, Hooks, OverrideBehaviour, Overrides};
///
/// # let overrides = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
/// let hooks = Hooks::new()
///     .on_ready(|state| println!("ready: {state:?}"))
///     .on_config_changed(|change| println!("changed: {:?}", change.changed_keys));
///
/// // The client calls them; further ones can be added later, and removed.
/// let client = Client::builder("local").overrides(overrides).hooks(hooks).build()?;
/// # drop(client);
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
#[derive(Default)]
pub struct Hooks {
    ready: Callbacks<ReadyState>,
    #[cfg(feature = "http")]
    config_fetched: Callbacks<ConfigFetched>,
    config_changed: Callbacks<ConfigChanged>,
    flag_evaluated: Callbacks<Details<Option<Value>>>,
    error: Callbacks<ErrorReport>,
}

impl Hooks {
    /// No hooks.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls a function once, when the client is ready: when the first attempt to get a config has ended, or has taken
    /// longer than `max_init_wait`. Hooks that are added to a client that is ready are not called.
    #[doc(alias = "on_client_ready")]
    #[must_use]
    pub fn on_ready(mut self, hook: impl Fn(&ReadyState) + Send + Sync + 'static) -> Self {
        self.ready.push(Box::new(hook));
        self
    }

    /// Calls a function after each download, whether it succeeded or failed.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn on_config_fetched(mut self, hook: impl Fn(&ConfigFetched) + Send + Sync + 'static) -> Self {
        self.config_fetched.push(Box::new(hook));
        self
    }

    /// Calls a function when the first config arrives, from the server or a cache, and whenever flags have changed after
    /// that: by a newer config, or by an edit of an override file. Not for a bootstrap.
    #[doc(alias = "on_configuration_changed_callback")]
    #[must_use]
    pub fn on_config_changed(mut self, hook: impl Fn(&ConfigChanged) + Send + Sync + 'static) -> Self {
        self.config_changed.push(Box::new(hook));
        self
    }

    /// Calls a function for each flag that is read from the client. The function runs on the thread that reads, so each
    /// read takes longer. Reads from a [`Snapshot`](crate::Snapshot) do not call it.
    #[must_use]
    pub fn on_flag_evaluated(
        mut self,
        hook: impl Fn(&Details<Option<Value>>) + Send + Sync + 'static,
    ) -> Self {
        self.flag_evaluated.push(Box::new(hook));
        self
    }

    /// Calls a function for each error or warning that the client logs about downloads, caches and files of overrides.
    #[must_use]
    pub fn on_error(mut self, hook: impl Fn(&ErrorReport) + Send + Sync + 'static) -> Self {
        self.error.push(Box::new(hook));
        self
    }

    pub(crate) fn wants_evaluations(&self) -> bool {
        !self.flag_evaluated.is_empty()
    }

    pub(crate) fn flag_evaluated(&self, details: &Details<Option<Value>>, logger: &Logger) {
        for callback in &self.flag_evaluated {
            if let Some(end) = unless_nested(|| call(callback, details)) {
                log_panic(&end, logger);
            }
        }
    }

    /// Whether a hook is called for events of this kind.
    pub(crate) fn wants(&self, kind: &HookEvent) -> bool {
        match kind {
            HookEvent::Ready(_) => !self.ready.is_empty(),
            #[cfg(feature = "http")]
            HookEvent::Fetched(_) => !self.config_fetched.is_empty(),
            #[cfg(feature = "http")]
            HookEvent::Replaced(_) => self.wants_changes(),
            HookEvent::Error(_) => !self.error.is_empty(),
            HookEvent::Watched(_) | HookEvent::Log(_) => false,
        }
    }

    #[cfg(feature = "http")]
    pub(crate) fn wants_changes(&self) -> bool {
        !self.config_changed.is_empty()
    }

    /// Calls the hooks for an event.
    pub(crate) fn call(&self, event: &HookEvent, logger: &Logger) {
        match event {
            HookEvent::Ready(state) => call_all(&self.ready, state, logger),
            #[cfg(feature = "http")]
            HookEvent::Fetched(fetched) => call_all(&self.config_fetched, fetched, logger),
            #[cfg(feature = "http")]
            HookEvent::Replaced(replaced) if self.wants_changes() => {
                if let Some(change) = replaced.change() {
                    call_all(&self.config_changed, &change, logger);
                }
            }
            #[cfg(feature = "http")]
            HookEvent::Replaced(_) => {}
            HookEvent::Error(report) => call_all(&self.error, report, logger),
            HookEvent::Watched(_) | HookEvent::Log(_) => {}
        }
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field("ready", &self.ready.len())
            .field("config_changed", &self.config_changed.len())
            .field("flag_evaluated", &self.flag_evaluated.len())
            .field("error", &self.error.len())
            .finish_non_exhaustive()
    }
}

fn call_all<T>(callbacks: &Callbacks<T>, event: &T, logger: &Logger) {
    for callback in callbacks {
        call_and_log(callback, event, logger);
    }
}

/// Calls a function of the application. A panic is logged.
pub(crate) fn call_and_log<T>(callback: &dyn Fn(&T), event: &T, logger: &Logger) {
    log_panic(&call(callback, event), logger);
}

fn call<T>(callback: &dyn Fn(&T), event: &T) -> thread::Result<()> {
    catch_unwind(AssertUnwindSafe(|| callback(event)))
}

fn log_panic(end: &thread::Result<()>, logger: &Logger) {
    if end.is_err() {
        logger.log(LogLevel::Error, event::PANICKED, format_args!("a hook panicked"));
    }
}
