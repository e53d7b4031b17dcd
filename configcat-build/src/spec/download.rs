//! Specs whose document is downloaded.

use std::path::PathBuf;

use super::Spec;
use crate::download::{DownloadSpec, SdkKeyVar};

impl Spec {
    /// The config document of an SDK key, downloaded on demand, and kept in a file of the package, which is committed:
    /// the lock.
    ///
    /// ```no_run
    /// // build.rs
    /// use configcat_build::{SdkKeyVar, Spec};
    ///
    /// Spec::download(SdkKeyVar::from_env("CONFIGCAT_SDK_KEY")).lock("flags/config.json").emit();
    /// ```
    ///
    /// [`DownloadSpec`] has the options of the download, and [`DownloadSpec::lock`] tells when the document is
    /// downloaded.
    pub fn download(sdk_key: SdkKeyVar) -> DownloadSpec {
        DownloadSpec::new(sdk_key)
    }
}

impl DownloadSpec {
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
        Spec { download: Some(self), ..Spec::file(path) }
    }
}
