//! What ConfigCat's CDN promises to SDKs.

use std::io::{Read as _, Write as _};

use configcat_core::Config;
use configcat_serve::{RunningServer, Server};
use flate2::read::GzDecoder;

use crate::http::{Answer, get, request};

const V2_KEY: &str = "configcat-sdk-1/TEST_KEY-0123456789012/1234567890123456789012";

const V5: &str = r#"{"p": {"u": "https://cdn-global.configcat.com", "r": 2}, "f": {
    "color": {"t": 1, "v": "gray", "i": "a1", "r": [{"o": 0, "a": "Email", "t": 2, "c": "@a.b", "v": "blue", "i": "a2"}],
        "p": [{"o": 0, "p": 20, "v": "red", "i": "a3"}]},
    "limit": {"t": 3, "v": 1.5, "r": [{"a": "seats", "t": 14, "c": "10,5", "v": 2.5}]}
}}"#;

fn serve(document: &str) -> RunningServer {
    Server::builder().document("shop", document).bind().unwrap().spawn().unwrap()
}

fn path(key: &str, version: &str) -> String {
    format!("/configuration-files/{key}/config_{version}.json")
}

#[test]
fn one_document_is_served_in_both_versions_for_any_sdk_key() {
    let server = serve(V5);
    for key in [V2_KEY, "0123456789012345678901/0123456789012345678901", "configcat-proxy/anything", "a"] {
        let v5 = get(&server, &path(key, "v5"));
        assert_eq!((v5.status, v5.header("content-type")), (200, Some("application/json")));
        // Nobody is sent away from this server.
        assert!(v5.text().contains(r#""r":0"#), "{}", v5.text());
        let v6 = get(&server, &path(key, "v6")).json();
        let color = &v6["f"]["color"];
        assert_eq!(color["r"][0]["c"][0]["u"], serde_json::json!({"a": "Email", "c": 2, "l": ["@a.b"]}));
        // Config v6 has to cover everyone.
        assert_eq!(color["p"][0]["p"], 20);
        assert_eq!(color["p"][1], serde_json::json!({"p": 80, "v": {"s": "gray"}, "i": "a1"}));
        assert_eq!(v6["f"]["limit"]["r"][0]["c"][0]["u"]["d"], 10.5);
        assert!(Config::parse(&v6.to_string()).unwrap().broken_settings().next().is_none());
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = serve(V5);
    let path = path(V2_KEY, "v6");
    let first = get(&server, &path);
    let etag = first.header("etag").expect("an ETag").to_owned();
    let with = |header: &str| request(&server, &format!("GET {path}"), &[("If-None-Match", header)], None);
    for held in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}")] {
        let again = with(&held);
        assert_eq!((again.status, again.header("etag"), again.body.len()), (304, Some(&*etag), 0), "{held}");
    }
    assert_eq!(with("\"other\"").status, 200);
    // Browsers have no header for it.
    let query = etag.replace('"', "%22");
    assert_eq!(get(&server, &format!("{path}?sdk=ConfigCat-JS%2Fa-9.0.0&ccetag={query}")).status, 304);
    assert_eq!(get(&server, &format!("{path}?ccetag=%22other%22")).status, 200);

    server.handle().set_override("shop", "color", "green").unwrap();
    let changed = with(&etag);
    assert_eq!(changed.status, 200);
    assert_eq!(changed.json()["f"]["color"], serde_json::json!({"t": 1, "v": {"s": "green"}}));
    server.handle().set_override("shop", "color", "blue").unwrap();
    let known = get(&server, &path).json();
    assert_eq!(known["f"]["color"], serde_json::json!({"t": 1, "v": {"s": "blue"}, "i": "a2"}));
    server.handle().reset_overrides("shop").unwrap();
    assert_eq!(with(&etag).status, 304);
}

#[test]
fn gzip_and_head_are_as_expected() {
    let server = serve(V5);
    let path = path("key", "v6");
    let plain = get(&server, &path);
    assert_eq!(plain.header("content-encoding"), None);
    let packed = request(&server, &format!("GET {path}"), &[("Accept-Encoding", "br, gzip")], None);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert_eq!(packed.header("vary"), Some("Accept-Encoding"));
    assert_eq!(packed.header("etag"), plain.header("etag"));
    let mut text = String::new();
    GzDecoder::new(&*packed.body).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain.text());
    let head = request(&server, &format!("HEAD {path}"), &[], None);
    let expected = plain.body.len().to_string();
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some(&*expected), 0));
}

