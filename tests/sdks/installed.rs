//! [`Installed`]: an SDK, and the program in `tests/sdks` that polls with it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// An SDK and its program, in a folder of their own.
pub(crate) struct Installed {
    program: PathBuf,
    /// The arguments that come before the base URL and the SDK key.
    arguments: Vec<PathBuf>,
    _folder: Option<TempDir>,
}

impl Installed {
    /// The command that polls a server.
    pub(crate) fn command(&self, base_url: &str, sdk_key: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args([base_url, sdk_key]);
        command
    }
}

/// ConfigCat's Python SDK, in a virtual environment.
pub(crate) fn python(version: &str) -> Installed {
    let folder = folder();
    let system = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    run(Command::new(system).args(["-m", "venv"]).arg(folder.path()));
    let program = folder.path().join("bin/python");
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(Command::new(&program).args(install).arg(format!("configcat-client=={version}")));
    Installed { program, arguments: vec![here().join("poll.py")], _folder: Some(folder) }
}

/// ConfigCat's SDK for Node, in a package.
pub(crate) fn node(version: &str) -> Installed {
    let folder = folder();
    // Node looks for packages beside the script.
    let script = folder.path().join("poll.mjs");
    fs::copy(here().join("poll.mjs"), &script).expect("a copy of the script");
    let install = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
    run(Command::new("npm").args(install).arg(folder.path()).arg(format!("@configcat/sdk@{version}")));
    Installed { program: "node".into(), arguments: vec![script], _folder: Some(folder) }
}

/// ConfigCat's own Rust SDK: a package outside of the workspace, which Cargo builds beside it.
pub(crate) fn rust() -> Installed {
    // The folder of the workspace, which has many of its dependencies.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let manifest = here().join("official/Cargo.toml");
    let build = ["build", "--quiet", "--locked", "--manifest-path"];
    run(Command::new(env!("CARGO")).args(build).arg(manifest).arg("--target-dir").arg(&target));
    Installed { program: target.join("debug/official-sdk"), arguments: Vec::new(), _folder: None }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn run(command: &mut Command) {
    let status = command.status().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
    assert!(status.success(), "{command:?} failed");
}
