//! Specs whose document is downloaded.

use std::path::PathBuf;

use super::Spec;
use crate::download::{DownloadSpec, SdkKeyVar};

impl Spec {
    /// The config document of an SDK key. It is downloaded on demand, and kept in a file of the package, which is
    /// committed: the lock.
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
    /// The lock: the file of the package that keeps the config. Commit it. The path is relative to the package's
    /// `Cargo.toml`.
    ///
    /// If there is a lock, it is used and nothing is downloaded. The environment variable `CONFIGCAT_REFRESH` changes
    /// this: the config is then downloaded, checked, and written to the lock. If the download fails, or if no
    /// accessors can be generated from the config, the lock stays as it is, and warnings of Cargo say why. If there is
    /// no lock, the config is downloaded, too; a failure then fails the build. The environment variables
    /// `CONFIGCAT_OFFLINE` and `DOCS_RS` forbid every download. A variable with the value `0` or `false`, or without a
    /// value, counts as not set.
    ///
    /// `CONFIGCAT_REFRESH` is a list of words with commas:
    ///
    /// - `1`, `true`, `yes` or `on` refreshes the packages of the workspace that is built. Dependencies by path that are
    ///   not in it keep their locks, with a warning;
    /// - `strict` makes a refresh that fails an error. Without a name beside it, it includes `1`;
    /// - any other word is the name of a package to refresh, in the workspace or not. A name that no package has
    ///   refreshes nothing.
    ///
    /// A build writes a lock only in its package, in its workspace or in `OUT_DIR`. It never writes to a folder that Cargo
    /// has filled: that of a registry or a Git repository, a vendored one, or one that `cargo package` has made. The
    /// workspace that is built follows from the path of the code that calls [`Spec::emit`], so call it in `build.rs`. If
    /// a library calls it, the `Cargo.toml` above the target folder decides.
    pub fn lock(self, path: impl Into<PathBuf>) -> Spec {
        Spec { download: Some(self), ..Spec::file(path) }
    }
}
