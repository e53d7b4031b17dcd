//! Random bytes in place of an answer, over the built-in transport and a real socket.

use std::{io::Write as _, sync::LazyLock};

use configcat_core::{Client, PollingMode};
use configcat_test_fakes::{Behaviour, Server, response};
use fastrand::Rng;

use crate::{
    body::{Body, document},
    reply::choose,
};

const KEY: &str = "0123456789012345678901/0123456789012345678901";

/// How many answers one client gets.
const ANSWERS: u32 = 20;

/// A client gets random bytes, and good answers in between.
pub(crate) fn run(seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let server = Server::start(|_| good(1));
    let builder = Client::builder(KEY).base_url(server.url()).polling_mode(PollingMode::manual());
    let client = builder.max_config_size(1 << 20).build().expect("a client");
    client.force_refresh().expect("a good answer");
    let value = || client.snapshot().get_value("flag", "none", None).to_string();
    for number in 0..ANSWERS {
        let (last, version, next) = (3 * number + 1, 3 * number + 2, 3 * number + 4);
        let bytes = random_answer(&mut rng, version);
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]).into_owned();
        let behaviour = if rng.u8(0..8) == 0 { Behaviour::Reset(bytes) } else { Behaviour::Answer(bytes) };
        server.behave(behaviour);
        let result = client.force_refresh();
        let expected = if result.is_ok() { [last, version] } else { [last; 2] };
        let is_empty = result.is_ok() && value() == "none";
        assert!(
            is_empty || expected.iter().any(|expected| value() == expected.to_string()),
            "{} after {result:?}: {shown}",
            value()
        );
        server.behave(good(next));
        // A connection that the server has closed without a word may be used once more.
        let result = client.force_refresh().or_else(|_| client.force_refresh());
        result.unwrap_or_else(|error| panic!("{error:?} after {shown}"));
        assert_eq!(value(), next.to_string(), "after {shown}");
    }
}

fn good(version: u32) -> Behaviour {
    Behaviour::Answer(response(200, &format!("ETag: \"{version}\""), document(version, "")))
}

fn random_answer(rng: &mut Rng, version: u32) -> Vec<u8> {
    let body = match Body::random(rng, version) {
        // The other base URLs are not on the loopback interface.
        Body::Redirect(..) | Body::Config(_) => document(version, "").into_bytes(),
        body => body.bytes(),
    };
    let (encoding, body) = encoded(rng, body);
    let mut headers: Vec<Vec<u8>> = (0..rng.usize(0..4)).map(|_| random_header(rng)).collect();
    headers.extend(encoding.map(|encoding| format!("Content-Encoding: {encoding}").into_bytes()));
    let redirects = rng.u8(0..12) == 0;
    if redirects {
        let target = choose(rng, &["/", "", "?", "#", "http://", "\u{0}", "/configuration-files/x"]);
        headers.push(format!("Location: {target}").into_bytes());
    }
    let status = match rng.u8(0..8) {
        _ if redirects => *choose(rng, &[301, 302, 303, 307, 308]),
        0..5 => 200,
        5 => *choose(rng, &[304, 403, 404, 429, 431, 500, 503]),
        _ => rng.u16(0..1_200),
    };
    let mut bytes = format!("HTTP/1.1 {status} Status\r\nConnection: close\r\n").into_bytes();
    for header in headers {
        bytes.extend_from_slice(&header);
        bytes.extend_from_slice(b"\r\n");
    }
    match rng.u8(0..8) {
        0 => {}
        1 => bytes.extend_from_slice(b"Transfer-Encoding: chunked\r\n"),
        2 => {
            let length =
                *choose(rng, &["0", "-1", "x", "7", "999", "99999999999999999999", "5\r\nContent-Length: 6"]);
            bytes.extend_from_slice(format!("Content-Length: {length}\r\n").as_bytes());
        }
        _ => bytes.extend_from_slice(format!("Content-Length: {}\r\n", body.len()).as_bytes()),
    }
    bytes.extend_from_slice(b"\r\n");
    if !redirects && rng.u8(0..4) == 0 {
        spoil(rng, &mut bytes);
    }
    bytes.extend_from_slice(&body);
    if rng.u8(0..10) == 0 {
        bytes.truncate(rng.usize(..bytes.len()));
    }
    bytes
}

/// Changes some bytes of the head.
fn spoil(rng: &mut Rng, head: &mut Vec<u8>) {
    for _ in 0..rng.usize(1..4) {
        let position = rng.usize(..head.len());
        match rng.u8(0..3) {
            0 => head[position] = rng.u8(..),
            1 => _ = head.remove(position),
            _ => head.insert(position, rng.u8(..)),
        }
    }
}

fn random_header(rng: &mut Rng) -> Vec<u8> {
    let name =
        *choose(rng, &["ETag", "Retry-After", "CF-RAY", "Date", "Content-Type", "X-Other", "Set-Cookie"]);
    let value: Vec<u8> = match rng.u8(0..10) {
        0 => "x".repeat(rng.usize(1..70_000)).into_bytes(),
        1 => (0..rng.usize(0..50)).map(|_| rng.u8(..)).filter(|byte| !b"\r\n".contains(byte)).collect(),
        2 => b"Sun, 06 Nov 1994 08:49:37 GMT".to_vec(),
        3 => b"Fri, 31 Dec 9999 23:59:59 GMT".to_vec(),
        4 => b"99999999999999999999999".to_vec(),
        5 => b"-1".to_vec(),
        6 => b"soon, \xff\xfe".to_vec(),
        7 => Vec::new(),
        8 => b"a\r\n b".to_vec(),
        _ => rng.u64(..).to_string().into_bytes(),
    };
    let separator: &[u8] = if rng.u8(0..30) == 0 { b"" } else { b": " };
    [name.as_bytes(), separator, &value].concat()
}

/// A body in a content encoding, or in one that it does not have.
fn encoded(rng: &mut Rng, body: Vec<u8>) -> (Option<&'static str>, Vec<u8>) {
    match rng.u8(0..10) {
        0 => (Some(*choose(rng, &["gzip", "deflate", "br", "zstd", "identity", "", "gzip, gzip"])), body),
        1..4 => {
            let mut zipped = gzip(&body);
            if rng.u8(0..4) == 0 {
                zipped.truncate(rng.usize(..zipped.len()));
            }
            (Some("gzip"), zipped)
        }
        4 => (Some("gzip"), BOMB.clone()),
        _ => (None, body),
    }
}

/// Few bytes that become too many.
static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| gzip(&vec![b' '; 2 << 20]));

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).expect("a vector takes everything");
    encoder.finish().expect("a vector takes everything")
}
