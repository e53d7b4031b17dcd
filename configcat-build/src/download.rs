//! [`DownloadSpec`]: where the config of a spec is downloaded from, and when.
//!
//! ```text
//! lock │ refresh │ CONFIGCAT_OFFLINE, DOCS_RS
//! yes  │ no      │ any       the lock is used, and nothing is sent
//! yes  │ yes     │ no        downloaded; if this fails, or if the config is unusable, the lock is used, with warnings
//! yes  │ yes     │ yes       the lock is used, with a warning
//! no   │ any     │ no        downloaded; if this fails, or if the config is unusable, the build fails
//! no   │ any     │ yes       the build fails
//! ```
//!
//! `CONFIGCAT_REFRESH` and the place of the package decide whether the lock is refreshed: see [`RefreshPlan`]. If the
//! variable is strict, what is a warning here is an error. In no case is a file written outside of the package and its
//! workspace, or in a folder that Cargo has filled: see [`Package`](crate::package::Package).

use std::{
    env::{self, VarError},
    fmt, mem,
    path::{self, Path},
    sync::{Arc, Mutex, PoisonError},
};

use configcat_core::{
    Client, ClientBuilder, ConfigVersion, DataGovernance, DownloadError, RefreshError, SdkKey,
};

use crate::{
    codegen::{self, Document, Options},
    error::{Problem, Problems, SpecError},
    lock::Lock,
    pull_command::{
        CONFIG_VERSIONS, Choice, DATA_GOVERNANCES, DEFAULT_DATA_GOVERNANCE, PullArgument, PullCommand,
    },
    refresh::{REFRESH, RefreshPlan, RefreshStep},
};

/// The variables that forbid downloads. docs.rs, which has no network, sets the second one.
const OFFLINE: [&str; 2] = ["CONFIGCAT_OFFLINE", DOCS_RS];
const DOCS_RS: &str = "DOCS_RS";

/// The environment variable that has the SDK key when the config is downloaded. The key itself is never in a build
/// script, which everybody can read.
///
/// ```
/// use configcat_build::SdkKeyVar;
///
/// let key = SdkKeyVar::from_env("CONFIGCAT_SDK_KEY");
/// # assert_eq!(format!("{key:?}"), r#"SdkKeyVar { variable: "CONFIGCAT_SDK_KEY" }"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdkKeyVar {
    variable: String,
}

impl SdkKeyVar {
    /// The environment variable with this name. It need not be set until the config is downloaded.
    pub fn from_env(variable: impl Into<String>) -> Self {
        Self { variable: variable.into() }
    }

    fn read(&self) -> Result<SdkKey, Problem> {
        let state = match env::var(&self.variable) {
            Ok(key) if key.trim().is_empty() => "empty",
            // Secrets are often kept in files, which end with a line break.
            Ok(key) => return Ok(SdkKey::from(key.trim())),
            Err(VarError::NotPresent) => "not set",
            Err(VarError::NotUnicode(_)) => "not UTF-8",
        };
        Err(Problem::new(format!("the environment variable `{}` is {state}", self.variable)))
    }
}

/// A config to download, made by [`Spec::download`](crate::Spec::download).
///
/// It is downloaded in the same way as by the application's client: give both the same options.
#[derive(Clone)]
#[must_use = "name the file to keep the config in: `.lock(\"flags/config.json\")`"]
pub struct DownloadSpec {
    sdk_key: SdkKeyVar,
    /// The command that downloads the same config, for messages.
    command: PullCommand,
    options: Vec<Arc<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>>,
}

impl DownloadSpec {
    pub(crate) fn new(sdk_key: SdkKeyVar) -> Self {
        let mut command = PullCommand::default();
        command.set(PullArgument::SdkKeyEnv, Some(&sdk_key.variable));
        Self { sdk_key, command, options: Vec::new() }
    }

