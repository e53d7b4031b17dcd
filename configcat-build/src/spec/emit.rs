//! Emits a spec: writes the files that `flags!` reads.

#[cfg(feature = "download")]
use std::panic::Location;
use std::path::{Path, PathBuf};

use super::Spec;
use crate::{
    codegen::{self, Resolved},
    emission::{self, Emission},
    error::{Problem, SpecError},
};
#[cfg(feature = "download")]
use crate::{download, lock::Lock, refresh::RefreshPlan};

impl Spec {
    /// Makes the accessors available to `flags!`. Call it in a build script.
    ///
    /// It writes changed files to `OUT_DIR`, and tells Cargo to run the build script again if an input file changes.
    /// Every problem becomes an error of Cargo and fails the build. Findings of lints are warnings, unless they are
    /// denied.
    #[cfg_attr(feature = "download", track_caller)]
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
    #[cfg_attr(feature = "download", track_caller)]
    pub fn try_emit(self) -> Result<(), SpecError> {
        let directory = emission::directory()?;
        for path in self.files() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let emission = Emission::claim(directory, &self.name)?;
        #[cfg(feature = "download")]
        self.update_lock(&emission.never_there(), Path::new(Location::caller().file()))?;
        let loaded = self.load(Path::new(""))?;
        let Resolved { accessors, warnings } = codegen::resolve(&loaded.document, &loaded.options)?;
        for warning in &warnings {
            println!("cargo::warning={}", one_line(warning));
        }
        emission.write(&loaded.document, &accessors)?;
        println!("cargo::rustc-env={}=1", emission.announcement());
        Ok(())
    }

    /// Brings the lock up to date, if the spec has one.
    #[cfg(feature = "download")]
    fn update_lock(&self, never_there: &Path, caller: &Path) -> Result<(), SpecError> {
        let Some(download) = &self.download else { return Ok(()) };
        let plan = RefreshPlan::from_env(caller);
        for directive in download::directives(&plan, never_there) {
            println!("{directive}");
        }
        for warning in download.update(&Lock::at(&self.path), &self.options, &plan)? {
            println!("cargo::warning={}", one_line(&warning));
        }
        Ok(())
    }

    fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.path].into_iter().chain(&self.descriptions).map(PathBuf::as_path)
    }
}

/// A directive to Cargo is one line.
fn one_line(problem: &Problem) -> String {
    problem.to_string().replace(['\n', '\r'], " ")
}
