//! Faults, the log of requests, and events.

use std::io::{BufRead as _, BufReader};

use configcat_core::{Client, PollingMode};
use configcat_serve::{Fault, FaultKind, RunningServer, Server};
use serde_json::{Value as Json, json};

use crate::http::{get, open, request, send};

const CONFIG: &str = "/configuration-files/configcat-proxy/shop/config_v6.json";

fn serve() -> RunningServer {
    let document = r#"{"flags": {"darkMode": true, "text": "a text that is long enough to be cut"}}"#;
    Server::builder().document("shop", document).bind().unwrap().spawn().unwrap()
}

#[test]
fn each_fault_is_what_it_says() {
    let server = serve();
    let right = get(&server, CONFIG);
    for (fault, status) in [
        (json!({"kind": "forbidden"}), 403),
        (json!({"kind": "not_found"}), 404),
        (json!({"kind": "too_many", "retry_after": 7}), 429),
        (json!({"kind": "server_error"}), 500),
        (json!({"kind": "garbage"}), 200),
        (json!({"kind": "not_modified"}), 304),
        (json!({"kind": "truncated"}), 200),
        (json!({"kind": "slow", "milliseconds": 1}), 200),
        (json!({"kind": "redirect", "location": "http://a.example"}), 200),
    ] {
        assert_eq!(send(&server, "PUT /api/faults", &fault.to_string()).status, 200, "{fault}");
        let answer = get(&server, CONFIG);
        assert_eq!(answer.status, status, "{fault}");
        match fault["kind"].as_str().unwrap() {
            "too_many" => assert_eq!(answer.header("retry-after"), Some("7")),
            "garbage" => drop(serde_json::from_slice::<Json>(&answer.body).unwrap_err()),
            "truncated" => assert!(answer.broke && answer.body.len() == right.body.len() / 2),
            "slow" => assert_eq!(answer.body, right.body),
            "redirect" => assert_eq!(answer.json(), json!({"p": {"u": "http://a.example", "r": 2}})),
            _ => {}
        }
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    assert_eq!(request(&server, "DELETE /api/faults", &[], None).json(), json!([]));
    assert_eq!(get(&server, CONFIG).body, right.body);
    for wrong in [
        json!({"kind": "late"}),
        json!({"kind": "slow", "document": "billing"}),
        json!({"kind": "slow", "requests": 0}),
    ] {
        assert!(
            matches!(send(&server, "PUT /api/faults", &wrong.to_string()).status, 400 | 404 | 422),
            "{wrong}"
        );
    }
}

#[test]
fn a_stalled_answer_has_headers_alone() {
    let server = serve();
    server.handle().set_fault(Fault::new(FaultKind::Stalled).requests(1)).unwrap();
    let mut reader = BufReader::new(open(&server, &format!("GET {CONFIG}"), &[], None));
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.contains("200"), "{line}");
    // The others are answered meanwhile.
    assert_eq!(get(&server, CONFIG).status, 200);
}

#[test]
fn a_client_survives_each_fault() {
    let server = serve();
    let client = Client::builder("configcat-proxy/shop").base_url(server.base_url());
    let client = client.polling_mode(PollingMode::Manual).build().unwrap();
    client.force_refresh().unwrap();
    for kind in FaultKind::ALL.iter().filter(|kind| !matches!(kind, FaultKind::Stalled | FaultKind::Slow)) {
        server.handle().set_fault(Fault::new(*kind)).unwrap();
        // Whether it is an error depends on the fault.
        let _ = client.force_refresh();
        assert!(client.get_value("darkMode", false, None), "{kind:?}");
    }
    server.handle().clear_faults();
    server.handle().set_override("shop", "darkMode", false).unwrap();
    client.force_refresh().unwrap();
    assert!(!client.get_value("darkMode", true, None));
}

#[test]
fn requests_are_recorded_without_their_sdk_keys() {
    let server = serve();
    let etag = get(&server, CONFIG).header("etag").unwrap().to_owned();
    server.handle().set_fault(Fault::new(FaultKind::Forbidden).requests(1)).unwrap();
    get(&server, CONFIG);
    let headers = [("X-ConfigCat-UserAgent", "ConfigCat-Rust/a-0.1.0"), ("If-None-Match", etag.as_str())];
    request(&server, &format!("GET {CONFIG}"), &headers, None);
    let requests = get(&server, "/api/requests").json();
    let [last, forbidden, first] = requests.as_array().unwrap().as_slice() else { panic!("{requests}") };
    assert_eq!((&first["status"], &first["holds"], &first["sdk"]), (&json!(200), &Json::Null, &Json::Null));
    assert_eq!((&forbidden["status"], &forbidden["fault"]), (&json!(403), &json!("forbidden")));
    assert_eq!(
        (&last["status"], &last["sdk"], &last["polling_mode"]),
        (&json!(304), &json!("ConfigCat-Rust/0.1.0"), &json!("auto"))
    );
    assert_eq!((&last["holds"], &last["holds_current"]), (&json!(etag), &json!(true)));
    assert!(!requests.to_string().contains("configcat-proxy/shop"), "{requests}");
    assert_eq!(get(&server, "/api/requests?after=2").json().as_array().unwrap().len(), 1);
    assert_eq!(request(&server, "DELETE /api/requests", &[], None).json(), json!({"removed": 3}));
}

#[test]
fn changes_are_told_as_they_happen() {
    let server = serve();
    let mut events = BufReader::new(open(&server, "GET /api/events", &[], None)).lines().map(Result::unwrap);
    let mut next = || events.by_ref().find(|line| line.starts_with("event: ")).unwrap();
    assert_eq!(next(), "event: hello");
    server.handle().set_override("shop", "darkMode", false).unwrap();
    assert_eq!(next(), "event: overrides");
    get(&server, CONFIG);
    assert_eq!(next(), "event: request");
    server.handle().set_fault(Fault::new(FaultKind::Slow)).unwrap();
    assert_eq!(next(), "event: faults");
    server.handle().replace_document("shop", r#"{"flags": {"darkMode": true}}"#).unwrap();
    assert_eq!(next(), "event: document");
}

#[test]
fn a_thousand_event_streams_are_too_many() {
    let server = serve();
    let streams: Vec<_> = (0..64)
        .map(|_| {
            let mut reader = BufReader::new(open(&server, "GET /api/events", &[], None));
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            assert!(line.contains("200"), "{line}");
            reader
        })
        .collect();
    let refused = get(&server, "/api/events");
    assert_eq!(refused.status, 503);
    assert_eq!(refused.json()["error"]["message"], "too many event streams are open");
    assert_eq!(get(&server, "/api").json()["event_streams"], 64);
    drop(streams);
    assert_eq!(get(&server, CONFIG).status, 200);
}
