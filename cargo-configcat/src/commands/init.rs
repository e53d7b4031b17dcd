//! `init`: makes a package read its flags.

use std::{
    fmt,
    path::{Component, Path, PathBuf},
};

use clap::Args;
use configcat_build::{Lock, Problem};
use serde::Serialize;

use crate::{
    commands::pull::refuse_broken,
    failure::{Failure, Outcome},
    output::Output,
    package::{Manifest, PackageFile},
    remote::{ENVIRONMENT, Remote},
    shown::lines,
};

/// Make the package in this folder read its flags: a document, the code, and lines for Git and ConfigCat's scanner
///
/// It asks no questions, and keeps the files that are there: the output names them. If the environment variable with
/// the SDK key is set, the document is downloaded as by `pull`; else it is a first document to try.
#[derive(Debug, Args)]
#[command(after_long_help = format!("\
{ENVIRONMENT}
Exit codes:
  0  everything is there
  2  there is no package, the config cannot be downloaded, or a file cannot be written

Examples:
  cargo configcat init
  CONFIGCAT_SDK_KEY=… cargo configcat init --data-governance eu
  cargo configcat init --build-script --sdk-key-env STAGING_KEY"))]
pub(crate) struct Arguments {
    /// Generate the code in a build script, not in the macro alone
    #[arg(long)]
    build_script: bool,

    /// The document; it becomes the lock
    #[arg(long, value_name = "PATH", default_value = "flags/config.json")]
    lock: PathBuf,

    #[command(flatten)]
    remote: Remote,
}

/// The same as in the README.
const FIRST_DOCUMENT: &str = r#"{
  "flags": {
    "buttonColor": "gray",
    "isMyAwesomeFeatureEnabled": true
  }
}
"#;

const MODULE: &str = "src/flags.rs";
const BUILD_SCRIPT: &str = "build.rs";

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let manifest = Manifest::read()?;
        let lock = slashed(&self.lock)?;
        // What can fail comes first.
        let mut files = vec![self.document(&lock, output)?];
        if self.build_script {
            files.push(PackageFile::create(BUILD_SCRIPT, &build_script(&lock))?);
        }
        files.push(PackageFile::create(MODULE, &module(&lock, self.build_script))?);
        files.push(PackageFile::add_line(
            ".gitattributes",
            &format!("{lock} text eol=lf linguist-generated"),
        )?);
        files.push(PackageFile::add_line(".ccignore", &lock)?);
        let next = self.next_steps(&manifest, &files, &lock);
        output.print(&Initialized { files, next })?;
        Ok(Outcome::Fine)
    }

    /// The document: it is kept, downloaded, or a first one.
    fn document(&self, path: &str, output: &Output) -> Result<PackageFile, Failure> {
        let lock = Lock::at(&self.lock);
        if lock.is_present() {
            return Ok(PackageFile::kept(path));
        }
        if !self.remote.has_sdk_key() {
            return Ok(PackageFile::create(path, FIRST_DOCUMENT)?);
        }
        let download = self.remote.download(output)?;
        refuse_broken(&download, path)?;
        lock.replace(download.document()).map_err(|problem| problem.in_file(path))?;
        Ok(PackageFile::downloaded(path))
    }

    fn next_steps(&self, manifest: &Manifest, files: &[PackageFile], lock: &str) -> Vec<Step> {
        let lacks =
            |path: &str, text: &str| files.iter().any(|file| file.path == path && file.is_kept_without(text));
        let mut steps = Vec::new();
        if !manifest.has("dependencies", "configcat-flags") {
            steps.push(Step::new("add the crate", "cargo add configcat-flags"));
        }
        if self.build_script && !manifest.has("build-dependencies", "configcat-build") {
            steps.push(Step::new("add the generator", "cargo add --build configcat-build"));
        }
        if lacks(BUILD_SCRIPT, "configcat_build") {
            steps.push(Step::new("in build.rs, add to `main`", emit(lock)));
        }
        if lacks(MODULE, "flags!") {
            steps.push(Step::new("in src/flags.rs, add", declaration(lock, self.build_script)));
        }
        steps.push(Step::new(
            "use the flags, for example in src/main.rs",
            "mod flags;\n\nfn main() {\n    println!(\"{:?}\", flags::Flags::embedded().all(None));\n}",
        ));
        let check = format!("cargo configcat lint {lock} --deny all\ncargo configcat check --lock {lock}");
        steps.push(Step::new("commit the files, and let CI check the document", check));
        steps
    }
}

/// The path of the document, as a build takes it on every system.
fn slashed(path: &Path) -> Result<String, Problem> {
    let shown = path.display().to_string();
    if path.is_absolute() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(Problem::new(format!("`--lock`: `{shown}` is not a path in the package"))
            .remedy("give a path from the package's `Cargo.toml` on, such as `flags/config.json`"));
    }
    Ok(shown.replace('\\', "/"))
}

fn emit(lock: &str) -> String {
    format!("configcat_build::Spec::file({lock:?}).emit();")
}

fn build_script(lock: &str) -> String {
    format!("//! Generates the accessors of the flags.\n\nfn main() {{\n    {}\n}}\n", emit(lock))
}

fn module(lock: &str, has_build_script: bool) -> String {
    format!("//! The feature flags: a method for each of them.\n\n{}\n", declaration(lock, has_build_script))
}

fn declaration(lock: &str, has_build_script: bool) -> String {
    let spec = if has_build_script { String::new() } else { format!(" spec = {lock:?};") };
    format!("configcat_flags::flags! {{ pub(crate) struct Flags;{spec} }}")
}

/// What was done, and what is left to do.
#[derive(Serialize)]
struct Initialized {
    files: Vec<PackageFile>,
    next: Vec<Step>,
}

/// Something that is left to do.
#[derive(Serialize)]
struct Step {
    what: String,
    code: String,
}

impl Step {
    fn new(what: &str, code: impl Into<String>) -> Self {
        Self { what: what.to_owned(), code: code.into() }
    }
}

impl fmt::Display for Initialized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            writeln!(f, "{file}")?;
        }
        for (number, Step { what, code }) in (1..).zip(&self.next) {
            writeln!(f, "\n{number}. {what}:\n")?;
            for line in lines(code).lines() {
                writeln!(f, "{}", format!("    {line}").trim_end())?;
            }
        }
        Ok(())
    }
}
