//! [`Spec`]: what a build script says about a config document, and how that is loaded.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    Lint, Problem, SpecError,
    codegen::{self, Descriptions, Document, Options, Resolved},
    emit,
};
#[cfg(feature = "download")]
use crate::{
    download::{self, Download, SdkKey},
    lock::Lock,
};

mod options;

/// A config document and how its flags become accessors.
///
/// ```no_run
/// // build.rs
/// configcat_build::Spec::file("flags/config_v5.json")
///     .default("isMyAwesomeFeatureEnabled", false)
///     .rename("2fa", "two_factor")
///     .skip("legacyBanner")
///     .text_enum("buttonColor")
///     .json("limits", "crate::Limits")
///     .removed("oldFlag", false)
///     .descriptions("flags/descriptions.json")
///     .emit();
/// ```
#[derive(Debug, Clone)]
#[must_use = "a spec does nothing until it is emitted"]
pub struct Spec {
    path: PathBuf,
    name: String,
    descriptions: Option<PathBuf>,
    options: Options,
    /// Where the document can be downloaded from: it is a lock then.
    #[cfg(feature = "download")]
    download: Option<Download>,
}

impl Spec {
    /// The name of a spec that is not given one.
    #[doc(hidden)]
    pub const DEFAULT_NAME: &str = "flags";

    /// A config document of the package: a `config_v5.json` or `config_v6.json`, or a simple
    /// `{"flags": {"key": value}}`. The path is relative to the package's `Cargo.toml`.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            name: Self::DEFAULT_NAME.to_owned(),
            descriptions: None,
            options: Options::default(),
            #[cfg(feature = "download")]
            download: None,
        }
    }

    /// The config document of an SDK key, downloaded when it is asked for, and kept in a file of the package, which is
    /// committed: the lock.
    ///
    /// ```no_run
    /// // build.rs
    /// use configcat_build::{SdkKey, Spec};
    ///
    /// Spec::download(SdkKey::from_env("CONFIGCAT_SDK_KEY")).lock("flags/config.json").emit();
    /// ```
    ///
    /// [`Download`] has the options of the download, and [`Download::lock`] tells when there is one.
    #[cfg(feature = "download")]
    pub fn download(sdk_key: SdkKey) -> Download {
        Download::new(sdk_key)
    }

    #[cfg(feature = "download")]
    pub(crate) fn locked(path: PathBuf, download: Download) -> Self {
        Self { download: Some(download), ..Self::file(path) }
    }

    /// Names the spec, for packages with several: `flags! { pub struct Billing; name = "billing" }`. A name consists of
    /// ASCII letters, digits, `_` and `-`. The default is `flags`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// A JSON file of the package with a text for each key, `{"key": "What this flag is for."}`, in Markdown. Config
    /// documents carry none; the texts become part of the accessors' documentation.
    pub fn descriptions(mut self, path: impl Into<PathBuf>) -> Self {
        self.descriptions = Some(path.into());
        self
    }

    /// Makes what a lint finds an error, where it is a warning otherwise. What is said last about a lint counts.
    ///
    /// ```no_run
    /// use configcat_build::{Lint, Spec};
    ///
    /// Spec::file("flags/config_v6.json").deny(Lint::PercentageSum).deny(Lint::UnreachableRule).emit();
    /// ```
    pub fn deny(mut self, lint: Lint) -> Self {
        self.options.lints.deny(lint);
        self
    }

    /// Makes what any lint finds an error. Those that follow can be [allowed](Self::allow) again.
    pub fn deny_all(mut self) -> Self {
        self.options.lints.deny_all();
        self
    }

    /// Silences a lint. If the lint [always is an error](Lint::is_always_an_error) and finds something, this is an
    /// error too.
    pub fn allow(mut self, lint: Lint) -> Self {
        self.options.lints.allow(lint);
        self
    }

    /// Makes the accessors available to `flags!`. To be called by a build script.
    ///
    /// Writes to `OUT_DIR` (only what has changed), and tells Cargo to run the build script again if a file that it
    /// read changes. Every problem is reported as an error of Cargo, and fails the build; what evaluation tolerates
    /// is reported as a warning.
    pub fn emit(self) {
        if let Err(error) = self.try_emit() {
            for problem in error.problems() {
                println!("cargo::error={}", one_line(problem));
            }
        }
    }

    /// The same as [`emit`](Self::emit), but returns the problems instead of reporting them.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or written, or if anything is wrong with the document or the options.
    pub fn try_emit(self) -> Result<(), SpecError> {
        let directory = emit::directory()?;
        for path in self.files() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let output = emit::Output::claim(directory, &self.name)?;
        #[cfg(feature = "download")]
        self.update_lock(&output.never_there())?;
        let loaded = self.load(Path::new(""))?;
        let Resolved { accessors, warnings } = codegen::resolve(&loaded.document, &loaded.options)?;
        for warning in &warnings {
            println!("cargo::warning={}", one_line(warning));
        }
        output.write(&loaded.document, &accessors)?;
        println!("cargo::rustc-env={}=1", output.announcement());
        Ok(())
    }

    /// Reads the files of this spec.
    ///
    /// # Errors
    ///
    /// If one cannot be read, or the descriptions are not a JSON map of texts.
    #[doc(hidden)]
    pub fn load(self, directory: &Path) -> Result<Loaded, SpecError> {
        let Self { path, descriptions, mut options, .. } = self;
        let tracked = descriptions.iter().map(|path| directory.join(path)).collect();
        let text = read(directory, &path)?;
        if let Some(path) = descriptions {
            let texts = parse_descriptions(&path, &read(directory, &path)?)?;
            options.descriptions = Descriptions { origin: path.display().to_string(), texts };
        }
        let document = Document { origin: path.display().to_string(), text };
        Ok(Loaded { document, options, path: directory.join(path), tracked })
    }

    /// Brings a lock up to date, if that is wanted.
    #[cfg(feature = "download")]
    fn update_lock(&self, never_there: &Path) -> Result<(), SpecError> {
        let Some(download) = &self.download else { return Ok(()) };
        for directive in download::directives(never_there) {
            println!("{directive}");
        }
        for warning in download.update(&Lock::at(&self.path), &self.options)? {
            println!("cargo::warning={}", one_line(&warning));
        }
        Ok(())
    }

    fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.path].into_iter().chain(&self.descriptions).map(PathBuf::as_path)
    }
}

