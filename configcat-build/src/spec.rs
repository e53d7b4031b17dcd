//! [`Spec`]: a config document and its options, as a build script names them.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

#[cfg(feature = "download")]
use crate::download::DownloadSpec;
use crate::{
    codegen::{Descriptions, Document, Options},
    error::{Problem, SpecError},
    missing_file,
};

#[cfg(feature = "download")]
mod download;
mod emit;
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
    /// Where the document can be downloaded from. The file is a lock then.
    #[cfg(feature = "download")]
    download: Option<DownloadSpec>,
}

impl Spec {
    /// The name of a spec without a name.
    #[doc(hidden)]
    pub const DEFAULT_NAME: &str = "flags";

    /// A config document of the package: a `config_v5.json` or `config_v6.json`, or a simple
    /// `{"flags": {"key": value}}`. The path is relative to the package's `Cargo.toml`.
    ///
    /// The comments `//` and `/* */` are ignored, with a warning of Cargo: JSON does not have them. A path can lead out of
    /// the package, for example to the folder of a workspace. But `cargo package` leaves such a file out, so a package that
    /// is to be published has to have its own.
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

    /// Names the spec. A package with several specs needs this: `flags! { pub struct Billing; name = "billing" }`. A
    /// name consists of ASCII letters, digits, `_` and `-`. The default is `flags`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Reads the files of this spec.
    ///
    /// # Errors
    ///
    /// If one cannot be read, or the descriptions are not a JSON map of texts.
    #[doc(hidden)]
    pub fn load(self, directory: &Path) -> Result<Loaded, SpecError> {
        // People do not write a lock.
        #[cfg(feature = "download")]
        let is_lock = self.download.is_some();
        #[cfg(not(feature = "download"))]
        let is_lock = false;
        let path = self.path.clone();
        let tracked = self.descriptions.iter().map(|path| directory.join(path)).collect();
        let text = read(directory, &path)?;
        let options = self.load_options(directory)?;
        let origin = path.display().to_string();
        let document = if is_lock { Document::served(origin, text) } else { Document::new(origin, text) };
        Ok(Loaded { document, options, path: directory.join(path), tracked })
    }

    /// Reads the options alone: the descriptions are in a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is not a JSON map of texts.
    #[doc(hidden)]
    pub fn load_options(self, directory: &Path) -> Result<Options, SpecError> {
        let Self { descriptions, mut options, .. } = self;
        if let Some(path) = descriptions {
            let texts = parse_descriptions(&path, &read(directory, &path)?)?;
            options.descriptions = Descriptions { origin: path.display().to_string(), texts };
        }
        Ok(options)
    }
}

/// A spec whose files have been read.
#[doc(hidden)]
#[derive(Debug)]
pub struct Loaded {
    /// The config document.
    pub document: Document,
    /// The options, descriptions included.
    pub options: Options,
    /// The path of the document.
    pub path: PathBuf,
    /// The other files that were read.
    pub tracked: Vec<PathBuf>,
}

fn read(directory: &Path, path: &Path) -> Result<String, Problem> {
    fs::read_to_string(directory.join(path)).map_err(|error| {
        let problem = Problem::new(format!("cannot read the file: {error}"));
        let problem = problem.in_file(&path.display().to_string());
        match error.kind() {
            io::ErrorKind::InvalidData => problem.remedy("save it with the encoding UTF-8"),
            io::ErrorKind::NotFound => problem.remedy(missing_file::remedy(directory, path)),
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
