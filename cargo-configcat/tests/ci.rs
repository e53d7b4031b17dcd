//! The scripts of the GitHub Actions in `action/`, as a workflow runs them.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    env, fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use configcat_test_fakes::{Behaviour, Server, response};
use tempfile::TempDir;

const KEY: &str = "SECRET-FIRST-PART-0123/SECRET-OTHER-PART-4567";
const LOCK: &str = r#"{"f": {"beta": {"t": 0, "v": false}}}"#;
const LIVE: &str = r#"{"f": {"beta": {"t": 0, "v": true}}}"#;

/// A repository, its remote, and programs that stand in for `cargo` and `gh`.
struct Repository(TempDir);

#[derive(Debug)]
struct Run {
    code: Option<i32>,
    stdout: String,
    #[expect(dead_code, reason = "it is shown if a test fails")]
    stderr: String,
}

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.program("cargo", &format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_cargo-configcat")));
        // It notes what it is asked, and lists the pull requests in a file.
        repository.program(
            "gh",
            "echo \"$1 $2\" >>\"$NOTES/gh\"
             [ \"$2\" = create ] && cat \"${@: -1}\" >>\"$NOTES/gh\"
             [ \"$2\" = list ] && cat \"$NOTES/open\" 2>/dev/null; exit 0",
        );
        repository.write("clone/flags/config.json", LOCK);
        repository.git(&["init", "--quiet", "--bare", "../remote"]);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.git(&["remote", "add", "origin", "../remote"]);
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "-m", "first"]);
        repository
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn write(&self, file: &str, content: &str) {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), content).unwrap();
    }

    fn program(&self, name: &str, script: &str) {
        let file = format!("bin/{name}");
        self.write(&file, &format!("#!/usr/bin/env bash\n{script}\n"));
        fs::set_permissions(self.path(&file), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn git(&self, arguments: &[&str]) -> String {
        let own = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
        let run = self.run(Command::new("git").args(own).args(arguments), &[]);
        assert_eq!(run.code, Some(0), "git {arguments:?}: {run:?}");
        run.stdout
    }

    /// Runs a script of the folder `action`.
    fn script(&self, name: &str, environment: &[(&str, &str)]) -> Run {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../action").join(name);
        self.run(Command::new("bash").arg(script), environment)
    }

    fn run(&self, command: &mut Command, environment: &[(&str, &str)]) -> Run {
        let path = format!("{}:{}", self.path("bin").display(), env::var("PATH").unwrap());
        command.current_dir(self.path("clone")).env("PATH", path).env("NOTES", self.0.path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env_remove("CONFIGCAT_OFFLINE");
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run =
            Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(!format!("{run:?}").contains("SECRET"), "the SDK key is shown: {run:?}");
        run
    }
}

fn live() -> Server {
    Server::start(|_| Behaviour::Answer(response(200, "", LIVE)))
}

#[test]
fn documents_are_linted() {
    let repository = Repository::new();
    repository.write("clone/flags/other.json", r#"{"flags": {"a": " x"}}"#);
    let documents = ("DOCUMENTS", "flags/config.json flags/other.json");
    let run = repository.script("lint.sh", &[documents, ("OPTIONS", "--deny all")]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.starts_with("::error file=flags/other.json,line=1,col=17,title=flag `a`"), "{run:?}");

    let run = repository.script("lint.sh", &[documents, ("SARIF", "configcat.sarif")]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("::warning file=flags/other.json"), "{run:?}");
    let sarif = fs::read_to_string(repository.path("clone/configcat.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif.pointer("/runs/0/results").unwrap().as_array().unwrap();
    assert_eq!(results.len(), 1);
    assert_eq!(repository.script("lint.sh", &[]).code, Some(0), "nothing to lint");
}

#[test]
fn the_lock_is_compared() {
    let (repository, server) = (Repository::new(), live());
    let options = format!("--base-url {}", server.url());
    let check = |options: &str| {
        let environment = [("CONFIGCAT_SDK_KEY", KEY), ("LOCK", "flags/config.json"), ("OPTIONS", options)];
        repository.script("check.sh", &environment)
    };
    let run = check(&options);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        run.stdout.starts_with("::error file=flags/config.json,line=1,col=16,title=flag `beta`"),
        "{run:?}"
    );
    assert_eq!(check(&format!("{options} --allow fallback")).code, Some(0));
}

#[test]
fn a_changed_lock_becomes_a_pull_request() {
    let (repository, server) = (Repository::new(), live());
    let options = format!("--base-url {}", server.url());
    let update = || {
        repository.git(&["switch", "--quiet", "main"]);
        let environment = [
            ("CONFIGCAT_SDK_KEY", KEY),
            ("LOCK", "flags/config.json"),
            ("OPTIONS", &options),
            ("BRANCH", "configcat/lock"),
        ];
        let run = repository.script("update/update.sh", &environment);
        assert_eq!(run.code, Some(0), "{run:?}");
        fs::read_to_string(repository.path("gh")).unwrap_or_default()
    };
    let asked = update();
    assert!(asked.starts_with("pr list\npr create\nConfigCat serves another config than"), "{asked}");
    assert!(asked.contains("      fallback  beta: false → true\n"), "{asked}");
    let pushed = repository.git(&["--git-dir", "../remote", "show", "configcat/lock:flags/config.json"]);
    assert!(pushed.contains("\"v\": true"), "{pushed}");
    assert_eq!(
        repository.git(&["--git-dir", "../remote", "branch", "--format=%(refname:short)"]),
        "configcat/lock\n"
    );

    // The next run writes the branch anew, and leaves the pull request that is open.
    repository.write("open", "1\n");
    let asked_again = update();
    assert_eq!(asked_again.strip_prefix(&asked), Some("pr list\n"));

    // Nothing to do.
    repository.git(&["switch", "--quiet", "main"]);
    repository.git(&["checkout", "--quiet", "configcat/lock", "--", "flags/config.json"]);
    repository.git(&["commit", "--quiet", "-m", "merged"]);
    assert_eq!(update(), asked_again);
}

#[test]
fn the_actions_name_their_scripts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../action");
    for (action, scripts) in [
        ("action.yml", ["install.sh", "lint.sh", "check.sh"].as_slice()),
        ("update/action.yml", &["../install.sh", "update.sh"]),
    ] {
        let file = folder.join(action);
        let text = fs::read_to_string(&file).unwrap();
        for script in scripts {
            assert!(
                text.contains(&format!("run: bash \"$GITHUB_ACTION_PATH/{script}\"")),
                "{action}: {script}"
            );
            assert!(file.parent().unwrap().join(script).exists(), "{action}: {script}");
        }
        // What a user gives is data, never a part of a script.
        assert!(
            text.lines().filter(|line| line.contains("run:")).all(|line| !line.contains("${{")),
            "{action}"
        );
        // Every input has a description, and is used.
        let inputs = text.split("\nruns:").next().unwrap();
        let names = inputs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
        for name in names.filter(|name| !name.starts_with(' ')) {
            assert!(text.contains(&format!("inputs.{name}")), "{action}: {name}");
        }
    }
}
