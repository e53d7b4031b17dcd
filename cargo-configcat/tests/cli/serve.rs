//! `serve`: what it prints, and that it serves.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::Child,
};

use configcat_core::{Client, PollingMode};
use configcat_serve::Server;
use serde_json::Value as Json;

use crate::process::{command, run};

/// A server that ends with the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn get(address: &str, method_and_path: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    let request = format!("{method_and_path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_program_learns_the_base_url_and_reads_flags() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, r#"{"flags": {"darkMode": true}}"#).unwrap();
    let arguments =
        ["serve", file.to_str().unwrap(), "--port", "0", "--format", "json", "--fault", "server_error"];
    let mut serving = Serving(command(&arguments).spawn().unwrap());
    let stdout = BufReader::new(serving.0.stdout.take().unwrap());
    let served: Json = serde_json::Deserializer::from_reader(stdout).into_iter().next().unwrap().unwrap();
    assert_eq!(served["documents"][0]["sdk_key"], "configcat-proxy/shop");
    assert_eq!(served["documents"][0]["served"], serde_json::json!(["v5", "v6"]));

    let address = served["base_url"].as_str().unwrap().trim_start_matches("http://");
    let get = |method_and_path: &str| get(address, method_and_path);
    let config = "GET /configuration-files/configcat-proxy/shop/config_v6.json";
    assert!(get(config).starts_with("HTTP/1.1 500"));
    assert!(get("DELETE /api/faults").starts_with("HTTP/1.1 200"));
    assert!(get(config).contains(r#""darkMode":{"t":0,"v":{"b":true}}"#));

    // A broken file is told in the terminal, and the last good one is served.
    let mut stderr = BufReader::new(serving.0.stderr.take().unwrap());
    fs::write(&file, r#"{"flags": {"darkMode": false},}"#).unwrap();
    let mut told = String::new();
    while !told.contains("a comma after the last item") {
        assert_ne!(stderr.read_line(&mut told).unwrap(), 0, "{told}");
    }
    assert!(told.contains("line 1, column") && told.contains("the last good one is served"), "{told}");
    assert!(get(config).contains(r#""b":true"#));
}

#[test]
fn a_live_config_is_mirrored() {
    let document = r#"{"f": {"darkMode": {"t": 0, "v": {"b": false}}}}"#;
    let configcat = Server::builder().document("shop", document).bind().unwrap().spawn().unwrap();
    let arguments = ["serve", "--live", "SHOP_KEY", "--live-base-url", configcat.base_url()];
    let options = ["--live-interval", "1", "--port", "0", "--format", "json"];
    let mut program = command(&[&arguments[..], &options].concat());
    program.env("SHOP_KEY", "configcat-sdk-1/0123456789012345678901/0123456789012345678901");
    let mut serving = Serving(program.spawn().unwrap());
    let stdout = BufReader::new(serving.0.stdout.take().unwrap());
    let served: Json = serde_json::Deserializer::from_reader(stdout).into_iter().next().unwrap().unwrap();
    assert_eq!(served["documents"][0]["sdk_key"], "configcat-proxy/live");

    let client = Client::builder("configcat-proxy/live").base_url(served["base_url"].as_str().unwrap());
    let client = client.polling_mode(PollingMode::manual()).build().unwrap();
    client.force_refresh().unwrap();
    assert!(!client.get_value("darkMode", true, None));
    configcat.handle().set_override("shop", "darkMode", true).unwrap();
    let mut stderr = BufReader::new(serving.0.stderr.take().unwrap());
    let mut told = String::new();
    while !told.contains("live: ConfigCat has a new config") {
        assert_ne!(stderr.read_line(&mut told).unwrap(), 0, "{told}");
    }
    client.force_refresh().unwrap();
    assert!(client.get_value("darkMode", false, None));
    let api = get(served["base_url"].as_str().unwrap().trim_start_matches("http://"), "GET /api");
    assert!(api.contains(r#""live":"SHOP_KEY""#), "{api}");
    assert!(!api.contains("0123456789"), "{api}");
}

#[test]
fn what_cannot_be_served_says_how_to_mend_it() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = write("good.json", r#"{"flags": {"a": 1}}"#);
    let other = write("other.json", r#"{"flags": {"a": 1}}"#);
    let bad = write("bad.json", "[]");
    for (arguments, expected) in [
        (
            vec![&*good, "--port", &port],
            format!(
                "the port {port} is in use (help: end the other program, or choose another port: `--port 0` takes any that is free)"
            ),
        ),
        (vec![&*bad, "--port", "0"], "bad.json".to_owned()),
        (vec!["missing.json"], "missing.json: cannot read the file: there is no such file".to_owned()),
        (
            vec![&*good, &*other, "--sdk-key", "x", "--sdk-key", "x"],
            "have the same SDK key `x` (help: give each FILE an SDK key of its own with `--sdk-key`)"
                .to_owned(),
        ),
        (
            vec![&*good, "--listen", "0.0.0.0"],
            "(help: give one with `--token` or in `CONFIGCAT_SERVE_TOKEN`, or leave `--listen` out)"
                .to_owned(),
        ),
        (
            vec!["--live", "UNSET_KEY"],
            "the config of `UNSET_KEY` cannot be mirrored: the variable is not set (help: set it to the SDK key of the \
             environment, or name another variable)"
                .to_owned(),
        ),
        (vec![&*good, "--fault", "late"], "possible values: forbidden, not_found".to_owned()),
    ] {
        let all: Vec<&str> = ["serve"].into_iter().chain(arguments).collect();
        let ended = run(&all, "");
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{all:?}");
        assert!(ended.stderr.contains(&expected), "{expected}: {}", ended.stderr);
    }
}
