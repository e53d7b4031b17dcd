//! The package in the working directory: its [`Manifest`], and each [`PackageFile`] that `init` looks after.

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::Path,
};

use configcat_build::Problem;
use serde::Serialize;
use toml::Table;

use crate::shown::one_line;

/// The manifest of the package.
pub(crate) struct Manifest(Table);

impl Manifest {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// If there is none, or none of a package.
    pub(crate) fn read() -> Result<Self, Problem> {
        const FILE: &str = "Cargo.toml";

        let text = fs::read_to_string(FILE).map_err(|error| {
            let problem = Problem::new(format!("there is no package: {error}")).in_file(FILE);
            problem.remedy("go to the folder of a package, or make one: `cargo new NAME`")
        })?;
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            Problem::new(format!("not a manifest: {}", error.message())).in_file(FILE)
        })?;
        if table.contains_key("package") {
            Ok(Self(table))
        } else {
            let problem = Problem::new("this is a workspace, not a package").in_file(FILE);
            Err(problem.remedy("go to the folder of one of its packages"))
        }
    }

    /// Whether a table of dependencies has a crate.
    pub(crate) fn has(&self, table: &str, name: &str) -> bool {
        self.0.get(table).and_then(|table| table.get(name)).is_some()
    }
}

/// A file of the package, and what was done to it.
#[derive(Serialize)]
pub(crate) struct PackageFile {
    pub(crate) path: String,
    action: Action,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    /// It was there.
    Kept,
    Written,
    Downloaded,
    /// A line was added.
    Extended,
}

impl PackageFile {
    /// A file that was there.
    pub(crate) fn kept(path: &str) -> Self {
        Self { path: path.to_owned(), action: Action::Kept }
    }

    /// A file that was downloaded.
    pub(crate) fn downloaded(path: &str) -> Self {
        Self { path: path.to_owned(), action: Action::Downloaded }
    }

    /// Writes a file, unless it is there.
    pub(crate) fn create(path: &str, content: &str) -> Result<Self, Problem> {
        let created = || {
            if let Some(folder) = Path::new(path).parent() {
                fs::create_dir_all(folder)?;
            }
            fs::File::create_new(path)?.write_all(content.as_bytes())
        };
        match created() {
            Ok(()) => Ok(Self { path: path.to_owned(), action: Action::Written }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && Path::new(path).exists() => {
                Ok(Self::kept(path))
            }
            Err(error) => Err(unwritable(path, &error)),
        }
    }

    /// Adds a line to a file, unless it has a line with the same first word, the path.
    pub(crate) fn add_line(path: &str, line: &str) -> Result<Self, Problem> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Self::create(path, &format!("{line}\n"));
            }
            Err(error) => return Err(unwritable(path, &error)),
        };
        let subject =
            |line: &str| line.split_whitespace().next().map(|word| word.trim_start_matches('/').to_owned());
        if text.lines().any(|other| subject(other) == subject(line)) {
            return Ok(Self::kept(path));
        }
        let separator = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let file = fs::OpenOptions::new().append(true).open(path);
        file.and_then(|mut file| file.write_all(format!("{separator}{line}\n").as_bytes()))
            .map_err(|error| unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), action: Action::Extended })
    }

    /// Whether it was there, without this text in it.
    pub(crate) fn is_kept_without(&self, text: &str) -> bool {
        let has_text = || fs::read_to_string(&self.path).is_ok_and(|content| content.contains(text));
        self.action == Action::Kept && !has_text()
    }
}

impl fmt::Display for PackageFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let action = match self.action {
            Action::Kept => "kept",
            Action::Written => "written",
            Action::Downloaded => "downloaded",
            Action::Extended => "a line added",
        };
        write!(f, "{}: {action}", one_line(&self.path))
    }
}

fn unwritable(path: &str, error: &io::Error) -> Problem {
    Problem::new(format!("cannot write the file: {error}")).in_file(path)
}
