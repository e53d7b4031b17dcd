//! A package in a folder of its own, the usage dumps of its programs, and what `stale` finds in it.

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use configcat_core::{Client, OverrideBehaviour, Overrides};
use serde_json::Value;
use tempfile::TempDir;

/// `checkout` needs `base`, `twin` serves everyone 1 though it has options, `switch` has no rules.
pub(crate) const DOCUMENT: &str = r#"{"p": {"s": "salt"}, "f": {
    "checkout": {"t": 0, "v": {"b": false}, "r": [
        {"c": [{"p": {"f": "base", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}
    ]},
    "base": {"t": 0, "v": {"b": false}, "r": [
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["jane"]}}], "s": {"v": {"b": true}}}
    ]},
    "color": {"t": 1, "v": {"s": "gray"}, "r": [
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["jane"]}}], "s": {"v": {"s": "green"}}}
    ]},
    "twin": {"t": 2, "v": {"i": 1}, "p": [{"p": 50, "v": {"i": 1}}, {"p": 50, "v": {"i": 1}}]},
    "switch": {"t": 0, "v": {"b": true}}
}}"#;

pub(crate) const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

/// The declared type, and uses of all flags that are no prerequisite flags.
pub(crate) const FLAGS: &str = r#"
configcat_flags::flags! { pub struct Flags; spec = "flags/config.json" }
pub fn page(flags: &Flags, user: &User) -> bool {
    flags.checkout(user) && flags.color(user) == "gray" && flags.twin(user) == 1 && flags.switch(user)
}
"#;

/// What a run printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) struct Package(TempDir);

impl Package {
    /// A package with this code in `src/lib.rs`.
    pub(crate) fn new(code: &str) -> Self {
        let package = Self(tempfile::tempdir().unwrap());
        package.write("Cargo.toml", MANIFEST);
        package.write("flags/config.json", DOCUMENT);
        package.write("src/lib.rs", code);
        package
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs it with this standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
        command.args(["configcat", "stale"]).args(arguments).current_dir(self.path()).env_remove("NO_COLOR");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // It may end without having read everything.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The findings as JSON.
    #[track_caller]
    pub(crate) fn findings(&self, arguments: &[&str]) -> Vec<Value> {
        let run = self.run(&[&["flags/config.json", "--format", "json"], arguments].concat());
        assert_eq!((run.code, &*run.stderr), (0, ""), "{}", run.stdout);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((&report["file"], &report["errors"]), (&"flags/config.json".into(), &0.into()));
        let mut findings = report["findings"].as_array().unwrap().clone();
        assert_eq!(report["warnings"], findings.len());
        for place in findings.iter_mut().flat_map(|finding| finding["places"].as_array_mut().unwrap()) {
            place["file"] = place["file"].as_str().unwrap().replace('\\', "/").into();
        }
        findings
    }

    /// Kind and key of each finding: `unused base`.
    #[track_caller]
    pub(crate) fn found(&self, arguments: &[&str]) -> BTreeSet<String> {
        let name = |finding: &Value| {
            format!("{} {}", finding["kind"].as_str().unwrap(), finding["key"].as_str().unwrap())
        };
        self.findings(arguments).iter().map(name).collect()
    }
}

/// A set of texts.
pub(crate) fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A client that counts, with the flags of this document.
pub(crate) fn client_of(document: &str) -> Client {
    let overrides = Overrides::from_json(document, OverrideBehaviour::LocalOnly).unwrap();
    Client::builder("local").overrides(overrides).usage(true).build().unwrap()
}

/// What a client has counted.
pub(crate) fn dump_of(client: &Client) -> String {
    serde_json::to_string(&client.usage()).unwrap()
}
