//! [`Body`]: a config or a file of the page, as it goes over the network.

use std::{
    hash::{DefaultHasher, Hasher as _},
    io::Write as _,
    sync::OnceLock,
};

use axum::{body::Bytes, http::HeaderValue};
use flate2::{Compression, write::GzEncoder};

/// A text with its ETag. It is compressed once, when somebody asks for that first.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) text: Bytes,
    pub(crate) etag: HeaderValue,
    gzip: OnceLock<Bytes>,
}

impl Body {
    pub(crate) fn new(text: impl Into<Bytes>) -> Self {
        let text = text.into();
        let mut hasher = DefaultHasher::new();
        hasher.write(&text);
        let etag = format!("\"{:016x}-{:x}\"", hasher.finish(), text.len());
        // Hexadecimal digits are valid in a header.
        let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""));
        Self { text, etag, gzip: OnceLock::new() }
    }

    /// The compressed text.
    fn gzip(&self) -> Bytes {
        self.gzip.get_or_init(|| compressed(&self.text)).clone()
    }

    /// The ETag as a text.
    pub(crate) fn etag_text(&self) -> &str {
        self.etag.to_str().unwrap_or_default()
    }

    /// The text, compressed if the header `Accept-Encoding` asks for that, and whether it is.
    pub(crate) fn encoded(&self, accepted: Option<&str>) -> (Bytes, bool) {
        if accepted.is_some_and(takes_gzip) { (self.gzip(), true) } else { (self.text.clone(), false) }
    }

    /// Whether one of the `ETag`s in a header is the one of this text. A weak `ETag` is the same as a strong one.
    pub(crate) fn is_held(&self, etags: &str) -> bool {
        let own = self.etag_text();
        etags.split(',').map(str::trim).any(|held| held == "*" || held.trim_start_matches("W/") == own)
    }
}

/// Whether a client takes gzip: it names it, or everything, with a weight above zero.
fn takes_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip") || name == "*");
        let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|weight| weight.parse().ok());
        is_gzip && weight.unwrap_or(1.0) > 0.0
    })
}

fn compressed(text: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(text);
    encoder.finish().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_clients_hold_is_recognised() {
        let body = Body::new("{}".to_owned());
        let etag = body.etag_text().to_owned();
        for (held, expected) in [
            (etag.clone(), true),
            (format!("W/{etag}"), true),
            (format!("\"a\", {etag}"), true),
            ("*".to_owned(), true),
            (String::new(), false),
            ("\"a\"".to_owned(), false),
        ] {
            assert_eq!(body.is_held(&held), expected, "{held}");
        }
        assert_ne!(Body::new("{ }".to_owned()).etag, body.etag);
    }

    #[test]
    fn the_compressed_json_is_the_same() {
        let body = Body::new("{\"a\": 1}".repeat(100));
        let mut json = Vec::new();
        flate2::read::GzDecoder::new(&*body.gzip()).read_to_end(&mut json).unwrap();
        assert_eq!(json, body.text);
        assert!(body.gzip().len() < 100);
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        for (accepted, expected) in [
            ("gzip", true),
            ("br, GZIP;q=0.5", true),
            ("*", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0, br", false),
            ("identity", false),
            ("", false),
        ] {
            assert_eq!(takes_gzip(accepted), expected, "{accepted}");
        }
    }
}
