//! A folder with a lock, and the server that has its config.

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use configcat_test_fakes::{Behaviour, Server, response};
use tempfile::TempDir;

pub(crate) const KEY: &str = "SECRET-FIRST-PART-0123/SECRET-OTHER-PART-4567";

pub(crate) const BEFORE: &str = r#"{"f": {
    "banner": {"t": 1, "v": "hi"},
    "checkout": {"t": 0, "v": false, "r": [{"a": "Country", "t": 0, "c": "Hungary", "v": true}]},
    "legacy": {"t": 0, "v": true},
    "seats": {"t": 2, "v": 5}
}}"#;

/// A difference of each kind that a valid config can have.
pub(crate) const AFTER: &str = r#"{"f": {
    "banner": {"t": 1, "v": "hello"},
    "checkout": {"t": 0, "v": false, "r": [{"a": "Country", "t": 0, "c": "Hungary, Austria", "v": true}]},
    "newFlag": {"t": 0, "v": true},
    "seats": {"t": 3, "v": 5.5}
}}"#;

pub(crate) struct Package {
    folder: TempDir,
    pub(crate) server: Server,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Package {
    /// A folder with this lock, and a server with this config.
    pub(crate) fn new(lock: Option<&str>, live: &str) -> Self {
        let live = live.to_owned();
        let server = Server::start(move |_| answer(200, &live));
        let package = Self { folder: tempfile::tempdir().unwrap(), server };
        if let Some(lock) = lock {
            package.write("flags/config.json", lock);
        }
        package
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn write(&self, file: &str, content: &str) {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), content).unwrap();
    }

    pub(crate) fn lock(&self) -> Option<String> {
        fs::read_to_string(self.path("flags/config.json")).ok()
    }

    /// Runs a command in the folder, with nothing but the given environment.
    pub(crate) fn run(&self, arguments: &[&str], environment: &[(&str, &str)], stdin: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
        command.arg("configcat").args(arguments).current_dir(self.folder.path()).env_clear();
        command.envs(environment.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Who does not read it has ended already.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run =
            Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(!format!("{run:?}").contains("SECRET"), "the SDK key is shown: {run:?}");
        run
    }

    /// Runs a command that downloads from the server.
    pub(crate) fn download(&self, arguments: &[&str]) -> Run {
        let url = self.server.url();
        let arguments = [arguments, &["--base-url", &url]].concat();
        self.run(&arguments, &[("CONFIGCAT_SDK_KEY", KEY)], "")
    }
}

pub(crate) fn answer(status: u16, body: &str) -> Behaviour {
    Behaviour::Answer(response(status, "", body))
}
