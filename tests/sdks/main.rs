//! Real SDKs poll the local server: ours, and those that ConfigCat publishes. Each sees a flip, and survives each fault.
//!
//! Tests that install an SDK are ignored unless asked for: `cargo test -p configcat-test-sdks -- --ignored`.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod installed;
mod program;

use std::{
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use configcat_core::{Client, Hooks, PollingMode};
use configcat_serve::{Fault, FaultKind, RunningServer, Server};

use crate::{
    installed::{Installed, node, python, rust},
    program::Program,
};

const KEY: &str = "configcat-sdk-1/0123456789012345678901/0123456789012345678901";
const DOCUMENT: &str = r#"{"f": {"greeting": {"t": 1, "v": {"s": "hello"}}}}"#;

fn server() -> RunningServer {
    let server = Server::builder().document("shop", DOCUMENT).bind().expect("a free port");
    server.spawn().expect("a server")
}

#[test]
fn ours_follows_flips_and_survives_faults() {
    let server = server();
    let (told, values) = channel();
    let hooks = Hooks::new().on_config_changed(move |change| {
        // The test may have ended.
        let _ = told.send(change.new.get_value("greeting", "no value", None).to_string());
    });
    let polling = PollingMode::auto().interval(Duration::from_secs(1));
    let client = Client::builder(KEY).base_url(server.base_url()).polling_mode(polling).hooks(hooks);
    let client = client.build().expect("a client");
    assert_all_is_seen(&server, &values);
    client.close();
}

#[test]
#[ignore = "needs Python and the network of a package index"]
fn python_8_follows_flips_and_survives_faults() {
    assert_survives(&python("8.0.1"));
}

#[test]
#[ignore = "needs Python and the network of a package index"]
fn python_10_follows_flips_and_survives_faults() {
    assert_survives(&python("10.0.1"));
}

#[test]
#[ignore = "needs Node and the network of a package index"]
fn node_follows_flips_and_survives_faults() {
    assert_survives(&node("1.1.0"));
}

#[test]
#[ignore = "builds another SDK"]
fn the_official_rust_sdk_follows_flips_and_survives_faults() {
    assert_survives(&rust());
}

fn assert_survives(sdk: &Installed) {
    let server = server();
    let program = Program::start(sdk.command(server.base_url(), KEY));
    assert_all_is_seen(&server, &program.values);
    program.end();
}

/// Flips a flag: at first in peace, then while each fault in turn meets the next request.
fn assert_all_is_seen(server: &RunningServer, values: &Receiver<String>) {
    let handle = server.handle();
    assert_next(values, "hello");
    let flip = |value: &str| handle.set_override("shop", "greeting", value).expect("the flag is there");
    flip("flipped");
    assert_next(values, "flipped");
    for kind in FaultKind::ALL {
        let fault = Fault::new(*kind).requests(1);
        let fault = match kind {
            FaultKind::Slow => fault.milliseconds(200),
            FaultKind::TooMany => fault.retry_after(1),
            _ => fault,
        };
        handle.set_fault(fault).expect("a fault");
        flip(kind.name());
        assert_next(values, kind.name());
    }
}

/// Waits for a value. It is the next one: nothing else is served meanwhile, whatever goes wrong.
fn assert_next(values: &Receiver<String>, expected: &str) {
    /// SDKs that back off take their time.
    const MOST: Duration = Duration::from_secs(60);

    let value = values.recv_timeout(MOST).unwrap_or_else(|error| panic!("no `{expected}`: {error}"));
    assert_eq!(value, expected);
}
