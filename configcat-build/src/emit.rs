//! What a build script leaves for `flags!`, and how the macro finds it:
//!
//! ```text
//! $OUT_DIR/configcat/{name}.json           the document, byte for byte
//! $OUT_DIR/configcat/{name}.options.json   the options of the spec, and where the document came from
//! ```

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    Loaded, Problem, SpecError,
    codegen::{Document, Options},
};

const DIRECTORY: &str = "configcat";

/// The folder to emit to.
pub(crate) fn directory() -> Result<PathBuf, Problem> {
    let out_dir = env::var_os("OUT_DIR").ok_or_else(|| {
        Problem::new("the environment variable `OUT_DIR` is not set")
            .remedy("emit from a build script: Cargo sets the variable for it")
    })?;
    Ok(Path::new(&out_dir).join(DIRECTORY))
}

/// Writes the files of a spec.
pub(crate) fn write(directory: &Path, name: &str, loaded: &Loaded) -> Result<(), SpecError> {
    let manifest = Manifest { origin: loaded.document.origin.clone(), options: loaded.options.clone() };
    let [document, options] = paths(directory, name);
    let written = serde_json::to_string_pretty(&manifest)
        .map_err(io::Error::from)
        .and_then(|manifest| write_if_changed(&options, &manifest))
        .and_then(|()| write_if_changed(&document, &loaded.document.text));
    written
        .map_err(|error| Problem::new(format!("cannot write to `{}`: {error}", directory.display())).into())
}

/// Loads what the build script of the package being compiled emitted under a name.
///
/// # Errors
///
/// If there is no build script, or it emitted nothing of that name.
#[doc(hidden)]
pub fn load_emitted(name: &str) -> Result<Loaded, SpecError> {
    let directory = directory().map_err(|_| {
        Problem::new("this package has no build script, or it emits no flags").remedy(
            "call `configcat_build::Spec::file(\"…\").emit()` in its `build.rs`, or name the document here: \
             `spec = \"flags/config_v5.json\"`",
        )
    })?;
    let [document, options] = paths(&directory, name);
    let (text, manifest) = fs::read_to_string(&document)
        .and_then(|text| Ok((text, fs::read_to_string(&options)?)))
        .map_err(|_| not_emitted(&directory, name))?;
    let Manifest { origin, options: emitted } = serde_json::from_str(&manifest)
        .map_err(|error| Problem::new(format!("cannot read `{}`: {error}", options.display())))?;
    Ok(Loaded { document: Document { origin, text }, options: emitted, files: vec![document, options] })
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    origin: String,
    options: Options,
}

fn paths(directory: &Path, name: &str) -> [PathBuf; 2] {
    ["json", "options.json"].map(|extension| directory.join(format!("{name}.{extension}")))
}

/// Leaves a file alone if it is as it should be, so that nothing that depends on it is built again.
fn write_if_changed(path: &Path, content: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|present| present == content.as_bytes()) {
        return Ok(());
    }
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, content)
}

fn not_emitted(directory: &Path, name: &str) -> Problem {
    let mut emitted: Vec<String> = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".options.json")?.to_owned()))
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
