//! A folder with a document and Rust files, and what `refs` finds in it.

use std::{collections::BTreeSet, fs, process::Command};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) const DOCUMENT: &str = r#"{"flags": {
    "newCheckout": true, "name": "x", "limit": 3, "matchAll": false, "type": "y", "dead": true
}}"#;

/// A use: file, line, column, key, kind, certainty.
pub(crate) type Use = (String, u64, u64, String, String, String);

pub(crate) struct Files(pub(crate) TempDir);

/// What a run printed, and how it ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Files {
    pub(crate) fn new() -> Self {
        let files = Self(tempfile::tempdir().unwrap());
        files.write("flags/config.json", DOCUMENT);
        files
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
        command.args(["configcat", "refs", "flags/config.json"]).args(arguments);
        let output = command.current_dir(self.0.path()).env_remove("NO_COLOR").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    pub(crate) fn uses(&self) -> BTreeSet<Use> {
        self.uses_with(&[])
    }

    pub(crate) fn uses_with(&self, arguments: &[&str]) -> BTreeSet<Use> {
        let run = self.run(&[&["src", "--format", "json"], arguments].concat());
        assert_eq!((run.code, &*run.stderr), (0, ""));
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let mut uses = BTreeSet::new();
        for flag in report["flags"].as_array().unwrap() {
            for found in flag["uses"].as_array().unwrap() {
                let text = |value: &Value| value.as_str().unwrap().replace('\\', "/");
                let number = |name: &str| found[name].as_u64().unwrap();
                let place = (text(&found["file"]), number("line"), number("column"));
                let (kind, certainty) = (text(&found["kind"]), text(&found["certainty"]));
                uses.insert((place.0, place.1, place.2, text(&flag["key"]), kind, certainty));
            }
        }
        uses
    }
}

/// Takes marks out of a source: `«key kind certainty»` stands right before a use.
pub(crate) fn unmarked(file: &str, marked: &str) -> (String, BTreeSet<Use>) {
    let mut uses = BTreeSet::new();
    let mut text = String::new();
    for (index, line) in marked.lines().enumerate() {
        let mut rest = line;
        let mut plain = String::new();
        while let Some((before, after)) = rest.split_once('«') {
            let (mark, after) = after.split_once('»').unwrap();
            plain.push_str(before);
            let [key, kind, certainty] = mark.split(' ').collect::<Vec<_>>().try_into().unwrap();
            let (line, column) = (index as u64 + 1, plain.chars().count() as u64 + 1);
            uses.insert((
                file.to_owned(),
                line,
                column,
                key.to_owned(),
                kind.to_owned(),
                certainty.to_owned(),
            ));
            rest = after;
        }
        text += &plain;
        text += rest;
        text.push('\n');
    }
    (text, uses)
}
