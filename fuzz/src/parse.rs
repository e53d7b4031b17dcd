//! No text makes parsing panic, and each config that can be parsed can be read.

use std::time::Duration;

use bolero::check;
use configcat_core::Config;

use crate::{documents::seeds, reads::read_everything};

/// A recorded document with a changed piece. The first two bytes choose the document, the next three the piece, and one the
/// number of the remaining bytes that replace it. If they choose no document, the bytes stay as they are.
fn changed_document(bytes: &[u8]) -> Vec<u8> {
    let [a, b, start, start_fine, length, new_length, rest @ ..] = bytes else { return bytes.to_vec() };
    let number = usize::from(*a) << 8 | usize::from(*b);
    if number >= 2 * seeds().len() {
        return bytes.to_vec();
    }
    let mut document = seeds()[number % seeds().len()].to_string().into_bytes();
    let start = (usize::from(*start) << 8 | usize::from(*start_fine)) % document.len();
    let end = (start + usize::from(*length)).min(document.len());
    let piece = &rest[..rest.len().min(usize::from(*new_length % 32))];
    document.splice(start..end, piece.iter().copied());
    document
}

fn parse(bytes: &[u8]) {
    if let Ok(text) = String::from_utf8(bytes.to_vec())
        && let Ok(config) = Config::parse(&text)
    {
        read_everything(config, None);
    }
}

#[test]
fn parse_any_text() {
    for seed in seeds() {
        parse(seed.to_string().as_bytes());
    }
    check!().with_test_time(Duration::from_secs(4)).for_each(|bytes: &[u8]| {
        parse(bytes);
        parse(&changed_document(bytes));
    });
}
