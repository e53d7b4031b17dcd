//! [`Overrides`]: flags from a file, a text or a map, instead of or beside those of ConfigCat.

#[cfg(feature = "http")]
use std::time::Duration;
use std::{fmt, fs, path::PathBuf};

use crate::{
    config::{config::Config, override_error::OverrideError},
    values::{Text, Value},
};

/// How [`Overrides`] and the config of ConfigCat go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverrideBehaviour {
    /// Only the local flags exist. Nothing is ever downloaded.
    LocalOnly,
    /// A flag that exists on both sides is the local one.
    LocalOverRemote,
    /// A flag that exists on both sides is the remote one.
    RemoteOverLocal,
}

/// Local flags for a client.
///
/// A local document can be a config JSON, with targeting rules and percentage options, or a simple one:
///
/// ```
/// use configcat_core::{Client, OverrideBehaviour, Overrides};
///
/// let overrides = Overrides::from_json(r#"{"flags": {"darkMode": true}}"#, OverrideBehaviour::LocalOnly)?;
/// let client = Client::builder("local").overrides(overrides).build()?;
/// assert!(client.get_value("darkMode", false, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Overrides {
    behaviour: OverrideBehaviour,
    config: Config,
    file: Option<PathBuf>,
    #[cfg(feature = "http")]
    reload: Option<Duration>,
}

impl Overrides {
    /// Flags from a file. It is read once, here; the path is relative to the working directory.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is not a config document. A broken setting in it is not an error here; it
    /// fails only that flag.
    pub fn from_file(path: impl Into<PathBuf>, behaviour: OverrideBehaviour) -> Result<Self, OverrideError> {
        let path = path.into();
        match fs::read_to_string(&path).map(|document| Config::parse(&document)) {
            Ok(Ok(config)) => Ok(Self { file: Some(path), ..Self::new(config, behaviour) }),
            Ok(Err(source)) => Err(OverrideError::FileContent { path, source }),
            Err(source) => Err(OverrideError::File { path, source: source.into() }),
        }
    }

    /// Looks at the file at an interval of at least 100 milliseconds, and takes its flags over when it has changed.
    /// Until what is in it can be read, the flags of before stay. Does nothing for overrides that are not from a
    /// file.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn reload(mut self, interval: Duration) -> Self {
        self.reload = Some(interval);
        self
    }

    /// Flags from the text of a document.
    ///
    /// # Errors
    ///
    /// If the text is not a config document.
    pub fn from_json(document: &str, behaviour: OverrideBehaviour) -> Result<Self, OverrideError> {
        Ok(Self::new(Config::parse(document)?, behaviour))
    }

    /// Flags from keys and plain values.
    ///
    /// ```
    /// use configcat_core::{OverrideBehaviour, Overrides, Value};
    ///
    /// let flags = [("darkMode", Value::from(true)), ("theme", Value::from("plain"))];
    /// let overrides = Overrides::from_map(flags, OverrideBehaviour::LocalOverRemote);
    /// # let _ = overrides;
    /// ```
    #[must_use]
    pub fn from_map<K: Into<Text>, V: Into<Value>>(
        flags: impl IntoIterator<Item = (K, V)>,
        behaviour: OverrideBehaviour,
    ) -> Self {
        Self::new(Config::from_values(flags), behaviour)
    }

    /// How these flags go together with remote ones.
    #[must_use]
    pub fn behaviour(&self) -> OverrideBehaviour {
        self.behaviour
    }

    /// The config that results from a remote one and these overrides. Neither is changed, and settings are shared,
    /// not copied.
    #[must_use]
    pub fn apply(&self, remote: &Config) -> Config {
        match self.behaviour {
            OverrideBehaviour::LocalOnly => self.config.clone(),
            OverrideBehaviour::LocalOverRemote => remote.overlaid_with(&self.config),
            OverrideBehaviour::RemoteOverLocal => self.config.overlaid_with(remote),
        }
    }

    fn new(config: Config, behaviour: OverrideBehaviour) -> Self {
        Self {
            behaviour,
            config,
            file: None,
            #[cfg(feature = "http")]
            reload: None,
        }
    }

    #[cfg(feature = "http")]
    pub(crate) fn file(&self) -> Option<&std::path::Path> {
        self.file.as_deref()
    }

    #[cfg(feature = "http")]
    pub(crate) fn reload_interval(&self) -> Option<Duration> {
        self.reload
    }
}

/// Shows the keys of the flags only.
impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut overrides = f.debug_struct("Overrides");
        overrides.field("behaviour", &self.behaviour).field("file", &self.file);
        #[cfg(feature = "http")]
        overrides.field("reload", &self.reload);
        overrides.field("keys", &self.config.keys().collect::<Vec<_>>()).finish()
    }
}
