//! [`WatchedFile`]: a file, and what was read from it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use configcat_build::replace_file;

use crate::refusal::{Refusal, RefusalKind};

/// Larger files are not read.
const MAX_LENGTH: u64 = 64 << 20;

/// A file that is read again when it changes.
#[derive(Debug)]
pub(crate) struct WatchedFile {
    path: PathBuf,
    /// What was read or written last; `None` if there is no such file.
    content: Option<String>,
}

impl WatchedFile {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path, content: None }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file, and returns whether it has changed.
    pub(crate) fn read(&mut self) -> io::Result<bool> {
        let content = self.on_disk()?;
        let has_changed = content != self.content;
        self.content = content;
        Ok(has_changed)
    }

    /// What was read or written last.
    pub(crate) fn content(&self) -> Option<&str> {
        self.content.as_deref()
    }

    /// Whether somebody else has changed the file since it was read.
    pub(crate) fn is_stale(&self) -> bool {
        self.on_disk().is_ok_and(|content| content != self.content)
    }

    /// Replaces the file.
    pub(crate) fn write(&mut self, content: String) -> Result<(), Refusal> {
        if self.content.as_deref() != Some(&*content) || !self.path.exists() {
            replace_file(&self.path, &content).map_err(|error| self.not_written(&error))?;
        }
        self.content = Some(content);
        Ok(())
    }

    fn not_written(&self, error: &io::Error) -> Refusal {
        let message = format!("`{}` cannot be written: {error}", self.path.display());
        let remedy = "make the file and its folder writable, or start the server with `--ephemeral`";
        Refusal::new(RefusalKind::Storage, message).remedy(remedy)
    }

    fn on_disk(&self) -> io::Result<Option<String>> {
        match fs::metadata(&self.path) {
            Ok(data) if data.len() > MAX_LENGTH => Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("it has more than {MAX_LENGTH} bytes"),
            )),
            Ok(_) => fs::read_to_string(&self.path).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
