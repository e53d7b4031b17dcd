//! [`Body`]: a config as it goes over the network.

use std::{
    hash::{DefaultHasher, Hasher as _},
    io::Write as _,
    sync::OnceLock,
};

use axum::{body::Bytes, http::HeaderValue};
use flate2::{Compression, write::GzEncoder};

/// A config with its ETag. It is compressed once, when the first SDK asks for that.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) json: Bytes,
    pub(crate) etag: HeaderValue,
    gzip: OnceLock<Bytes>,
}

impl Body {
    pub(crate) fn new(json: String) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(json.as_bytes());
        let etag = format!("\"{:016x}-{:x}\"", hasher.finish(), json.len());
        // Hexadecimal digits are valid in a header.
        let etag = HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""));
        Self { json: json.into(), etag, gzip: OnceLock::new() }
    }

    /// The compressed JSON.
    pub(crate) fn gzip(&self) -> Bytes {
        self.gzip.get_or_init(|| compressed(&self.json)).clone()
    }

    /// The ETag as a text.
    pub(crate) fn etag_text(&self) -> &str {
        self.etag.to_str().unwrap_or_default()
    }

    /// Whether one of the ETags in a header is the one of this config. Weak ETags are the same as strong ones.
    pub(crate) fn is_held(&self, etags: &str) -> bool {
        let own = self.etag_text();
        etags.split(',').map(str::trim).any(|held| held == "*" || held.trim_start_matches("W/") == own)
    }
}

fn compressed(json: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(json);
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
        assert_eq!(json, body.json);
        assert!(body.gzip().len() < 100);
    }
}
