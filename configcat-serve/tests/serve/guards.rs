//! Who may use the API.

use configcat_serve::{RunningServer, Server};
use serde_json::json;

use crate::http::{request, send};

const CONFIG: &str = "GET /configuration-files/key/config_v6.json";
const FLIP: &str = "PUT /api/documents/shop/overrides/a";
const TOKEN: &str = "0123456789abcdef";

fn serve(token: Option<&str>) -> RunningServer {
    let mut builder = Server::builder().document("shop", r#"{"flags": {"a": true}}"#);
    if let Some(token) = token {
        builder = builder.token(token);
    }
    builder.bind().unwrap().spawn().unwrap()
}

fn is_untouched(server: &RunningServer) -> bool {
    server.handle().documents()[0].overrides == 0
}

#[test]
fn other_hosts_and_origins_have_no_access() {
    let server = serve(None);
    for header in [
        ("Host", "evil.example"),
        ("Host", "localhost.evil.example:8765"),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://localhost:1"),
    ] {
        let refused = request(&server, FLIP, &[header], Some(r#"{"value": false}"#));
        assert_eq!(refused.status, 403, "{header:?}");
        assert!(refused.json()["error"]["remedy"].is_string());
        assert_eq!(request(&server, "GET /api/documents", &[header], None).status, 403, "{header:?}");
        // SDKs run on any page.
        assert_eq!(request(&server, CONFIG, &[header], None).status, 200, "{header:?}");
    }
    assert!(is_untouched(&server));
    let own = [("Origin", server.base_url())];
    assert_eq!(request(&server, FLIP, &own, Some(r#"{"value": false}"#)).status, 200);
}

#[test]
fn a_form_of_another_page_cannot_write() {
    let server = serve(None);
    let body = r#"{"value": false}"#;
    let headers = [("Content-Type", "text/plain"), ("Content-Length", "16")];
    let refused = request(&server, FLIP, &headers, None);
    assert_eq!((refused.status, body.len()), (415, 16));
    assert!(is_untouched(&server));
}

#[test]
fn a_large_body_is_refused_before_it_is_read() {
    let server = serve(None);
    let headers = [("Content-Type", "application/json"), ("Content-Length", "104857600")];
    let refused = request(&server, FLIP, &headers, None);
    assert_eq!(refused.status, 413);
    assert!(refused.json()["error"]["message"].as_str().unwrap().contains("4194304 bytes"));
    let long = json!({"value": "x".repeat(5 << 20)}).to_string();
    assert_eq!(send(&server, FLIP, &long).status, 413);
    assert!(is_untouched(&server));
}

#[test]
fn the_api_needs_the_token_and_sdks_do_not() {
    let server = serve(Some(TOKEN));
    assert_eq!(request(&server, "GET /api/documents", &[], None).status, 401);
    assert_eq!(request(&server, CONFIG, &[], None).status, 200);
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(request(&server, "GET /api/documents", &[("Authorization", &bearer)], None).status, 200);
    let wrong = request(&server, "GET /api/documents", &[("Authorization", "Bearer 0123456789abcdee")], None);
    assert_eq!(wrong.status, 401);
    // A browser keeps it in a cookie, and shows it in no address.
    let login = request(&server, &format!("GET /?token={TOKEN}"), &[], None);
    assert_eq!((login.status, login.header("location")), (303, Some("/")));
    let cookie = login.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(request(&server, "GET /api/documents", &[("Cookie", cookie)], None).status, 200);
}

#[test]
fn the_page_runs_nothing_but_its_own_files() {
    let server = serve(None);
    let start = request(&server, "GET /", &[], None);
    assert_eq!((start.status, start.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let policy = start.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    let text = start.text();
    let names = text.split(['"', '\'']).filter(|part| part.starts_with("page/"));
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 2, "{text}");
    for name in names {
        let file = request(&server, &format!("GET /{name}"), &[("Accept-Encoding", "gzip")], None);
        assert_eq!((file.status, file.header("content-encoding")), (200, Some("gzip")), "{name}");
        let etag = file.header("etag").unwrap();
        let again = request(&server, &format!("GET /{name}"), &[("If-None-Match", etag)], None);
        assert_eq!((again.status, again.body.len()), (304, 0), "{name}");
    }
    assert_eq!(request(&server, "GET /page/app", &[], None).status, 404);
}
