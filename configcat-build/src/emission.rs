//! [`Emission`]: the files that a build script writes for `flags!`; and how the macro finds them.
//!
//! ```text
//! $OUT_DIR/configcat/{name}.json        the document; spaces are in the place of comments
//! $OUT_DIR/configcat/{name}.accessors   the accessors (`manifest.rs`)
//! $OUT_DIR/configcat.previous/          the files of the previous run
//! ```
//!
//! Each run of the build script that emits starts with an empty folder, so the folder has no files of earlier runs. A
//! file that has not changed is moved back from the previous folder and keeps its date. An environment variable
//! announces each emitted name ([`announcement`]).

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use crate::{
    codegen::{Accessors, Document},
    error::{Problem, SpecError},
};

mod manifest;

const DIRECTORY: &str = "configcat";

/// The names that this run of the build script has claimed, by folder.
static CLAIMED: Mutex<BTreeMap<PathBuf, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

/// The folder to emit to.
pub(crate) fn directory() -> Result<PathBuf, Problem> {
    let out_dir = env::var_os("OUT_DIR").ok_or_else(|| {
        Problem::new("the environment variable `OUT_DIR` is not set")
            .remedy("emit from a build script: Cargo sets the variable for it")
    })?;
    Ok(Path::new(&out_dir).join(DIRECTORY))
}

/// The files that are emitted under one name.
#[derive(Debug)]
pub(crate) struct Emission {
    directory: PathBuf,
    name: String,
}

impl Emission {
    /// Claims a name for this run of the build script. The first claim removes the files of earlier runs.
    pub(crate) fn claim(directory: PathBuf, name: &str) -> Result<Self, Problem> {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
        if name.is_empty() || !name.chars().all(is_part) {
            return Err(Problem::new(format!("`{name}` is not a name for a spec"))
                .remedy("use ASCII letters, digits, `_` and `-`"));
        }
        let mut claimed = CLAIMED.lock().unwrap_or_else(PoisonError::into_inner);
        if !claimed.contains_key(&directory) {
            sweep(&directory).map_err(|error| cannot_write(&directory, &error))?;
        }
        // Some file systems ignore the case of names.
        if !claimed.entry(directory.clone()).or_default().insert(name.to_ascii_lowercase()) {
            return Err(Problem::new(format!("the build script emits two specs under the name `{name}`"))
                .remedy("give one of them another name: `.name(\"…\")`"));
        }
        Ok(Self { directory, name: name.to_owned() })
    }

    /// The path of a file that never exists. Cargo runs a build script that watches such a file each time.
    #[cfg(feature = "download")]
    pub(crate) fn never_there(&self) -> PathBuf {
        self.directory.with_extension("never-there")
    }

    /// Writes the files of a spec.
    pub(crate) fn write(&self, document: &Document, accessors: &Accessors) -> Result<(), SpecError> {
        let [document_path, manifest_path] = paths(&self.directory, &self.name);
        let written = manifest::write(accessors)
            .and_then(|manifest| self.restore_or_write(&manifest_path, &manifest))
            .and_then(|()| self.restore_or_write(&document_path, document.text()));
        written.map_err(|error| cannot_write(&self.directory, &error).into())
    }

    /// The environment variable that announces the name.
    pub(crate) fn announcement(&self) -> String {
        announcement(&self.name)
    }

    fn restore_or_write(&self, path: &Path, content: &str) -> io::Result<()> {
        let previous = previous(&self.directory).join(path.file_name().unwrap_or_default());
        match fs::read(&previous) {
            Ok(earlier) if earlier == content.as_bytes() => fs::rename(previous, path),
            _ => fs::write(path, content),
        }
    }
}

/// The accessors and the document that a build script emitted under a name.
#[doc(hidden)]
#[derive(Debug)]
pub struct Emitted {
    /// The accessors.
    pub accessors: Accessors,
    /// The path of the document.
    pub document: PathBuf,
}

/// Loads the accessors that the package's build script emitted under a name.
///
/// # Errors
///
/// If there is no build script, if it emitted nothing under the name, or if it uses another version of this crate.
#[doc(hidden)]
pub fn load_emitted(name: &str) -> Result<Emitted, SpecError> {
    let directory = directory().map_err(|_| {
        Problem::new("this package has no build script, or it emits no flags").remedy(
            "call `configcat_build::Spec::file(\"…\").emit()` in its `build.rs`, or name the document here: \
             `spec = \"flags/config_v5.json\"`",
        )
    })?;
    let is_announced = |name: &str| env::var_os(announcement(name)).is_some();
    load(&directory, name, &is_announced).map_err(SpecError::from)
}

