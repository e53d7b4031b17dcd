//! [`Conformance`]: where the public conformance data is.

use std::{
    env, fs,
    io::{self, Write as _},
    path::PathBuf,
};

/// The folder with the public conformance data of the ConfigCat SDKs, which is not part of this repository.
#[derive(Debug, Clone)]
pub struct Conformance {
    folder: PathBuf,
}

impl Conformance {
    /// The environment variable that names the folder.
    pub const VARIABLE: &'static str = "CONFIGCAT_CONFORMANCE";

    /// The folder that the environment names. Without one, says on stderr that `test` is skipped, and how to run it.
    ///
    /// # Panics
    ///
    /// If the variable is set, but does not name a folder with the data.
    #[must_use]
    pub fn or_skip(test: &str) -> Option<Self> {
        let Some(folder) = env::var_os(Self::VARIABLE).map(PathBuf::from) else {
            // Not `eprintln!`, which the test harness keeps to itself unless the test fails.
            let _ = writeln!(
                io::stderr(),
                "SKIPPED {test}: the public conformance data is absent. To run this test, set {} to a folder \
                 that has the data in `v5/` and `v6/`.",
                Self::VARIABLE,
            );
            return None;
        };
        assert!(
            folder.join("v5").is_dir(),
            "{} is `{}`, which has no folder `v5`",
            Self::VARIABLE,
            folder.display()
        );
        Some(Self { folder })
    }

    /// The path of a file, from its path within the folder.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// The content of a file.
    ///
    /// # Panics
    ///
    /// If it cannot be read.
    #[must_use]
    pub fn read(&self, file: &str) -> String {
        let path = self.path(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}
