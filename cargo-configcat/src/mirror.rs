//! [`Mirror`]: the config of an SDK key, as ConfigCat serves it, again and again.

use std::{
    env,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use clap::Args;
use configcat_build::Problem;
use configcat_core::{
    Client, Hooks, PollingMode,
    cache::{CacheError, ConfigCache},
};
use configcat_serve::Handle;

use crate::shown::one_line;

/// Which config is mirrored.
#[derive(Debug, Args)]
pub(crate) struct MirrorArguments {
    /// Serve the config of ConfigCat, with the SDK key in this environment variable, as the document `live`
    #[arg(long = "live", value_name = "KEY_ENV")]
    variable: Option<String>,

    /// A ConfigCat Proxy or a mirror to use instead of ConfigCat's CDN
    #[arg(long = "live-base-url", value_name = "URL", requires = "variable")]
    base_url: Option<String>,

    /// How often the config is downloaded
    #[arg(long = "live-interval", value_name = "SECONDS", default_value_t = 60, requires = "variable",
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    interval: u64,
}

impl MirrorArguments {
    pub(crate) fn is_given(&self) -> bool {
        self.variable.is_some()
    }

    /// Downloads the config for the first time, if one is to be mirrored.
    pub(crate) fn start(&self) -> Result<Option<Mirror>, Problem> {
        let Some(variable) = &self.variable else { return Ok(None) };
        let problem = |message: &str| Problem::new(format!("the config of `{variable}` {message}"));
        let sdk_key = env::var(variable).ok().filter(|key| !key.is_empty()).ok_or_else(|| {
            let problem = problem("cannot be mirrored: the variable is not set");
            problem.remedy("set it to the SDK key of the environment, or name another variable")
        })?;
        let latest = Arc::new(Latest::default());
        let hooks = Hooks::new().on_error(|report| eprintln!("{}", one_line(&report.message)));
        let polling = PollingMode::auto().interval(Duration::from_secs(self.interval));
        let mut builder = Client::builder(sdk_key)
            .cache(LatestCache(Arc::clone(&latest)))
            .hooks(hooks)
            .polling_mode(polling);
        if let Some(url) = &self.base_url {
            builder = builder.base_url(url);
        }
        let failed = |error: &dyn std::error::Error| problem(&format!("cannot be mirrored: {error}"));
        let client = builder.build().map_err(|error| failed(&error))?;
        client.force_refresh().map_err(|error| failed(&error))?;
        let document = latest.document().ok_or_else(|| problem("did not arrive"))?;
        Ok(Some(Mirror { variable: variable.clone(), document, latest, _client: client }))
    }
}

/// A config that is downloaded again and again, while this exists.
pub(crate) struct Mirror {
    /// The environment variable with the SDK key.
    pub(crate) variable: String,
    /// The config at first.
    pub(crate) document: String,
    latest: Arc<Latest>,
    _client: Client,
}

impl Mirror {
    /// The name of the document.
    pub(crate) const NAME: &str = "live";

    /// Serves each newer config from now on.
    pub(crate) fn feed(&self, handle: Handle) {
        let handle = self.latest.handle.get_or_init(|| handle);
        if let Some(document) = self.latest.document().filter(|document| *document != self.document) {
            replace(handle, &document);
        }
    }
}

/// The latest config, and the server that gets it.
#[derive(Default)]
struct Latest {
    document: Mutex<Option<String>>,
    handle: OnceLock<Handle>,
}

impl Latest {
    fn document(&self) -> Option<String> {
        self.document.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A cache for the latest config only. A client gives its cache each config as it was downloaded.
struct LatestCache(Arc<Latest>);

impl ConfigCache for LatestCache {
    fn read(&self, _key: &str) -> Result<Option<String>, CacheError> {
        Ok(None)
    }

    fn write(&self, _key: &str, value: &str) -> Result<(), CacheError> {
        // The time and the ETag come first.
        let Some(document) = value.splitn(3, '\n').nth(2) else { return Ok(()) };
        *self.0.document.lock().unwrap_or_else(PoisonError::into_inner) = Some(document.to_owned());
        if let Some(handle) = self.0.handle.get() {
            replace(handle, document);
        }
        Ok(())
    }
}

fn replace(handle: &Handle, document: &str) {
    match handle.replace_document(Mirror::NAME, document) {
        Ok(()) => eprintln!("{}: ConfigCat has a new config", Mirror::NAME),
        Err(error) => eprintln!("{}: {}", Mirror::NAME, one_line(&error.to_string())),
    }
}
