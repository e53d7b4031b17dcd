//! Plain HTTP requests, to see each byte of an answer.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use configcat_serve::RunningServer;
use serde_json::Value as Json;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether the connection broke before the body was complete.
    pub(crate) broke: bool,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a text")
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// A request with headers. The body, if there is one, is JSON.
pub(crate) fn request(
    server: &RunningServer,
    line: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Answer {
    let mut reader = BufReader::new(open(server, line, headers, body));
    let mut first = String::new();
    reader.read_line(&mut first).expect("an answer");
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).expect("headers");
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: Option<usize> = length.map(|(_, length)| length.parse().expect("a length"));
    let (mut body, is_head) = (Vec::new(), line.starts_with("HEAD"));
    let read = if is_head { Ok(0) } else { reader.read_to_end(&mut body) };
    let is_short = !is_head && length.is_some_and(|length| body.len() < length);
    Answer { status, headers, broke: read.is_err() || is_short, body }
}

/// Sends a request, and leaves the answer to be read.
pub(crate) fn open(
    server: &RunningServer,
    line: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> TcpStream {
    let address = server.base_url().trim_start_matches("http://");
    let mut connection = TcpStream::connect(address).expect("a connection");
    connection.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out");
    let mut text = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
    if headers.iter().all(|(name, _)| *name != "Host") {
        let _ = write!(text, "Host: {address}\r\n");
    }
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    if let Some(body) = body {
        let _ = write!(text, "Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    }
    text.push_str("\r\n");
    text.push_str(body.unwrap_or_default());
    // The server may answer and close before it has read all.
    let _ = connection.write_all(text.as_bytes());
    connection
}

pub(crate) fn get(server: &RunningServer, path: &str) -> Answer {
    request(server, &format!("GET {path}"), &[], None)
}

pub(crate) fn send(server: &RunningServer, method_and_path: &str, body: &str) -> Answer {
    request(server, method_and_path, &[], Some(body))
}
