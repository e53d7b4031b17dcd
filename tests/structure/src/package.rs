//! [`Package`]: a package of the repository, in the workspace or not.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A package with code in `src`.
#[derive(Debug, Clone)]
pub struct Package {
    /// The name that its manifest gives.
    pub name: String,
    /// Its folder, from the root of the repository.
    pub folder: PathBuf,
    /// The files that its crates begin with, from the root of the repository; a library comes first.
    pub roots: Vec<PathBuf>,
}

/// How deep in the repository a package can be.
const DEPTH: usize = 2;

/// All packages of a repository, by folder.
///
/// # Errors
///
/// If a folder or a manifest cannot be read.
pub fn packages(repository: &Path) -> io::Result<Vec<Package>> {
    let mut packages = Vec::new();
    collect(repository, Path::new(""), DEPTH, &mut packages)?;
    packages.sort_by(|left, right| left.folder.cmp(&right.folder));
    Ok(packages)
}

impl Package {
    /// Whether it has a library.
    #[must_use]
    pub fn is_library(&self) -> bool {
        self.roots.first().is_some_and(|root| root.ends_with("lib.rs"))
    }

    /// The package in a folder, if there is one and it has code in `src`.
    fn read(repository: &Path, folder: &Path) -> io::Result<Option<Self>> {
        let manifest = repository.join(folder).join("Cargo.toml");
        if !manifest.is_file() {
            return Ok(None);
        }
        let manifest = fs::read_to_string(manifest)?;
        let name = manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let source = folder.join("src");
        let mut roots: Vec<PathBuf> = ["lib.rs", "main.rs"].map(|file| source.join(file)).into();
        for entry in entries(&repository.join(&source).join("bin"))? {
            let root = source.join("bin").join(entry);
            roots.push(if root.extension().is_some() { root } else { root.join("main.rs") });
        }
        roots.retain(|root| {
            repository.join(root).is_file() && root.extension().is_some_and(|end| end == "rs")
        });
        let package = name.map(|name| Self { name: name.to_owned(), folder: folder.to_owned(), roots });
        Ok(package.filter(|package| !package.roots.is_empty()))
    }
}

fn collect(repository: &Path, folder: &Path, depth: usize, packages: &mut Vec<Package>) -> io::Result<()> {
    packages.extend(Package::read(repository, folder)?);
    if depth > 0 {
        for entry in entries(&repository.join(folder))? {
            let inner = folder.join(&entry);
            if !entry.starts_with('.') && entry != "target" && repository.join(&inner).is_dir() {
                collect(repository, &inner, depth - 1, packages)?;
            }
        }
    }
    Ok(())
}

/// The names in a folder, sorted; none if there is no such folder.
fn entries(folder: &Path) -> io::Result<Vec<String>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<io::Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}