/// A spec with its files read: all that code generation needs.
#[doc(hidden)]
#[derive(Debug)]
pub struct Loaded {
    /// The config document.
    pub document: Document,
    /// The options, descriptions included.
    pub options: Options,
    /// The path of the document.
    pub path: PathBuf,
    /// Those of the other files that were read.
    pub tracked: Vec<PathBuf>,
}

fn read(directory: &Path, path: &Path) -> Result<String, Problem> {
    fs::read_to_string(directory.join(path)).map_err(|error| {
        let problem = Problem::new(format!("cannot read the file: {error}"));
        let problem = problem.in_file(&path.display().to_string());
        match error.kind() {
            io::ErrorKind::InvalidData => problem.remedy("save it with the encoding UTF-8"),
            io::ErrorKind::NotFound => {
                problem.remedy("the path is relative to the package's `Cargo.toml`; is the file committed?")
            }
            _ => problem,
        }
    })
}

fn parse_descriptions(path: &Path, text: &str) -> Result<BTreeMap<String, String>, Problem> {
    serde_json::from_str(text).map_err(|error| {
        Problem::new(format!("not a map of descriptions: {error}"))
            .in_file(&path.display().to_string())
            .remedy("the file must be a JSON object with a text for each key: `{\"key\": \"description\"}`")
    })
}

/// Directives to Cargo end at the end of the line.
fn one_line(problem: &Problem) -> String {
    problem.to_string().replace(['\n', '\r'], " ")
}
