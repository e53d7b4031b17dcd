//! [`Sources`]: where the text of a file comes from.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Gives the text of files.
pub trait Sources {
    /// The text of a file; `None` if it cannot be read.
    fn read(&self, path: &Path) -> Option<String>;
}

/// The files in a folder.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

impl Sources for Folder {
    fn read(&self, path: &Path) -> Option<String> {
        fs::read_to_string(self.0.join(path)).ok()
    }
}

impl Sources for BTreeMap<PathBuf, String> {
    fn read(&self, path: &Path) -> Option<String> {
        self.get(path).cloned()
    }
}
