//! [`Download`]: where the config of a [`Spec`] is downloaded from, and when it is.
//!
//! ```text
//! lock │ CONFIGCAT_REFRESH │ CONFIGCAT_OFFLINE, DOCS_RS
//! yes  │ no                │ any       the lock is used, and nothing sent
//! yes  │ yes               │ no        downloaded; if that fails, or if the config is unusable, the lock is used,
//!                                      with warnings
//! yes  │ yes               │ yes       the lock is used, with a warning
//! no   │ any               │ no        downloaded; if that fails, or if the config is unusable, the build fails
//! no   │ any               │ yes       the build fails
//! ```

use std::{
    collections::BTreeMap,
    env::{self, VarError},
    fmt, mem,
    path::{self, Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use configcat_core::{Client, ClientBuilder, ConfigVersion, DataGovernance, SdkKey as Key};

use crate::{
    Problem, Spec, SpecError,
    codegen::{self, Document, Options},
    error::Problems,
    lock::Lock,
};

/// Whether to download although there is a lock.
const REFRESH: &str = "CONFIGCAT_REFRESH";
/// What forbids to download. docs.rs, which has no network, sets the other.
const OFFLINE: [&str; 2] = ["CONFIGCAT_OFFLINE", DOCS_RS];
const DOCS_RS: &str = "DOCS_RS";

/// Where an SDK key is found when it is needed. The key itself never is in a build script, which everybody reads.
///
/// ```
/// use configcat_build::SdkKey;
///
/// let key = SdkKey::from_env("CONFIGCAT_SDK_KEY");
/// # assert_eq!(format!("{key:?}"), r#"SdkKey { variable: "CONFIGCAT_SDK_KEY" }"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdkKey {
    variable: String,
}

impl SdkKey {
    /// The SDK key that an environment variable has when the config is downloaded. Until then it does not matter
    /// whether the variable is set.
    pub fn from_env(variable: impl Into<String>) -> Self {
        Self { variable: variable.into() }
    }

    fn read(&self) -> Result<Key, Problem> {
        let state = match env::var(&self.variable) {
            Ok(key) if key.trim().is_empty() => "empty",
            // Secrets are often kept in files, which end with a line break.
            Ok(key) => return Ok(Key::from(key.trim())),
            Err(VarError::NotPresent) => "not set",
            Err(VarError::NotUnicode(_)) => "not UTF-8",
        };
        Err(Problem::new(format!("the environment variable `{}` is {state}", self.variable)))
    }
}

/// A config to download, made by [`Spec::download`].
///
/// The download goes the way that the application's client goes; give both the same options.
#[derive(Clone)]
#[must_use = "name the file to keep the config in: `.lock(\"flags/config.json\")`"]
pub struct Download {
    sdk_key: SdkKey,
    /// What the options are called on the command line, for messages.
    arguments: BTreeMap<&'static str, String>,
    options: Vec<Arc<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>>,
}

impl Download {
    pub(crate) fn new(sdk_key: SdkKey) -> Self {
        Self { sdk_key, arguments: BTreeMap::new(), options: Vec::new() }
    }

    /// A server of your own in the place of ConfigCat's CDN: a ConfigCat Proxy, or a mirror. Plain `http` is accepted for
    /// the local machine only.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        // There may be a password in it.
        let shown = if url.contains('@') { "URL".to_owned() } else { quoted(&url) };
        self.say("--base-url", Some(&shown));
        self.options(move |client| client.base_url(url.clone()))
    }

    /// Accepts plain `http` for any base URL. The SDK key then crosses the network in the clear.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.say("--allow-insecure-http", allow.then_some(""));
        self.options(move |client| client.allow_insecure_http(allow))
    }

    /// Where the config is served from; to be the same as in the ConfigCat dashboard. The default is
    /// [`DataGovernance::Global`].
    pub fn data_governance(mut self, data_governance: DataGovernance) -> Self {
        self.say("--data-governance", (data_governance == DataGovernance::EuOnly).then_some("eu"));
        self.options(move |client| client.data_governance(data_governance))
    }

    /// The version of the config format. The default is the one that the SDK key has.
    pub fn config_version(mut self, version: ConfigVersion) -> Self {
        let shown = match version {
            ConfigVersion::V5 => "v5",
            ConfigVersion::V6 => "v6",
        };
        self.say("--config-version", Some(shown));
        self.options(move |client| client.config_version(version))
    }

    /// Whatever else a client can be told about downloads, such as time-outs and proxy.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use configcat_build::{SdkKey, Spec};
    ///
    /// Spec::download(SdkKey::from_env("CONFIGCAT_SDK_KEY"))
    ///     .options(|client| client.read_timeout(Duration::from_secs(5)))
    ///     .lock("flags/config.json")
    ///     .emit();
    /// ```
    pub fn options(
        mut self,
        options: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.options.push(Arc::new(options));
        self
    }

    /// The file of the package that keeps the config, to be committed. The path is relative to the package's
    /// `Cargo.toml`.
    ///
    /// If it is there, it is used, and nothing is downloaded, unless the environment variable `CONFIGCAT_REFRESH` is
    /// set: then the config is downloaded, checked, and replaces the lock. If the download fails, or if the config is
    /// one that the options of the spec make no accessors of, the lock stays as it is, with warnings of Cargo that
    /// say why. If there is no lock, the config is downloaded as well; what fails then fails the build. With the
    /// environment variable `CONFIGCAT_OFFLINE` or `DOCS_RS`, it never is. The values `0`, `false` and the empty one
    /// are the same as no variable.
    pub fn lock(self, path: impl Into<PathBuf>) -> Spec {
        Spec::locked(path.into(), self)
    }

    /// Keeps what an option is called on the command line. What is said last counts.
    fn say(&mut self, argument: &'static str, value: Option<&str>) {
        match value {
            Some(value) => self.arguments.insert(argument, value.to_owned()),
            None => self.arguments.remove(argument),
        };
    }

    /// Downloads the lock if it has to be, and returns what deserves a warning. A config that no accessors can be made
    /// of with these options never becomes the lock.
    pub(crate) fn update(&self, lock: &Lock, options: &Options) -> Result<Vec<Problem>, SpecError> {
        let is_present = lock.is_present();
        if is_present && !is_on(REFRESH) {
            return Ok(Vec::new());
        }
        let origin = lock.path().display().to_string();
        match self.replace(lock, options) {
            Ok(warnings) => Ok(warnings.into_iter().map(|warning| warning.in_file(&origin)).collect()),
            Err(obstacle) if is_present => {
                let stays =
                    |reason| Problem::new(format!("the lock stays as it is: {reason}")).in_file(&origin);
                Ok(obstacle.into_reasons().iter().map(stays).collect())
            }
            Err(obstacle) => Err(self.no_lock(lock, &origin, obstacle)),
        }
    }

    fn replace(&self, lock: &Lock, options: &Options) -> Result<Vec<Problem>, Obstacle> {
        let Fetched { download, warnings } = self.fetch().map_err(Obstacle::NoDownload)?;
        let document = Document { origin: DOWNLOADED.to_owned(), text: download.document().to_owned() };
        codegen::resolve(&document, options).map_err(Obstacle::Unusable)?;
        lock.replace(&document.text).map_err(Obstacle::Unwritable)?;
        Ok(warnings)
    }

    /// Downloads the config, and checks that it has flags, be they broken.
    ///
    /// # Errors
    ///
    /// If that is forbidden, if there is no SDK key, if the download fails, or if the config has no flags.
    #[doc(hidden)]
    pub fn fetch(&self) -> Result<Fetched, Problem> {
        if let Some(variable) = forbidden() {
            return Err(Problem::new(format!("`{variable}` is set, which forbids downloads")));
        }
        let key = self.sdk_key.read()?;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let warnings = Arc::clone(&heard);
        let client = Client::builder(key).log_filter(move |event| {
            let warning = Problem::new(event.message.to_string());
            warnings.lock().unwrap_or_else(PoisonError::into_inner).push(warning);
            false
        });
        let client = self.options.iter().fold(client, |client, options| options(client));
        let download = client.download().map_err(|error| {
            let variable = &self.sdk_key.variable;
            Problem::new(format!("the config cannot be downloaded with the SDK key of `{variable}`: {error}"))
        })?;
        if download.config().is_empty() {
            return Err(Problem::new("the downloaded config has no flags"));
        }
        let warnings = mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Fetched { download, warnings })
    }

    fn no_lock(&self, lock: &Lock, origin: &str, obstacle: Obstacle) -> SpecError {
        match obstacle {
            Obstacle::NoDownload(reason) => Problem::new(format!("there is no lock, and {reason}"))
                .in_file(origin)
                .remedy(self.remedy(lock))
                .into(),
            Obstacle::Unwritable(reason) => {
                Problem::new(format!("there is no lock, and {reason}")).in_file(origin).into()
            }
            Obstacle::Unusable(error) => {
                let mut problems = Problems::in_file(origin);
                let problem = Problem::new(format!("there is no lock, and {DOWNLOADED} cannot become one"));
                problems.push(problem.remedy(
                    "mend what the following errors say, in the ConfigCat dashboard or in the options of the spec",
                ));
                problems.extend(error.problems().iter().cloned());
                problems.into_error()
            }
        }
    }

    /// How to get a lock where there is none.
    fn remedy(&self, lock: &Lock) -> String {
        let variable = &self.sdk_key.variable;
        // The command line need not be where the package is.
        let path = path::absolute(lock.path()).unwrap_or_else(|_| lock.path().to_owned());
        let mut arguments =
            format!("--sdk-key-env {variable} --lock {}", quoted(&path.display().to_string()));
        for (argument, value) in &self.arguments {
            arguments.extend([" ", argument, if value.is_empty() { "" } else { " " }, value]);
        }
        let allowed = match forbidden() {
            Some(variable @ DOCS_RS) => {
                return format!("commit the lock: where `{variable}` is set, there is no network");
            }
            Some(forbidding) => format!("unset `{forbidding}` and download it"),
            None => "download it".to_owned(),
        };
        format!(
            "commit the lock; or {allowed}: set `{variable}` and build with network, or run `cargo configcat pull \
             {arguments}`"
        )
    }
}