    /// A server of your own instead of ConfigCat's CDN: a ConfigCat Proxy, or a mirror. Plain `http` is only accepted
    /// for the local machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        // The URL may contain a password.
        let shown = if url.contains('@') { "URL" } else { &url };
        self.command.set(PullArgument::BaseUrl, Some(shown));
        self.options(move |client| client.base_url(url.clone()))
    }

    /// Accepts plain `http` for any base URL. The SDK key then crosses the network in the clear.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.command.set(PullArgument::AllowInsecureHttp, allow.then_some(""));
        self.options(move |client| client.allow_insecure_http(allow))
    }

    /// Where the config is served from. Choose the same as in the ConfigCat dashboard. The default is
    /// [`DataGovernance::Global`].
    pub fn data_governance(mut self, data_governance: DataGovernance) -> Self {
        let name = Choice::name_in(&DATA_GOVERNANCES, &data_governance);
        let name = name.filter(|_| data_governance != DEFAULT_DATA_GOVERNANCE.value);
        self.command.set(PullArgument::DataGovernance, name);
        self.options(move |client| client.data_governance(data_governance))
    }

    /// The version of the config format. By default, the SDK key decides.
    pub fn config_version(mut self, version: ConfigVersion) -> Self {
        self.command.set(PullArgument::ConfigVersion, Choice::name_in(&CONFIG_VERSIONS, &version));
        self.options(move |client| client.config_version(version))
    }

    /// Any other option of a client, such as time-outs and the proxy.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use configcat_build::{SdkKeyVar, Spec};
    ///
    /// Spec::download(SdkKeyVar::from_env("CONFIGCAT_SDK_KEY"))
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

    /// Brings the lock up to date, if the plan says so or there is no lock. Returns warnings. A config that no accessors
    /// can be generated from never becomes the lock.
    pub(crate) fn update(
        &self,
        lock: &Lock,
        options: &Options,
        plan: &RefreshPlan,
    ) -> Result<Vec<Problem>, SpecError> {
        let origin = lock.path().display().to_string();
        let stays =
            |reason: &Problem| Problem::new(format!("the lock stays as it is: {reason}")).in_file(&origin);
        let is_present = lock.is_present();
        let updated = match &plan.step {
            RefreshStep::Keep if is_present => return Ok(Vec::new()),
            RefreshStep::KeepWithWarning(reason) if is_present => return Ok(vec![stays(reason)]),
            RefreshStep::Fail(reason) if is_present => Err(UpdateFailure::NoDownload(reason.clone())),
            _ => self.replace(lock, options, plan),
        };
        match updated {
            Ok(warnings) => Ok(warnings.into_iter().map(|warning| warning.in_file(&origin)).collect()),
            Err(failure) if is_present && plan.is_strict => Err(not_refreshed(failure, &origin)),
            Err(failure) if is_present => Ok(failure.into_reasons().iter().map(stays).collect()),
            Err(failure) => Err(self.no_lock(lock, &origin, failure)),
        }
    }

    fn replace(
        &self,
        lock: &Lock,
        options: &Options,
        plan: &RefreshPlan,
    ) -> Result<Vec<Problem>, UpdateFailure> {
        plan.package.check_may_write(&lock.target()).map_err(UpdateFailure::Unwritable)?;
        let Downloaded { download, warnings } = self.fetch().map_err(UpdateFailure::NoDownload)?;
        let document = Document::parsed(DOWNLOADED, download.document(), download.config().clone());
        codegen::resolve(&document, options).map_err(UpdateFailure::Unusable)?;
        lock.replace(document.text()).map_err(UpdateFailure::Unwritable)?;
        Ok(warnings)
    }

    /// Downloads the config, and checks that it has flags. These may be broken.
    ///
    /// # Errors
    ///
    /// If downloads are forbidden, if there is no SDK key, if the download fails, or if the config has no flags.
    #[doc(hidden)]
    pub fn fetch(&self) -> Result<Downloaded, Problem> {
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
            // `Debug` shows the error with its causes.
            let problem = Problem::new(format!(
                "the config cannot be downloaded with the SDK key of `{variable}`: {error:?}"
            ));
            match error {
                DownloadError::Failed(RefreshError::Timeout) => problem.remedy(
                    "on the command line, `--timeout SECONDS` gives it more time, and `--proxy URL` goes another way",
                ),
                _ => problem,
            }
        })?;
        if download.config().is_empty() {
            return Err(Problem::new("the downloaded config has no flags"));
        }
        let warnings = mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Downloaded { download, warnings })
    }

    fn no_lock(&self, lock: &Lock, origin: &str, failure: UpdateFailure) -> SpecError {
        match failure {
            UpdateFailure::NoDownload(reason) => Problem::new(format!("there is no lock, and {reason}"))
                .in_file(origin)
                .remedy(self.remedy(lock))
                .into(),
            UpdateFailure::Unwritable(reason) => {
                Problem::new(format!("there is no lock, and {reason}")).in_file(origin).into()
            }
            UpdateFailure::Unusable(error) => {
                let mut problems = Problems::in_file(origin);
                let problem = Problem::new(format!("there is no lock, and {DOWNLOADED} cannot become one"));
                problems.push(problem.remedy(
                    "fix the following errors, in the ConfigCat dashboard or in the options of the spec",
                ));
                problems.extend(error.problems().iter().cloned());
                problems.into_error()
            }
        }
    }

    /// How to get a lock.
    fn remedy(&self, lock: &Lock) -> String {
        let variable = &self.sdk_key.variable;
        // The user may run the command in another folder.
        let path = path::absolute(lock.path()).unwrap_or_else(|_| lock.path().to_owned());
        let mut command = self.command.clone();
        command.set(PullArgument::Lock, Some(&path.display().to_string()));
        let allowed = match forbidden() {
            Some(variable @ DOCS_RS) => {
                return format!("commit the lock: where `{variable}` is set, there is no network");
            }
            Some(forbidding) => format!("unset `{forbidding}` and download it"),
            None => "download it".to_owned(),
        };
        format!("commit the lock; or {allowed}: set `{variable}` and build with network, or run `{command}`")
    }
}

