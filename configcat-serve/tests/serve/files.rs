//! FILE and what lies beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use configcat_core::{OverrideBehaviour, Overrides};
use configcat_serve::{RunningServer, ServeError, Server};
use serde_json::json;
use tempfile::TempDir;

use crate::http::{get, request, send};

const V5: &str =
    "{\n  \"f\": {\n    \"b\": {\"t\": 0, \"v\": true},\n    \"a\": {\"t\": 2, \"v\": 5}\n  }\n}\n";

struct Served {
    folder: TempDir,
    file: PathBuf,
    server: RunningServer,
    reloads: Receiver<()>,
}

fn serve(text: &str, ephemeral: bool) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.json");
    fs::write(&file, text).unwrap();
    let (server, reloads) = start(&file, ephemeral);
    Served { folder, file, server, reloads }
}

fn start(file: &Path, ephemeral: bool) -> (RunningServer, Receiver<()>) {
    let (sender, reloads) = mpsc::channel();
    let server = Server::builder().file(file).ephemeral(ephemeral).bind().unwrap();
    // The test may not be interested.
    let server = server.after_reload(move || sender.send(()).unwrap_or_default()).spawn().unwrap();
    // The files are read once after the watcher is there.
    reloads.recv_timeout(Duration::from_secs(20)).unwrap();
    (server, reloads)
}

