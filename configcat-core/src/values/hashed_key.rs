//! [`HashedKey`]: a key with its hash, to find it quickly.

use std::fmt;

/// A key, or another text to find in an index, with its 32-bit hash.
///
/// The hash function has no secret seed, so the compiler can hash constants. Unkeyed: document authors already control
/// the flags.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct HashedKey<'k> {
    hash: u32,
    text: &'k str,
}

impl<'k> HashedKey<'k> {
    #[inline]
    pub(crate) const fn new(text: &'k str) -> Self {
        Self { hash: hash(text), text }
    }

    /// A text whose hash is known.
    #[inline]
    pub(crate) const fn with_hash(text: &'k str, hash: u32) -> Self {
        Self { hash, text }
    }

    #[inline]
    pub(crate) const fn hash(&self) -> u32 {
        self.hash
    }

    #[inline]
    pub(crate) const fn text(&self) -> &'k str {
        self.text
    }
}

/// Shows the text.
impl fmt::Debug for HashedKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

/// The hash of a text: each word of eight bytes is mixed in by a folded multiplication, as in wyhash.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "any half of the bits will do")]
const fn hash(text: &str) -> u32 {
    // Arbitrary constants without a pattern: digits of e and π.
    const WORD: u64 = 0xb7e1_5162_8aed_2a6b;
    const END: u64 = 0x2438_6a3f_8a88_5a31;

    let mut rest = text.as_bytes();
    let mut state = rest.len() as u64 ^ END;
    while let Some((word, others)) = rest.split_first_chunk() {
        state = fold(state ^ u64::from_le_bytes(*word), WORD);
        rest = others;
    }
    let mut word = 0;
    while let [byte, others @ ..] = rest {
        word = word << 8 | *byte as u64;
        rest = others;
    }
    fold(state ^ word, END) as u32
}

/// The two halves of the product, combined by exclusive or.
#[expect(clippy::cast_possible_truncation, reason = "only the low half")]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_spread() {
        // Nearly as many as texts: 32 bits have a collision among 20,000 texts now and then.
        let texts = (0..20_000).map(|number| "x".repeat(number % 23) + &number.to_string());
        let hashes: std::collections::HashSet<u32> = texts.map(|text| hash(&text)).collect();
        assert!(hashes.len() > 19_990, "{}", hashes.len());
        let low_bits: std::collections::HashSet<u32> =
            (0..4_096).map(|number| hash(&format!("flag{number}")) % 4_096).collect();
        assert!(low_bits.len() > 2_400, "{}", low_bits.len());
        assert_ne!(hash("ab"), hash("ba"));
        assert_ne!(hash("a"), hash("a\0"));
    }
}
