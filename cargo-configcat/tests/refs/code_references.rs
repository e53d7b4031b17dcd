//! Uses in the form of ConfigCat's API, and their upload.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use serde_json::{Value, json};

use crate::files::{Files, Run};

const CODE: &str = "// one\n// two\nfn f(flags: &Flags) -> bool {\n    flags.limit(None) > 1 && flags.limit(None) < 9\n}\n// six\n";

/// A request: its first line, its `Authorization`, its body.
type Request = (String, String, String);

/// ConfigCat's API on the loopback interface, for some requests.
struct Api {
    url: String,
    requests: Receiver<Request>,
}

impl Api {
    fn start(answers: Vec<(u16, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/base/", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        thread::spawn(move || {
            for (status, body) in answers {
                answer(listener.accept().unwrap().0, status, &body, &sender);
            }
        });
        Self { url, requests }
    }
}

fn answer(stream: TcpStream, status: u16, body: &str, requests: &Sender<Request>) {
    let mut reader = BufReader::new(stream);
    let (mut first, mut authorization, mut length) = (String::new(), String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match &*name.to_ascii_lowercase() {
            "authorization" => value.clone_into(&mut authorization),
            "content-length" => length = value.parse().unwrap(),
            _ => {}
        }
    }
    let mut received = vec![0; length];
    reader.read_exact(&mut received).unwrap();
    requests
        .send((first.trim_end().to_owned(), authorization, String::from_utf8(received).unwrap()))
        .unwrap();
    let length = body.len();
    let answer =
        format!("HTTP/1.1 {status} Some\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    reader.into_inner().write_all(answer.as_bytes()).unwrap();
}

fn files() -> Files {
    let files = Files::new();
    files.write("src/lib.rs", CODE);
    files
}

fn run(files: &Files, arguments: &[&str], credentials: Option<(&str, &str)>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
    command.args(["configcat", "refs", "flags/config.json", "src", "--config-id", "an id", "--repo", "shop"]);
    command.args(arguments).current_dir(files.0.path());
    command.env("GIT_CEILING_DIRECTORIES", files.0.path().parent().unwrap());
    for variable in ["CONFIGCAT_API_USER", "CONFIGCAT_API_PASS", "NO_COLOR"] {
        command.env_remove(variable);
    }
    if let Some((user, password)) = credentials {
        command.env("CONFIGCAT_API_USER", user).env("CONFIGCAT_API_PASS", password);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn line(line_number: usize) -> Value {
    json!({"lineNumber": line_number, "lineText": CODE.lines().nth(line_number - 1).unwrap()})
}

fn limit_references(url: bool) -> Value {
    let mut reference = json!({
        "file": "src/lib.rs",
        "preLines": [line(2), line(3)],
        "referenceLine": line(4),
        "postLines": [line(5), line(6)],
    });
    if url {
        reference["fileUrl"] = "https://git.example/main/src/lib.rs#L4".into();
    }
    json!([{"settingId": 7, "references": [reference]}])
}

#[test]
fn uses_are_written_without_an_account() {
    let files = files();
    files.write("ids.json", r#"{"limit": 7}"#);
    let arguments = ["--code-references", "out.json", "--setting-ids", "ids.json", "--line-count", "2"];
    let branch = ["--branch", "main"];
    let run = run(&files, &[&arguments[..], &branch].concat(), None);
    assert_eq!((run.code, &*run.stderr), (0, ""));
    let written: Value =
        serde_json::from_str(&fs::read_to_string(files.0.path().join("out.json")).unwrap()).unwrap();
    let expected = json!({
        "configId": "an id", "repository": "shop", "branch": "main",
        "uploader": format!("cargo-configcat {}", env!("CARGO_PKG_VERSION")),
        "flagReferences": limit_references(false),
    });
    assert_eq!(written, expected);
}

#[test]
fn uses_are_uploaded_with_the_ids_that_configcat_tells() {
    let files = files();
    files.write("src/other.rs", "fn g(flags: &Flags) { flags.new_checkout(None); }");
    let api = Api::start(vec![
        (200, r#"[{"settingId": 7, "key": "limit", "name": "Limit"}]"#.to_owned()),
        (200, String::new()),
    ]);
    let run = run(
        &files,
        &[
            "--upload",
            "--api-url",
            &api.url,
            "--branch",
            "main",
            "--commit-hash",
            "c0ffee",
            "--line-count",
            "2",
            "--file-url-template",
            "https://git.example/{branch}/{filePath}#L{lineNumber}",
            "--commit-url-template",
            "https://git.example/commit/{commitHash}",
        ],
        Some(("jane", "SECRET")),
    );
    let unknown = "warning: flag `newCheckout`: ConfigCat knows no flag with this key, so its uses are left out (help: does \
                   the config id belong to this document?)\n";
    assert_eq!((run.code, &*run.stderr), (0, unknown));
    let ids = api.requests.recv().unwrap();
    let authorization = "Basic amFuZTpTRUNSRVQ=";
    assert_eq!((&*ids.0, &*ids.1), ("GET /base/v1/configs/an%20id/settings HTTP/1.1", authorization));
    let upload = api.requests.recv().unwrap();
    assert_eq!((&*upload.0, &*upload.1), ("POST /base/v1/code-references HTTP/1.1", authorization));
    let sent: Value = serde_json::from_str(&upload.2).unwrap();
    assert_eq!(sent["flagReferences"], limit_references(true));
    assert_eq!(sent["commitHash"], "c0ffee");
    assert_eq!(sent["commitUrl"], "https://git.example/commit/c0ffee");
}

#[test]
fn what_cannot_be_uploaded_is_said_without_the_credentials() {
    let files = files();
    files.write("ids.json", "[]");
    let refused = Api::start(vec![(401, "SECRET".to_owned())]);
    let nothing = Api::start(vec![(200, "{}".to_owned())]);
    let main = ["--branch", "main"];
    let cases: [(&[&str], _, &str); 7] = [
        (&["--upload"], None, "error: the environment variable `CONFIGCAT_API_USER` is not set (help: "),
        (
            &["--upload"],
            Some(("jane", "")),
            "error: the environment variable `CONFIGCAT_API_PASS` is not set (help: ",
        ),
        (
            &["--upload", "--api-url", &refused.url],
            Some(("jane", "SECRET")),
            "error: the ids of the flags cannot be downloaded: ConfigCat's API answered with status 401 (help: ",
        ),
        (
            &["--upload", "--api-url", &nothing.url],
            Some(("jane", "SECRET")),
            "error: the answer of ConfigCat's API has no setting ids: ",
        ),
        (
            &["--upload", "--api-url", "http://jane:SECRET@127.0.0.1:1"],
            Some(("jane", "SECRET")),
            "error: the ids of the flags cannot be downloaded: ",
        ),
        (
            &["--upload", "--api-url", "SECRET"],
            Some(("jane", "SECRET")),
            "error: the address of ConfigCat's API is not a URL",
        ),
        (
            &["--code-references", "out.json", "--setting-ids", "ids.json"],
            None,
            "error: ids.json: not a map of setting ids: ",
        ),
    ];
    for (arguments, credentials, expected) in cases {
        let run = run(&files, &[arguments, &main].concat(), credentials);
        assert!(run.code == 2 && run.stderr.starts_with(expected), "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.contains("SECRET") && !run.stderr.contains("jane"), "{}", run.stderr);
    }
    let run = run(&files, &["--code-references", "out.json", "--setting-ids", "ids.json"], None);
    assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    assert!(!files.0.path().join("out.json").exists());
}

/// Nothing that is asked for is left undone in silence.
#[test]
fn options_of_code_references_need_a_destination() {
    let files = files();
    for option in [
        "--config-id=an id",
        "--repo=shop",
        "--branch=main",
        "--commit-hash=c0ffee",
        "--file-url-template=x",
        "--commit-url-template=x",
        "--line-count=3",
        "--setting-ids=ids.json",
        "--api-url=http://127.0.0.1:1",
    ] {
        let run = files.run(&["src", option]);
        let missing =
            "the following required arguments were not provided:\n  <--upload|--code-references <PATH>>\n";
        assert!(run.code == 2 && run.stdout.is_empty(), "{option}: {}", run.stdout);
        assert!(run.stderr.contains(missing), "{option}: {}", run.stderr);
    }
    assert_eq!(files.run(&["src"]).code, 0);
}
