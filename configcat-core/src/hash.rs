//! The hashes of config documents: SHA-1 for percentage buckets and the sensitive lists of config v5, salted SHA-256 for
//! those of config v6.

use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use crate::Text;

/// A binary digest, as kept for the items of a hashed list. Those of SHA-1 end in zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Digest([u8; 32]);

/// How the items of a hashed list were made from texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hashing {
    /// SHA-1 of the text alone: config v5.
    Sha1,
    /// SHA-256 of the text and a suffix: the salt of the config, and the key of the setting or the name of the segment.
    Sha256 { suffix: Text },
}

impl Hashing {
    pub(crate) fn digest(&self, text: &[u8]) -> Digest {
        match self {
            Self::Sha1 => {
                let mut digest = [0; 32];
                for (byte, hashed) in digest.iter_mut().zip(Sha1::digest(text)) {
                    *byte = hashed;
                }
                Digest(digest)
            }
            Self::Sha256 { suffix } => {
                Digest(Sha256::new().chain_update(text).chain_update(suffix.as_bytes()).finalize().into())
            }
        }
    }

    /// Reads a digest from lower-case hexadecimal digits. Anything else is the digest of no text.
    pub(crate) fn read(&self, hex: &str) -> Option<Digest> {
        let length = match self {
            Self::Sha1 => 20,
            Self::Sha256 { .. } => 32,
        };
        let (pairs, []) = hex.as_bytes().as_chunks::<2>() else { return None };
        let mut digest = [0; 32];
        for (byte, [high, low]) in digest.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        (pairs.len() == length).then_some(Digest(digest))
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
        assert_eq!(Hashing::Sha1.read(hex), Some(Hashing::Sha1.digest(b"abc")));
        for bad in
            ["", "a9", &hex.to_uppercase(), &hex.replace('a', "g"), &format!("{hex}00"), &format!("{hex}0")]
        {
            assert_eq!(Hashing::Sha1.read(bad), None, "{bad}");
        }
    }

    #[test]
    fn salted_digests_are_those_of_every_sdk() {
        let hashing = Hashing::Sha256 { suffix: "saltctx_salt".into() };
        let hex = "5ee9b44b3b90bedd9441b256c429f862ceb2ea847a58a8e33d8052da141e47aa";
        assert_eq!(hashing.read(hex), Some(hashing.digest(b"test_payload")));
        assert_eq!(hashing.read("a9993e364706816aba3e25717850c26c9cd0d89d"), None);
    }
}
