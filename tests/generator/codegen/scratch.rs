//! [`Scratch`]: a package of its own, outside the workspace, which a test builds and runs.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use tempfile::TempDir;

/// A package of its own, outside the workspace.
pub(crate) struct Scratch {
    name: &'static str,
    folder: TempDir,
    target: PathBuf,
}

/// What Cargo said, and what the program printed.
pub(crate) struct Run {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A line of a manifest: a crate of this workspace, by path. Generated code needs no network, and tests no HTTP client.
pub(crate) fn dependency(name: &str, package: &str) -> String {
    let features = match package {
        "configcat-core" | "configcat-flags" => ", default-features = false",
        _ => "",
    };
    let path = workspace().join(package);
    format!("{name} = {{ package = \"{package}\", path = '{}'{features} }}\n", path.display())
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

impl Scratch {
    /// A package with this name, which no other test uses at the same time.
    pub(crate) fn new(name: &'static str) -> Self {
        let executable = env::current_exe().unwrap();
        let target = executable.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap();
        let scratch =
            Self { name, target: target.join("tests/application"), folder: tempfile::tempdir().unwrap() };
        scratch.remove_earlier_output();
        scratch
    }

    /// Writes the manifest.
    pub(crate) fn depends_on(&self, dependencies: &str) {
        let manifest =
            format!("[package]\nname = \"{}\"\nedition = \"2024\"\n[workspace]\n{dependencies}", self.name);
        self.write("Cargo.toml", &manifest);
        // The same versions as the workspace has, so that nothing has to be downloaded.
        fs::copy(workspace().join("Cargo.lock"), self.path("Cargo.lock")).unwrap();
    }

    /// The folders that Cargo gave the build script.
    fn build_folders(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.target.join("debug/build")).into_iter().flatten();
        let prefix = format!("{}-", self.name);
        let is_own = |folder: &PathBuf| {
            let hash = folder.file_name().and_then(|name| name.to_str()?.strip_prefix(&prefix));
            hash.is_some_and(|hash| !hash.contains('-'))
        };
        folders.map(|folder| folder.unwrap().path()).filter(is_own).collect()
    }

    /// Cargo keeps what was emitted with other features or versions of the dependencies.
    fn remove_earlier_output(&self) {
        for folder in self.build_folders() {
            fs::remove_dir_all(folder).unwrap();
        }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn write(&self, file: &str, content: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn run(&self) -> Run {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--offline", "--color=never"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { success: output.status.success(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The files that the build script emitted, with their times.
    pub(crate) fn emitted(&self) -> Vec<(String, SystemTime)> {
        let mut emitted = Vec::new();
        for folder in self.build_folders() {
            for file in fs::read_dir(folder.join("out/configcat")).into_iter().flatten() {
                let file = file.unwrap();
                let name = file.file_name().into_string().unwrap();
                emitted.push((name, file.metadata().unwrap().modified().unwrap()));
            }
        }
        emitted.sort();
        emitted
    }
}
