//! [`Sources`]: the files to search.

use std::{
    collections::BTreeSet,
    env,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use configcat_build::Problem;
use serde::Deserialize;

use super::{ignore_rules::IgnoreRules, test_code::folder_of_modules};

/// Rust files, each once, and what could not be read.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub(crate) files: BTreeSet<PathBuf>,
    /// Modules for tests only, as far as Cargo tells: their paths without `.rs`, or the folder of a `main.rs`.
    pub(super) test_modules: Vec<PathBuf>,
    pub(crate) problems: Vec<Problem>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    src_path: PathBuf,
}

impl Package {
    /// The modules of tests, benchmarks and examples, unless a library or a program is among them.
    fn test_modules(&self) -> impl Iterator<Item = PathBuf> {
        let is_one_of =
            |target: &Target, kinds: &[&str]| target.kind.iter().any(|kind| kinds.contains(&kind.as_str()));
        let (tests, others): (Vec<_>, Vec<_>) =
            self.targets.iter().partition(|target| is_one_of(target, &["bench", "example", "test"]));
        let modules = tests.into_iter().map(|target| folder_of_modules(&target.src_path));
        modules.filter(move |modules| {
            let inside = others.iter().filter(|target| target.src_path.starts_with(modules));
            inside.filter(|target| !is_one_of(target, &["custom-build"])).count() == 0
        })
    }
}

/// Where a folder is in the search.
struct Folder<'a> {
    path: &'a Path,
    /// The names of the folders above it, and their rules.
    names: Vec<String>,
    rules: Vec<IgnoreRules>,
}

impl<'a> Folder<'a> {
    /// A folder where a search begins. The rules of the folders above it count, too, up to the root of the repository.
    fn root(path: &'a Path) -> Self {
        let full = fs::canonicalize(path).unwrap_or_default();
        let depth = full.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or(0);
        let mut names: Vec<_> =
            full.iter().rev().take(depth).map(OsStr::to_string_lossy).map(String::from).collect();
        let mut rules: Vec<_> = full.ancestors().skip(1).take(depth).map(IgnoreRules::read).collect();
        // The outermost first.
        names.reverse();
        rules.reverse();
        Self { path, names, rules }
    }
}

impl Sources {
    /// The files of these paths.
    pub(crate) fn of_paths(paths: &[PathBuf]) -> Self {
        let mut sources = Self::default();
        for path in paths {
            if path.is_file() {
                sources.files.insert(path.clone());
            } else {
                sources.search(&Folder::root(path), true);
            }
        }
        sources
    }

    /// The files of the packages of the workspace in the working directory. A folder with a manifest of its own is
    /// another package, which is searched if it is a member.
    pub(crate) fn of_workspace() -> Result<Self, Problem> {
        let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let failed = |why: String| {
            Problem::new(format!("`cargo metadata` does not tell the packages: {}", why.trim()))
                .remedy("go to the folder of a package, or name the folders to search after the FILE")
        };
        let output = Command::new(program).args(["metadata", "--no-deps", "--format-version", "1"]).output();
        let output = output.map_err(|error| failed(error.to_string()))?;
        if !output.status.success() {
            return Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()));
        }
        let metadata: Metadata =
            serde_json::from_slice(&output.stdout).map_err(|error| failed(error.to_string()))?;
        let here = env::current_dir().unwrap_or_default();
        let mut sources = Self::default();
        for package in metadata.packages {
            let modules = package.test_modules();
            sources.test_modules.extend(modules.map(|path| match path.strip_prefix(&here) {
                Ok(inside) => inside.to_owned(),
                Err(_) => path,
            }));
            let folder = package.manifest_path.parent().unwrap_or(Path::new(""));
            let path = match folder.strip_prefix(&here) {
                Ok(path) if path.as_os_str().is_empty() => Path::new("."),
                Ok(path) => path,
                Err(_) => folder,
            };
            sources.search(&Folder::root(path), false);
        }
        Ok(sources)
    }

    /// Adds the Rust files of a folder. It leaves out hidden files, files that Git or ConfigCat's scanner ignores, and the
    /// folders that Cargo builds in.
    fn search(&mut self, folder: &Folder<'_>, enters_packages: bool) {
        let mut rules: Vec<_> = folder.rules.iter().collect();
        let own = IgnoreRules::read(folder.path);
        rules.push(&own);
        let entries = match fs::read_dir(folder.path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(unreadable(folder.path, &error)),
        };
        let mut folders = Vec::new();
        for entry in entries {
            let (Ok(name), Ok(type_)) = (entry.file_name().into_string(), entry.file_type()) else {
                continue;
            };
            let mut names: Vec<&str> = folder.names.iter().map(String::as_str).collect();
            names.push(&name);
            let is_ignored = rules.iter().enumerate().rev().find_map(|(depth, rules)| {
                rules.ignores(names.get(depth..).unwrap_or_default(), type_.is_dir())
            });
            if name.starts_with('.') || is_ignored == Some(true) {
                continue;
            }
            let path = entry.path();
            let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
            if type_.is_dir() {
                let is_other_package = !enters_packages && path.join("Cargo.toml").exists();
                if !path.join("CACHEDIR.TAG").exists() && !is_other_package {
                    folders.push((path, names.into_iter().map(str::to_owned).collect()));
                }
            } else if type_.is_file() && path.extension().is_some_and(|extension| extension == "rs") {
                self.files.insert(path);
            }
        }
        let mut rules: Vec<_> = folder.rules.iter().map(IgnoreRules::clone).collect();
        rules.push(own);
        for (path, names) in folders {
            self.search(&Folder { path: &path, names, rules: rules.clone() }, enters_packages);
        }
    }
}

/// The problem of a file or folder that cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    Problem::new(format!("cannot read it: {error}")).in_file(&path.display().to_string())
}
