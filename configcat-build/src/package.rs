//! [`Package`]: the package whose build script runs, the workspace that it belongs to, and where it may write.
//!
//! What Cargo tells a build script does not contain the workspace that is built. It follows from two facts:
//!
//! - Cargo compiles a build script in the root of the workspace that is built, and names the file relative to it, if
//!   the file is there; else it gives the absolute path. So the path that [`Location`](std::panic::Location) has is
//!   the place of `build.rs` in that workspace, or shows that it is in none;
//! - `cargo locate-project --workspace` gives the workspace of a package. If the relative path leads from its root to
//!   `build.rs`, then both workspaces are the same.
//!
//! If a library calls `emit` for the build script, the path may be absolute, and says nothing. Then the nearest
//! `Cargo.toml` above `OUT_DIR` decides. It is that of the workspace, unless the target folder is elsewhere.

use std::{
    env, fs,
    path::{self, Path, PathBuf},
    process::{Command, Stdio},
};

use crate::error::Problem;

/// The package whose build script runs.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    name: String,
    folder: PathBuf,
}

/// Whether a package belongs to the workspace that is built.
#[derive(Debug)]
pub(crate) enum Membership {
    Member,
    Outsider,
    /// It cannot be found out, for this reason.
    Unknown(Problem),
}

impl Package {
    /// The package that Cargo names in the environment.
    pub(crate) fn from_env() -> Self {
        let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        Self {
            name: env::var("CARGO_PKG_NAME").unwrap_or_default(),
            // Cargo runs a build script in the folder of its package.
            folder: folder.or_else(|| env::current_dir().ok()).unwrap_or_default(),
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether Cargo has filled the folder of the package: it comes from a registry or a Git repository, is vendored, or
    /// was packed by `cargo package`. Such a folder is nobody's to write to, and other workspaces may share it.
    pub(crate) fn is_filled_by_cargo(&self) -> bool {
        is_filled_by_cargo(&resolved(&self.folder).unwrap_or_else(|| self.folder.clone()))
    }

    /// The problem of a package whose folder Cargo has filled.
    pub(crate) fn filled_by_cargo(&self) -> Problem {
        let name = &self.name;
        Problem::new(format!(
            "Cargo has filled the folder of the package `{name}`, where builds write nothing"
        ))
    }

    /// Whether the package belongs to the workspace that is built. `caller` is the path of the code that emits, as the
    /// compiler has it.
    pub(crate) fn membership(&self, caller: &Path) -> Membership {
        if caller.has_root() && caller.starts_with(&self.folder) {
            return Membership::Outsider;
        }
        let root = match self.workspace() {
            Ok(root) => root,
            Err(reason) => return Membership::Unknown(reason),
        };
        if !caller.has_root() {
            let is_there = root.join(caller).is_file();
            return if is_there { Membership::Member } else { Membership::Outsider };
        }
        let out_dir = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
        if out_dir.ancestors().find(|folder| folder.join(MANIFEST).is_file()) == Some(&root) {
            return Membership::Member;
        }
        let message = format!(
            "it is not known whether the package `{}` is in the workspace that is built: the build script calls \
             `emit` through a library, and the target folder is elsewhere",
            self.name
        );
        Membership::Unknown(Problem::new(message))
    }

    /// Checks that the build script may write a file, which need not exist: it is in the folder of the package, in its
    /// workspace or in `OUT_DIR`, and in no folder that Cargo has filled.
    pub(crate) fn check_may_write(&self, file: &Path) -> Result<(), Problem> {
        if self.is_filled_by_cargo() {
            return Err(self.filled_by_cargo().remedy("publish the package with its lock"));
        }
        let is_own = resolved(file).is_some_and(|file| {
            let is_in = |folder: PathBuf| resolved(&folder).is_some_and(|folder| file.starts_with(folder));
            let folders = [env::current_dir().ok(), env::var_os("OUT_DIR").map(PathBuf::from)];
            let is_near = folders.into_iter().flatten().chain([self.folder.clone()]).any(is_in);
            (is_near || self.workspace().is_ok_and(is_in)) && !is_filled_by_cargo(&file)
        });
        if is_own {
            return Ok(());
        }
        let message =
            "the lock is neither in the package nor in its workspace, and builds write nothing elsewhere";
        let remedy = "name a file of the package, or download the lock with `cargo configcat pull --lock`";
        Err(Problem::new(message).remedy(remedy))
    }

    /// The root of the workspace that the package belongs to: its own folder, if it belongs to none.
    fn workspace(&self) -> Result<PathBuf, Problem> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["locate-project", "--workspace", "--message-format", "plain", "--manifest-path"]);
        command.arg(self.folder.join(MANIFEST)).stdin(Stdio::null());
        let failure = |reason: &str| {
            let (name, reason) = (&self.name, reason.trim());
            Problem::new(format!(
                "`cargo locate-project` finds no workspace of the package `{name}`: {reason}"
            ))
        };
        let output = command.output().map_err(|error| failure(&error.to_string()))?;
        if !output.status.success() {
            return Err(failure(&String::from_utf8_lossy(&output.stderr)));
        }
        let manifest = String::from_utf8(output.stdout).map_err(|error| failure(&error.to_string()))?;
        let root = Path::new(manifest.trim_end_matches(['\n', '\r'])).parent().map(Path::to_owned);
        root.ok_or_else(|| failure("it says nothing"))
    }
}

const MANIFEST: &str = "Cargo.toml";

/// Whether this folder or file is in a folder that Cargo has filled.
fn is_filled_by_cargo(path: &Path) -> bool {
    // Cargo marks what it has unpacked, checked out or vendored.
    const MARKS: [&str; 2] = [".cargo-ok", ".cargo-checksum.json"];

    let in_home = cargo_home()
        .is_some_and(|home| ["registry", "git"].iter().any(|part| path.starts_with(home.join(part))));
    let is_marked = |folder: &Path| {
        MARKS.iter().any(|mark| folder.join(mark).exists()) || is_written_by_cargo(&folder.join(MANIFEST))
    };
    in_home || path.ancestors().any(is_marked)
}

/// Whether Cargo has written this manifest, when it packed the package.
fn is_written_by_cargo(manifest: &Path) -> bool {
    const FIRST_LINE: &[u8] = b"# THIS FILE IS AUTOMATICALLY GENERATED BY CARGO";

    fs::read(manifest).is_ok_and(|text| text.starts_with(FIRST_LINE))
}

/// The folder that has the registries and Git repositories.
fn cargo_home() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    resolved(&home.or_else(|| Some(env::home_dir()?.join(".cargo")))?)
}

/// An absolute path without links. What does not exist is taken as it is.
fn resolved(path: &Path) -> Option<PathBuf> {
    let mut path = path::absolute(path).ok()?;
    let mut missing = Vec::new();
    loop {
        if let Ok(existing) = path.canonicalize() {
            return Some(missing.iter().rev().fold(existing, |path, name| path.join(name)));
        }
        // It has no name if it ends with `..`.
        missing.push(path.file_name()?.to_owned());
        path.pop();
    }
}