#[test]
fn pages_of_every_origin_may_read_configs() {
    let server = serve(V5);
    let path = path("key", "v6");
    let asked = [
        ("Origin", "https://shop.example"),
        ("Access-Control-Request-Method", "GET"),
        ("Access-Control-Request-Headers", "x-configcat-useragent"),
    ];
    let preflight = request(&server, &format!("OPTIONS {path}"), &asked, None);
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
    assert_eq!(preflight.header("access-control-allow-headers"), Some("x-configcat-useragent"));
    assert!(preflight.header("access-control-allow-methods").unwrap().contains("GET"));
    let answers: [Answer; 2] = [get(&server, &path), get(&server, "/configuration-files/nothing")];
    for answer in answers {
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("access-control-expose-headers"), Some("ETag"));
    }
}

#[test]
fn several_documents_have_sdk_keys_of_their_own() {
    let server = Server::builder()
        .document("shop", r#"{"flags": {"a": 1}}"#)
        .document("billing", r#"{"flags": {"b": 2}}"#)
        .sdk_key(V2_KEY);
    let server = server.bind().unwrap().spawn().unwrap();
    assert_eq!(get(&server, &path(V2_KEY, "v6")).json()["f"]["a"]["v"]["i"], 1);
    assert_eq!(get(&server, &path("configcat-proxy/billing", "v5")).json()["f"]["b"]["v"], 2);
    for wrong in [path("configcat-proxy/shop", "v6"), path(V2_KEY, "v7"), "/configuration-files/a".to_owned()]
    {
        let answer = get(&server, &wrong);
        assert_eq!(answer.status, 404, "{wrong}");
        assert!(answer.text().starts_with("404 Not Found"), "{}", answer.text());
    }
}

#[test]
fn what_a_version_cannot_express_is_refused_with_its_reasons() {
    let server = serve(
        r#"{"p": {"s": "salt"}, "s": [{"n": "beta", "r": [{"a": "Email", "c": 2, "l": ["@a.b"]}]}], "f": {
            "segment": {"t": 0, "v": {"b": false}, "r": [{"c": [{"s": {"s": 0, "c": 0}}], "s": {"v": {"b": true}}}]},
            "plain": {"t": 0, "v": {"b": true}},
            "broken": {"t": 0, "v": {"s": "text"}}
        }}"#,
    );
    assert_eq!(get(&server, &path("key", "v6")).status, 200);
    let refused = get(&server, &path("key", "v5"));
    assert_eq!(refused.status, 406);
    let text = refused.text();
    for reason in [
        "flag `segment` has no form in config v5: targeting rule 1: config v5 has no segments",
        "flag `broken`",
    ] {
        assert!(text.contains(reason), "{text}");
    }
    assert!(!text.contains("plain"), "{text}");
    let document = get(&server, "/api/documents/shop").json();
    assert_eq!(document["served"]["v5"]["available"], false);
    assert!(document["problems"].as_array().unwrap().iter().any(|problem| problem["source"] == "v5"));
    // An override has a form in each version.
    for (key, value) in [("segment", true), ("broken", false)] {
        server.handle().set_override("shop", key, value).unwrap();
    }
    assert_eq!(get(&server, &path("key", "v5")).json()["f"]["segment"]["v"], true);
}

#[test]
fn a_broken_request_is_no_end() {
    let server = serve(V5);
    let address = server.base_url().trim_start_matches("http://").to_owned();
    for nonsense in [
        "\0\0\0",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /configuration-files/%ff/config_v6.json HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut connection = std::net::TcpStream::connect(&address).unwrap();
        connection.write_all(nonsense.as_bytes()).unwrap();
    }
    assert_eq!(get(&server, &path("key", "v5")).status, 200);
}
