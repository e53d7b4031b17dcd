//! The hashes of config v6, made apart from the runtime.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The hash of a text with a salt and a context: the key of a flag, or the name of a segment.
///
/// # Panics
///
/// Never: a text can always be written to.
#[must_use]
pub fn hashed(text: &str, salt: &str, context: &str) -> String {
    let digest = Sha256::digest(format!("{text}{salt}{context}"));
    digest.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("texts take everything");
        hex
    })
}