/// The name of a config in messages that is not the lock yet.
const DOWNLOADED: &str = "the downloaded config";

/// Why a lock cannot be brought up to date.
enum UpdateFailure {
    NoDownload(Problem),
    /// No accessors can be generated from the downloaded config.
    Unusable(SpecError),
    Unwritable(Problem),
}

impl UpdateFailure {
    fn into_reasons(self) -> Vec<Problem> {
        match self {
            Self::NoDownload(reason) | Self::Unwritable(reason) => vec![reason],
            Self::Unusable(error) => error.problems().to_vec(),
        }
    }
}

/// The error of a strict refresh.
fn not_refreshed(failure: UpdateFailure, origin: &str) -> SpecError {
    let mut problems = Problems::in_file(origin);
    let reasons = failure.into_reasons();
    problems.extend(reasons.iter().map(|reason| {
        Problem::new(format!("`{REFRESH}` is strict, and the lock cannot be refreshed: {reason}"))
    }));
    problems.into_error()
}

impl fmt::Debug for DownloadSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadSpec")
            .field("sdk_key", &self.sdk_key)
            .field("command", &self.command)
            .field("options", &self.options.len())
            .finish()
    }
}

/// A downloaded config.
#[doc(hidden)]
#[derive(Debug)]
pub struct Downloaded {
    /// The config.
    pub download: configcat_core::Download,
    /// The warnings of the download.
    pub warnings: Vec<Problem>,
}

/// The directives that make Cargo run the build script again when the lock may need an update.
///
/// They do not name the variable with the SDK key: Cargo keeps the values of watched variables in the target folder.
/// An existing lock does not depend on the variable, and Cargo repeats a failed build anyway.
///
/// A lock that this run writes is newer than the run, so Cargo repeats the run once with the next build, without a
/// download. Setting an older date on the lock would only confuse other tools.
///
/// Nothing depends on the variables if Cargo has filled the folder: a change of them would only compile the package, and
/// all that depend on it, again.
pub(crate) fn directives(plan: &RefreshPlan, never_there: &Path) -> Vec<String> {
    if plan.package.is_filled_by_cargo() {
        return Vec::new();
    }
    let variables = [REFRESH].into_iter().chain(OFFLINE);
    let mut directives: Vec<_> =
        variables.map(|variable| format!("cargo::rerun-if-env-changed={variable}")).collect();
    if matches!(plan.step, RefreshStep::Download) && forbidden().is_none() {
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