/// A text as one argument of a command line.
fn quoted(argument: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "/\\:._-".contains(char);
    if argument.chars().all(is_plain) { argument.to_owned() } else { format!("'{argument}'") }
}

/// What messages call a config that is not the lock yet.
const DOWNLOADED: &str = "the downloaded config";

/// Why a lock cannot be brought up to date.
enum Obstacle {
    NoDownload(Problem),
    /// No accessors can be made of what was downloaded.
    Unusable(SpecError),
    Unwritable(Problem),
}

impl Obstacle {
    fn into_reasons(self) -> Vec<Problem> {
        match self {
            Self::NoDownload(reason) | Self::Unwritable(reason) => vec![reason],
            Self::Unusable(error) => error.problems().to_vec(),
        }
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("sdk_key", &self.sdk_key)
            .field("arguments", &self.arguments)
            .field("options", &self.options.len())
            .finish()
    }
}

/// What a download brought.
#[doc(hidden)]
#[derive(Debug)]
pub struct Fetched {
    /// The config.
    pub download: configcat_core::Download,
    /// What the download warned about.
    pub warnings: Vec<Problem>,
}

/// What Cargo has to watch so that the lock is updated when it is to be.
///
/// The variable with the SDK key is not among it: Cargo keeps the values of those that it watches in the target folder.
/// A lock that is there does not depend on it, and a build that failed for want of one runs again anyway.
///
/// A lock that this very run writes is younger than the run, so that Cargo repeats it once with the next build, without a
/// download. To make the lock look older than it is would only move the surprise to other tools.
pub(crate) fn directives(never_there: &Path) -> Vec<String> {
    let variables = [REFRESH].into_iter().chain(OFFLINE);
    let mut directives: Vec<_> =
        variables.map(|variable| format!("cargo::rerun-if-env-changed={variable}")).collect();
    if is_on(REFRESH) && forbidden().is_none() {
        // Each build with the variable refreshes, not only the first.
        directives.push(format!("cargo::rerun-if-changed={}", never_there.display()));
    }
    directives
}

/// The variable that forbids downloads.
fn forbidden() -> Option<&'static str> {
    OFFLINE.into_iter().find(|variable| is_on(variable))
}

/// Whether a variable switches something on.
fn is_on(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !matches!(value.to_str(), Some("" | "0" | "false")))
}
