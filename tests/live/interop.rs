//! A process in another language can share a cache with ours: shown with the published Python SDK.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use configcat_core::{Client, ClientBuilder, PollingMode, ReadyState, RefreshOutcome, cache::FileCache};
use configcat_test_fakes::{Behaviour, Server, response};
use serde_json::{Value as Json, json};

use crate::world::{CACHE_KEY, KEY, seconds};

const SDK: &str = "configcat-client==8.0.1";

/// The Python SDK in a virtual environment of its own.
struct Python {
    interpreter: PathBuf,
    _folder: tempfile::TempDir,
}

impl Python {
    fn install() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let system = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
        run(Command::new(system).args(["-m", "venv"]).arg(folder.path()));
        let interpreter = folder.path().join("bin/python");
        run(Command::new(&interpreter).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            SDK,
        ]));
        Self { interpreter, _folder: folder }
    }

    /// What the SDK makes of a cache directory: `read` without, `write` with a server.
    fn sdk(&self, action: &str, cache: &Path, server: Option<&Server>) -> Json {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../interop/interop.py");
        let mut command = Command::new(&self.interpreter);
        command.args([
            script,
            action,
            "--sdk-key",
            KEY,
            "--flag",
            "greeting",
            "--flag",
            "seats",
            "--cache-dir",
        ]);
        command.arg(cache).args(server.iter().flat_map(|server| ["--base-url".to_owned(), server.url()]));
        serde_json::from_str(&run(&mut command)).expect("the script prints JSON")
    }
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed:\n{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The config as a server sends it: not as any SDK would write it.
fn document(greeting: &str) -> String {
    format!(
        "{{ \"f\":{{\"greeting\" : {{\"t\":1, \"v\":\"{greeting}\"}},\r\n\n\"seats\":{{\"v\":5,\"t\":2,\"unknown\":[1.50]}}}} }}\n"
    )
}

/// A server that sends a config with its ETag, or nothing if the client has it.
fn server(greeting: &'static str, etag: &'static str) -> Server {
    Server::start(move |request| {
        let headers = format!("ETag: {etag}\r\nContent-Type: application/json");
        let status = if request.header("if-none-match") == Some(etag) { 304 } else { 200 };
        let body = if status == 200 { document(greeting) } else { String::new() };
        Behaviour::Answer(response(status, &headers, body))
    })
}

fn client(cache: &Path, options: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = Client::builder(KEY).cache(FileCache::new(cache)).polling_mode(PollingMode::manual());
    options(builder).build().expect("a client")
}

#[test]
#[ignore = "needs Python and the network of a package index"]
fn the_python_sdk_shares_a_cache_with_us() {
    let python = Python::install();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = folder.path();

    // Ours writes, theirs reads.
    let first = server("h\u{e9}llo \u{1f44b}", "W/\"first\"");
    let ours = client(cache, |builder| builder.base_url(first.url()));
    assert_eq!(ours.force_refresh(), Ok(RefreshOutcome::Updated));
    let written = fs::read_to_string(cache.join(CACHE_KEY)).expect("our file");
    let theirs = python.sdk("read", cache, None);
    assert_eq!(
        theirs,
        json!({
            "sdk": "8.0.1",
            "key": CACHE_KEY,
            "payload": written,
            "values": {"greeting": "h\u{e9}llo \u{1f44b}", "seats": 5},
            "errors": [],
        })
    );

    // They find ours and need no new one; then the server has another, which they write and we read.
    assert_eq!(python.sdk("write", cache, Some(&first))["errors"], json!([]));
    let request = first.requests().pop().expect("their request");
    assert_eq!(request.header("if-none-match"), Some("W/\"first\""));
    let second = server("gr\u{fc}\u{df} dich", "\"second\"");
    let theirs = python.sdk("write", cache, Some(&second));
    assert_eq!(theirs["errors"], json!([]));
    let ours = client(cache, |builder| builder.offline(true));
    assert_eq!(ours.wait_for_ready(seconds(10)), Ok(ReadyState::HasCachedFlagDataOnly));
    assert_eq!(ours.get_value("greeting", "none", None), "gr\u{fc}\u{df} dich");
    assert_eq!(ours.get_value("seats", 0, None), 5);

    // We find theirs and need no new one, either.
    let ours = client(cache, |builder| builder.base_url(second.url()));
    assert_eq!(ours.force_refresh(), Ok(RefreshOutcome::Unchanged));
    let request = second.requests().pop().expect("our request");
    assert_eq!(request.header("if-none-match"), Some("\"second\""));
    let theirs = python.sdk("read", cache, None);
    assert_eq!(theirs["values"]["greeting"], json!("gr\u{fc}\u{df} dich"));
    assert_eq!(theirs["errors"], json!([]));
}
