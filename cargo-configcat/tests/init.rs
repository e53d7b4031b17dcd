//! `cargo configcat init`, and a package that builds from what it wrote.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use configcat_test_fakes::{Behaviour, Server, response};
use serde_json::Value;
use tempfile::TempDir;

const KEY: &str = "SECRET-FIRST-PART-0123/SECRET-OTHER-PART-4567";

/// A package in a folder of its own, outside the workspace.
struct Package(TempDir);

#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Package {
    /// A package with the crates that `init` says to add, by path.
    fn new() -> Self {
        let package = Self(tempfile::tempdir().unwrap());
        let [flags, build] = ["configcat-flags", "configcat-build"].map(|name| workspace().join(name));
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"initialized\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
                 configcat-flags = {{ path = '{}', default-features = false }}\n[build-dependencies]\n\
                 configcat-build.path = '{}'\n",
                flags.display(),
                build.display()
            ),
        );
        // The same versions as the workspace has, so that nothing has to be downloaded.
        fs::copy(workspace().join("Cargo.lock"), package.path("Cargo.lock")).unwrap();
        package
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn write(&self, file: &str, content: &str) {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), content).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    fn init(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
        command.args(["configcat", "init"]).args(arguments).current_dir(self.0.path()).env_clear();
        Run::of(command.envs(environment.iter().copied()))
    }

    /// Builds and runs the program. What the tests of the generator have built is used again.
    fn cargo_run(&self) -> Run {
        let executable = env::current_exe().unwrap();
        let target = executable.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap();
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--offline", "--color=never"]).current_dir(self.0.path());
        Run::of(command.env("CARGO_TARGET_DIR", target.join("tests/application")).env_remove("RUSTFLAGS"))
    }
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn a_package_that_was_initialized_builds_and_runs() {
    for arguments in [[].as_slice(), &["--build-script"]] {
        let package = Package::new();
        let run = package.init(&[arguments, &["--format", "json"]].concat(), &[]);
        assert_eq!((run.code, &*run.stderr), (Some(0), ""), "{run:?}");
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        // Who follows the steps gets a program.
        let steps = report["next"].as_array().unwrap();
        assert_eq!(steps.len(), 2, "the crates are there already: {report}");
        let [code, check] = [0, 1].map(|step| steps.get(step).unwrap()["code"].as_str().unwrap());
        package.write("src/main.rs", code);
        let run = package.cargo_run();
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("is_my_awesome_feature_enabled: true"), "{run:?}");
        // The check that the steps recommend.
        let (lint, _) = check.split_once('\n').unwrap();
        let words: Vec<_> = lint.split(' ').skip(1).collect();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
        let linted = Run::of(command.args(words).current_dir(package.0.path()));
        assert_eq!(linted.code, Some(0), "{linted:?}");
    }
}

#[test]
fn every_file_is_told_and_nothing_is_overwritten() {
    let package = Package::new();
    package.write("Cargo.toml", "[package]\nname = \"bare\"\n");
    let run = package.init(&["--build-script"], &[]);
    let expected = "flags/config.json: written
build.rs: written
src/flags.rs: written
.gitattributes: written
.ccignore: written

1. add the crate:

    cargo add configcat-flags

2. add the generator:

    cargo add --build configcat-build

3. use the flags, for example in src/main.rs:

    mod flags;

    fn main() {
        println!(\"{:?}\", flags::Flags::embedded().all(None));
    }

4. commit the files, and let CI check the document:

    cargo configcat lint flags/config.json --deny all
    cargo configcat check --lock flags/config.json
";
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), expected, ""));
    assert_eq!(package.read(".gitattributes"), "flags/config.json text eol=lf linguist-generated\n");
    assert_eq!(package.read(".ccignore"), "flags/config.json\n");

    // Again, over files of the user.
    let own = ["flags/config.json", "build.rs", "src/flags.rs"];
    for file in own {
        package.write(file, "own");
    }
    package.write(".gitattributes", "*.png binary\n/flags/config.json -text\n");
    package.write(".ccignore", "target");
    let run = package.init(&["--build-script"], &[]);
    let expected = "flags/config.json: kept\nbuild.rs: kept\nsrc/flags.rs: kept\n.gitattributes: kept\n.ccignore: a line added\n";
    assert!(run.code == Some(0) && run.stdout.starts_with(expected), "{run:?}");
    assert!(
        run.stdout.contains("3. in build.rs, add to `main`:\n\n    configcat_build::Spec::file("),
        "{run:?}"
    );
    assert!(run.stdout.contains("4. in src/flags.rs, add:\n\n    configcat_flags::flags! {"), "{run:?}");
    assert!(own.iter().all(|file| package.read(file) == "own"));
    assert_eq!(package.read(".gitattributes"), "*.png binary\n/flags/config.json -text\n");
    assert_eq!(package.read(".ccignore"), "target\nflags/config.json\n");
}

#[test]
fn with_an_sdk_key_the_document_is_downloaded() {
    let server =
        Server::start(|_| Behaviour::Answer(response(200, "", r#"{"f":{"live":{"t":0,"v":true}}}"#)));
    let package = Package::new();
    let url = server.url();
    let arguments = ["--lock", "flags/live.json", "--base-url", &url];
    let run = package.init(&arguments, &[("CONFIGCAT_SDK_KEY", KEY)]);
    assert!(run.code == Some(0) && run.stdout.starts_with("flags/live.json: downloaded\n"), "{run:?}");
    assert!(package.read("flags/live.json").contains("\"live\""));
    assert!(package.read("src/flags.rs").contains("spec = \"flags/live.json\";"));
    assert!(!format!("{run:?}").contains("SECRET"));

    // As with `pull`, broken flags are refused.
    server.behave(Behaviour::Answer(response(200, "", r#"{"f":{"broken":{"t":0,"v":5}}}"#)));
    let package = Package::new();
    let run = package.init(&arguments, &[("CONFIGCAT_SDK_KEY", KEY)]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
    assert!(run.stderr.contains("flags of the downloaded config are broken"), "{run:?}");
    assert!(!package.path("flags").exists());

    // A variable that was named has to be there, and nothing is half done.
    let package = Package::new();
    let run = package.init(&["--sdk-key-env", "STAGING"], &[]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
    assert_eq!(
        run.stderr,
        "error: the environment variable `STAGING` is not set (help: set it to the SDK key of the environment, or name another variable)\n"
    );
    assert!(!package.path("flags").exists() && !package.path(".ccignore").exists());
}

#[test]
fn only_a_package_can_be_initialized() {
    let package = Package::new();
    let refused = |arguments: &[&str], message: &str| {
        let run = package.init(arguments, &[]);
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    };
    refused(&["--lock", "../config.json"], "`../config.json` is not a path in the package");
    package.write("Cargo.toml", "[workspace]\n");
    refused(&[], "Cargo.toml: this is a workspace, not a package (help: ");
    package.write("Cargo.toml", "[");
    refused(&[], "Cargo.toml: not a manifest: ");
    fs::remove_file(package.path("Cargo.toml")).unwrap();
    refused(&[], "Cargo.toml: there is no package: ");
    assert!(!package.path("flags").exists());
}