/// The environment variable that the package is compiled with if its build script has emitted a name. If the last run
/// emitted nothing, files of an earlier run may still be there; the variable is not.
fn announcement(name: &str) -> String {
    format!("CONFIGCAT_EMITTED_{name}")
}

fn load(directory: &Path, name: &str, is_announced: &dyn Fn(&str) -> bool) -> Result<Emitted, Problem> {
    if !is_announced(name) {
        return Err(not_emitted(directory, name, is_announced));
    }
    let [document, manifest] = paths(directory, name);
    let manifest = fs::read_to_string(&manifest).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => not_emitted(directory, name, is_announced),
        _ => Problem::new(format!("cannot read `{}`: {error}", manifest.display())),
    })?;
    let accessors = manifest::parse(&manifest).ok_or_else(|| {
        Problem::new("the build script uses another version of `configcat-build` than `flags!` does")
            .remedy("give `configcat-build` and `configcat-macros` the same version in `Cargo.toml`")
    })?;
    Ok(Emitted { accessors, document })
}

fn paths(directory: &Path, name: &str) -> [PathBuf; 2] {
    ["json", "accessors"].map(|extension| directory.join(format!("{name}.{extension}")))
}

fn previous(directory: &Path) -> PathBuf {
    directory.with_extension("previous")
}

/// Moves the folder aside, and makes an empty one.
fn sweep(directory: &Path) -> io::Result<()> {
    let previous = previous(directory);
    if directory.exists() {
        if previous.exists() {
            fs::remove_dir_all(&previous)?;
        }
        fs::rename(directory, previous)?;
    }
    fs::create_dir_all(directory)
}

fn cannot_write(directory: &Path, error: &io::Error) -> Problem {
    Problem::new(format!("cannot write to `{}`: {error}", directory.display()))
}

fn not_emitted(directory: &Path, name: &str, is_announced: &dyn Fn(&str) -> bool) -> Problem {
    let mut emitted: Vec<String> = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".accessors")?.to_owned()))
        .filter(|name| is_announced(name))
        .collect();
    emitted.sort();
    let problem = Problem::new(format!("the build script emitted no flags named `{name}`"));
    match emitted.as_slice() {
        [] => problem.remedy("call `configcat_build::Spec::file(\"…\").emit()` in `build.rs`"),
        names => {
            problem.remedy(format!("it emitted `{}`; name one of them: `name = \"…\"`", names.join("`, `")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::{self, Options};

    /// What the next run of the build script starts with: no names claimed.
    fn next_run(directory: &Path) {
        CLAIMED.lock().unwrap().remove(directory);
    }

    fn emit(directory: &Path, name: &str, document: &str) -> Result<(), SpecError> {
        let emission = Emission::claim(directory.to_owned(), name)?;
        let mut options = Options::default();
        options.defaults.insert("a".to_owned(), 2.into());
        let document = Document::new("a.json", document);
        emission.write(&document, &codegen::resolve(&document, &options)?.accessors)
    }

    #[test]
    fn the_folder_has_what_the_last_run_emitted() {
        const A: &str = r#"{"flags": {"a": 1}}"#;

        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("out").join(DIRECTORY);
        emit(&directory, "flags", A).unwrap();
        emit(&directory, "billing", A).unwrap();
        let written = |name| paths(&directory, name).map(|path| path.metadata().unwrap().modified().unwrap());
        let flags = written("flags");
        let Emitted { accessors, document } = load(&directory, "billing", &|_| true).unwrap();
        let files = paths(&directory, "billing");
        assert_eq!(fs::read_to_string(&files[1]).unwrap(), manifest::write(&accessors).unwrap());
        assert_eq!(document, files[0]);

        next_run(&directory);
        emit(&directory, "flags", A).unwrap();
        assert_eq!(written("flags"), flags);
        let error = load(&directory, "billing", &|_| true).unwrap_err().to_string();
        assert!(error.contains("(help: it emitted `flags`; name"), "{error}");

        next_run(&directory);
        emit(&directory, "flags", "").unwrap_err();
        load(&directory, "flags", &|_| true).unwrap_err();
    }

    #[test]
    fn names_are_checked() {
        let folder = tempfile::tempdir().unwrap();
        let claim = |name| {
            Emission::claim(folder.path().join(DIRECTORY), name)
                .map(drop)
                .map_err(|problem| problem.to_string())
        };
        for name in ["", ".", "a/b", "a.accessors", "é", "a b"] {
            let error = claim(name).unwrap_err();
            assert!(error.contains("is not a name for a spec"), "{error}");
        }
        claim("two-3_x").unwrap();
        let error = claim("two-3_x").unwrap_err();
        assert!(
            error.contains("two specs under the name `two-3_x` (help: ") && error.contains(".name("),
            "{error}"
        );
    }
}
