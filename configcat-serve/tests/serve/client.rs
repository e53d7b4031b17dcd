//! This toolkit's client polls the server.

use configcat_core::{Client, PollingMode, User};
use configcat_serve::Server;

use crate::http::send;

const DOCUMENT: &str = r#"{"f": {"isBetaTester": {"t": 0, "v": false, "r": [
    {"a": "Email", "t": 2, "c": "@example.com", "v": true}
]}}}"#;

#[test]
fn a_client_sees_a_flip_within_one_poll() {
    let running = Server::builder().document("shop", DOCUMENT).bind().unwrap().spawn().unwrap();
    for key in ["configcat-proxy/shop", "0123456789012345678901/0123456789012345678901"] {
        running.handle().reset_overrides("shop").unwrap();
        let client = Client::builder(key).base_url(running.base_url()).polling_mode(PollingMode::Manual);
        let client = client.build().unwrap();
        client.force_refresh().unwrap();
        let jane = User::new("1").email("jane@example.com");
        assert!(client.get_value("isBetaTester", false, &jane));
        assert!(!client.get_value("isBetaTester", true, None));

        let set = send(&running, "PUT /api/documents/shop/overrides/isBetaTester", r#"{"value": true}"#);
        assert_eq!((set.status, &set.json()["override"]), (200, &true.into()));
        client.force_refresh().unwrap();
        assert!(client.get_value("isBetaTester", false, None));
    }
}
