//! The hashes of config documents: SHA-1 for percentage buckets and for the sensitive lists of config v5.

use sha1::{Digest as _, Sha1};

/// A binary SHA-1 digest, as kept for the items of a sensitive list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Digest([u8; 20]);

impl Digest {
    /// The unsalted SHA-1 of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(Sha1::digest(text).into())
    }

    /// Reads 40 lower-case hexadecimal digits. Anything else is the digest of no text.
    pub(crate) fn from_hex(hex: &str) -> Option<Self> {
        let (pairs, []) = hex.as_bytes().as_chunks::<2>() else { return None };
        let mut digest = [0; 20];
        if pairs.len() != digest.len() {
            return None;
        }
        for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(digest))
    }
}

/// The bucket, 0 to 99, that a user falls into for a setting: the first seven hexadecimal digits of
/// `sha1(key + attribute)` as a number, modulo 100. All ConfigCat SDKs deal users out this way.
pub(crate) fn bucket(key: &str, attribute: &str) -> u8 {
    let digest: [u8; 20] = Sha1::new().chain_update(key).chain_update(attribute).finalize().into();
    let [a, b, c, d, ..] = digest;
    let seven_digits = u32::from_be_bytes([a, b, c, d]) >> 4;
    (seven_digits % 100) as u8
}

/// The SHA-1 of a text in lower-case hexadecimal digits.
#[cfg(feature = "http")]
pub(crate) fn hex_sha1(text: &str) -> String {
    let digest = Sha1::digest(text);
    let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_those_of_every_sdk() {
        assert_eq!(bucket("isMyAwesomeFeatureEnabled", "12345"), 24);
        assert_eq!(bucket("stringDefaultCat", "a@configcat.com"), 99);
        assert_eq!(bucket("key", ""), 74);
    }

    #[test]
    fn digests_are_read_from_lower_case_hex_only() {
        let hex = "a9993e364706816aba3e25717850c26c9cd0d89d";
        assert_eq!(Digest::from_hex(hex), Some(Digest::of("abc")));
        for bad in
            ["", "a9", &hex.to_uppercase(), &hex.replace('a', "g"), &format!("{hex}00"), &format!("{hex}0")]
        {
            assert_eq!(Digest::from_hex(bad), None, "{bad}");
        }
    }
}
