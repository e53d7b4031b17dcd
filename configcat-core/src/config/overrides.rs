//! [`Overrides`]: local flags, from a file, a text or a map, that replace or complete the flags of ConfigCat.

#[cfg(feature = "http")]
use std::time::Duration;
use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use crate::{
    config::{
        bounded_file::read_bounded, config::Config, defect::Position, local_document::LocalDocument,
        override_error::OverrideError, parse_error::ParseError,
    },
    log::{LogLevel, Logger, event},
    values::{Text, Value},
};

/// How a client merges [`Overrides`] with the config of ConfigCat.
///
/// Every ConfigCat SDK has these three, so a match can name them all.
#[doc(alias = "OverrideBehavior")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverrideBehaviour {
    /// Only the local flags count. The client never downloads a config.
    LocalOnly,
    /// The flags of both count. For keys in both, the local flag wins.
    LocalOverRemote,
    /// The flags of both count. For keys in both, the flag of ConfigCat wins.
    RemoteOverLocal,
}

/// Local flags for a client.
///
/// The local document can be a `config_v5.json` or `config_v6.json` with targeting rules and percentage options, or a
/// simple document:
///
/// ```
/// use configcat_core::{Client, OverrideBehaviour, Overrides};
///
/// let overrides = Overrides::from_json(r#"{"flags": {"darkMode": true}}"#, OverrideBehaviour::LocalOnly)?;
/// let client = Client::builder("local").overrides(overrides).build()?;
/// assert!(client.get_value("darkMode", false, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias("FlagOverrides", "OverrideDataSource"))]
#[derive(Clone, PartialEq)]
pub struct Overrides {
    behaviour: OverrideBehaviour,
    config: Config,
    file: Option<PathBuf>,
    #[cfg(feature = "http")]
    reload: Option<Duration>,
}

impl Overrides {
    /// Overrides from the config document in a file. The path is relative to the working directory. The file is read
    /// now; `reload` makes a client read it again.
    ///
    /// The comments `//` and `/* */` are ignored, with the warning 9003 in the log: JSON does not have them, so that other
    /// programs may refuse the file. No client has set the level or a filter of the log yet.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is not a config document. A broken setting is not an error here: only reads of
    /// that flag fail.
    #[doc(alias("FileDataSource", "LocalFileDataSource", "LocalFileFlagOverrides"))]
    pub fn from_file(path: impl Into<PathBuf>, behaviour: OverrideBehaviour) -> Result<Self, OverrideError> {
        let path = path.into();
        let content = read_bounded(&path);
        Self::from_file_content(path, content, behaviour)
    }

    /// The same from the content of a file that was read before.
    pub(crate) fn from_file_content(
        path: PathBuf,
        content: io::Result<String>,
        behaviour: OverrideBehaviour,
    ) -> Result<Self, OverrideError> {
        match content.map(|text| parse_file(&path, &text)) {
            Ok(Ok(config)) => Ok(Self { file: Some(path), ..Self::new(config, behaviour) }),
            Ok(Err(source)) => Err(OverrideError::FileContent { path, source }),
            Err(source) => Err(OverrideError::File { path, source: source.into() }),
        }
    }

    /// Makes the client check the file for changes at this interval, at least 100 milliseconds, and read it again when
    /// it has changed. While the file cannot be read or parsed, the previous flags stay. Without this, the client
    /// never reads the file again. Has no effect on overrides that are not from a file.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn reload(mut self, interval: Duration) -> Self {
        self.reload = Some(interval);
        self
    }

    /// Overrides from the text of a config document.
    ///
    /// # Errors
    ///
    /// If the text is not a config document. A broken setting is not an error here: only reads of that flag fail.
    pub fn from_json(document: &str, behaviour: OverrideBehaviour) -> Result<Self, OverrideError> {
        Ok(Self::new(Config::parse(document)?, behaviour))
    }

    /// Overrides from keys and plain values, without targeting rules.
    ///
    /// ```
    /// use configcat_core::{OverrideBehaviour, Overrides, Value};
    ///
    /// let flags = [("darkMode", Value::from(true)), ("theme", Value::from("plain"))];
    /// let overrides = Overrides::from_map(flags, OverrideBehaviour::LocalOverRemote);
    /// # let _ = overrides;
    /// ```
    #[doc(alias("LocalDictionaryDataSource", "LocalDictionaryFlagOverrides", "MapDataSource"))]
    #[must_use]
    pub fn from_map<K: Into<Text>, V: Into<Value>>(
        flags: impl IntoIterator<Item = (K, V)>,
        behaviour: OverrideBehaviour,
    ) -> Self {
        Self::new(Config::from_values(flags), behaviour)
    }

    /// How a client merges these flags with the flags of ConfigCat.
    #[must_use]
    pub fn behaviour(&self) -> OverrideBehaviour {
        self.behaviour
    }

    /// Merges a remote config with these overrides. Neither is changed; the result shares their settings.
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

    /// The keys that a remote config does not have. With local flags only, there is none to have them.
    #[cfg(feature = "http")]
    pub(crate) fn unknown_keys(&self, remote: &Config) -> Vec<&Text> {
        match self.behaviour {
            OverrideBehaviour::LocalOnly => Vec::new(),
            OverrideBehaviour::LocalOverRemote | OverrideBehaviour::RemoteOverLocal => {
                self.config.keys().filter(|key| remote.slot(key).is_none()).collect()
            }
        }
    }

    #[cfg(feature = "http")]
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    #[cfg(feature = "http")]
    pub(crate) fn reload_interval(&self) -> Option<Duration> {
        self.reload
    }
}

/// Shows the keys of the flags, not their values.
impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut overrides = f.debug_struct("Overrides");
        overrides.field("behaviour", &self.behaviour).field("file", &self.file);
        #[cfg(feature = "http")]
        overrides.field("reload", &self.reload);
        overrides.field("keys", &self.config.keys().collect::<Vec<_>>()).finish()
    }
}

/// Parses the document of a file, which can have comments.
fn parse_file(path: &Path, text: &str) -> Result<Config, ParseError> {
    let LocalDocument { json, comment } = LocalDocument::of(text);
    let config = Config::parse(&json)?;
    if let Some(Position { line, column }) = comment {
        Logger::default().log(
            LogLevel::Warning,
            event::OVERRIDE_FILE_COMMENTS,
            format_args!(
                "override file `{}` has a comment at line {line}, column {column}, which JSON does not have; remove \
                 the comments, other programs may refuse the file",
                path.display()
            ),
        );
    }
    Ok(config)
}