impl Served {
    /// Waits until the server serves what is expected. Looks whenever files were read again.
    fn wait_until(&self, is_expected: impl Fn(&RunningServer) -> bool) {
        while !is_expected(&self.server) {
            self.reloads.recv_timeout(Duration::from_secs(20)).expect("a change is noticed");
        }
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn value(server: &RunningServer, key: &str) -> serde_json::Value {
    get(server, "/configuration-files/key/config_v5.json").json()["f"][key]["v"].clone()
}

fn problems(server: &RunningServer) -> String {
    get(server, "/api/documents/config").json()["problems"].to_string()
}

#[test]
fn a_saved_file_is_served_and_a_broken_one_is_not() {
    let served = serve(V5, true);
    assert_eq!(value(&served.server, "a"), 5);
    fs::write(&served.file, V5.replace("\"v\": 5", "\"v\": 6")).unwrap();
    served.wait_until(|server| value(server, "a") == 6);

    fs::write(&served.file, "{\n  \"f\": {\n    nonsense\n").unwrap();
    served.wait_until(|server| problems(server).contains("\"line\":3"));
    assert_eq!(value(&served.server, "a"), 6);

    // Editors put a new file in the place of the old one.
    let new = served.folder.path().join("new");
    fs::write(&new, V5.replace("\"v\": 5", "\"v\": 7")).unwrap();
    fs::rename(&new, &served.file).unwrap();
    served.wait_until(|server| value(server, "a") == 7);
    assert_eq!(problems(&served.server), "[]");

    fs::remove_file(&served.file).unwrap();
    served.wait_until(|server| problems(server).contains("does not exist"));
    assert_eq!(value(&served.server, "a"), 7);
}

#[test]
fn overrides_lie_beside_the_file() {
    let served = serve(V5, false);
    assert_eq!(send(&served.server, "PUT /api/documents/config/overrides/a", r#"{"value": 9}"#).status, 200);
    assert_eq!(fs::read_to_string(&served.file).unwrap(), V5);
    let path = served.folder.path().join("config.overrides.json");
    assert_eq!(fs::read_to_string(&path).unwrap(), "{\n  \"flags\": {\n    \"a\": 9\n  }\n}\n");
    Overrides::from_file(&path, OverrideBehaviour::LocalOnly).unwrap();

    // People edit it, too.
    fs::write(&path, r#"{"flags": {"a": 10, "c": true, "b": "text"}}"#).unwrap();
    served.wait_until(|server| value(server, "a") == 10);
    let shown = problems(&served.server);
    assert!(shown.contains("the override of `c` has no effect: the document has no such flag"), "{shown}");
    assert!(shown.contains("the override of `b` has no effect: its value is not a bool"), "{shown}");
    fs::write(&path, "nonsense").unwrap();
    served.wait_until(|server| problems(server).contains("config.overrides.json"));
    assert_eq!(value(&served.server, "a"), 10);
    fs::remove_file(&path).unwrap();
    served.wait_until(|server| value(server, "a") == 5);

    // Another server has the overrides of the first one.
    send(&served.server, "PUT /api/documents/config/overrides/a", r#"{"value": 11}"#);
    send(&served.server, "PUT /api/users/jane", r#"{"Identifier": "1"}"#);
    let (other, _) = start(&served.file, false);
    assert_eq!(value(&other, "a"), 11);
    assert_eq!(get(&other, "/api/users/jane").json()["user"], json!({"Identifier": "1"}));
    assert_eq!(served.names(), ["config.json", "config.overrides.json", "config.users.json"]);
}

#[test]
fn nothing_is_written_by_an_ephemeral_server() {
    let served = serve(V5, true);
    send(&served.server, "PUT /api/documents/config/overrides/a", r#"{"value": 9}"#);
    send(&served.server, "PUT /api/users/jane", r#"{"Identifier": "1"}"#);
    send(&served.server, "PUT /api/documents/config/draft/flags/a", r#"{"t": 2, "v": {"i": 1}}"#);
    assert_eq!(value(&served.server, "a"), 9);
    assert_eq!(served.names(), ["config.json"]);
    assert_eq!(fs::read_to_string(&served.file).unwrap(), V5);
}

#[test]
fn only_write_writes_the_file() {
    let served = serve(V5, true);
    let edit = |value: i64| {
        let setting = json!({"t": 2, "v": {"i": value}}).to_string();
        assert_eq!(send(&served.server, "PUT /api/documents/config/draft/flags/a", &setting).status, 200);
    };
    let write = |body| request(&served.server, "POST /api/documents/config/draft/write", &[], body);
    edit(8);
    assert_eq!(value(&served.server, "a"), 8);
    assert_eq!(fs::read_to_string(&served.file).unwrap(), V5);
    let written = write(None);
    assert_eq!((written.status, &written.json()["edited"]), (200, &json!(false)), "{}", written.text());
    // What nobody edits stays as it is written.
    let expected = "{\n  \"f\": {\n    \"b\": {\"t\": 0, \"v\": true},\n    \"a\": {\"v\":8,\"t\":2,\"p\":[],\"r\":[]}\n  }\n}\n";
    assert_eq!(fs::read_to_string(&served.file).unwrap(), expected);

    // Somebody else changes it meanwhile.
    edit(9);
    fs::write(&served.file, "broken").unwrap();
    served.wait_until(|server| problems(server) != "[]");
    assert_eq!(write(None).status, 409);
    assert_eq!(fs::read_to_string(&served.file).unwrap(), "broken");
    let written = write(Some(r#"{"format": "v6", "overwrite": true}"#));
    assert_eq!((written.status, &written.json()["format"]), (200, &json!("v6")));
    let text = fs::read_to_string(&served.file).unwrap();
    assert!(text.contains(r#""a": {"t":2,"v":{"i":9}}"#), "{text}");
    assert_eq!(value(&served.server, "a"), 9);
}

#[test]
fn edits_stay_when_the_file_is_saved() {
    let served = serve(V5, true);
    send(&served.server, "PUT /api/documents/config/draft/flags/a", r#"{"t": 2, "v": {"i": 8}}"#);
    fs::write(&served.file, V5.replace("true", "false")).unwrap();
    served.wait_until(|server| value(server, "b") == false);
    assert_eq!(value(&served.server, "a"), 8);
    fs::write(&served.file, r#"{"f": {"b": {"t": 0, "v": true}}}"#).unwrap();
    served.wait_until(|server| value(server, "b") == true);
    assert_eq!(get(&served.server, "/api/documents/config").json()["edited"], false);
}

#[test]
fn what_cannot_be_served_says_so_at_once() {
    let served = serve(V5, true);
    let file = || Server::builder().file(&served.file);
    let port = served.server.base_url().rsplit_once(':').unwrap().1.parse().unwrap();
    let broken = served.folder.path().join("broken.json");
    fs::write(&broken, "{\"f\": {},}").unwrap();
    let missing = served.folder.path().join("missing.json");
    for (builder, expected) in [
        (Server::builder(), "there is no document to serve; name a FILE"),
        (file().port(port), "is in use; end the other program, or choose another port"),
        (Server::builder().file(missing), "there is no such file"),
        (Server::builder().file(broken), "line 1, column 9: a comma after the last item"),
        (file().file(&served.file), "is there twice; name it once"),
        (file().document("b", V5).sdk_key("x").sdk_key("x"), "have the same SDK key `x`"),
        (file().sdk_key("x").sdk_key("y"), "there are 2 SDK keys for 1 documents"),
        (file().sdk_key("x y"), "`x y` cannot be an SDK key"),
        (file().listen([0, 0, 0, 0].into()), "a token is needed"),
        (file().token("short"), "the token is not usable"),
    ] {
        let error: ServeError = builder.bind().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}
