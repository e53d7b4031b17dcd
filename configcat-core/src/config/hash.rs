//! The hashes of config documents: SHA-1 for buckets and for the hashed texts of config v5, salted SHA-256 for the
//! hashed texts of config v6.

use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use crate::values::Text;

/// The block length of SHA-1 and SHA-256 in bytes.
const BLOCK: usize = 64;

/// The digest of a text. A SHA-1 digest fills the first five words; the others are zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Digest([u32; 8]);

/// How a document hashes its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hashing {
    /// Config v5: SHA-1 of the text alone.
    Sha1,
    /// Config v6: SHA-256 of text and suffix. The suffix is the salt, followed by the setting key or segment name.
    Sha256 { suffix: Text },
}

impl Hashing {
    pub(crate) fn digest(&self, text: &[u8]) -> Digest {
        match self {
            Self::Sha1 => {
                let mut digest = [0; 8];
                for (word, hashed) in digest.iter_mut().zip(sha1([text, b""])) {
                    *word = hashed;
                }
                Digest(digest)
            }
            Self::Sha256 { suffix } => Digest(sha256([text, suffix.as_bytes()])),
        }
    }

    /// Parses a digest from lower-case hexadecimal digits. `None` for anything else, which no text can match.
    pub(crate) fn read(&self, hex: &str) -> Option<Digest> {
        let length = match self {
            Self::Sha1 => 5,
            Self::Sha256 { .. } => 8,
        };
        let (words, []) = hex.as_bytes().as_chunks::<8>() else { return None };
        let mut digest = [0; 8];
        for (word, digits) in digest.iter_mut().zip(words) {
            for digit in digits {
                *word = *word << 4 | u32::from(nibble(*digit)?);
            }
        }
        (words.len() == length).then_some(Digest(digest))
    }
}

/// The bucket of a user for a setting, 0 to 99: the first seven hexadecimal digits of `sha1(key + attribute)` as a
/// number, modulo 100. All ConfigCat SDKs use this formula.
pub(crate) fn bucket(key: &str, attribute: &str) -> u8 {
    let [first, ..] = sha1([key.as_bytes(), attribute.as_bytes()]);
    let seven_digits = first >> 4;
    (seven_digits % 100) as u8
}

/// The SHA-1 of a text in lower-case hexadecimal digits.
pub(crate) fn hex_sha1(text: &str) -> String {
    let digest = Sha1::digest(text);
    let nibbles = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

/// The SHA-1 of a message in two parts.
fn sha1(parts: [&[u8]; 2]) -> [u32; 5] {
    let mut state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let short = pad_short(parts, |blocks| sha1::block_api::compress(&mut state, blocks));
    short.map_or_else(
        || words(&parts.into_iter().fold(Sha1::new(), Sha1::chain_update).finalize()),
        |()| state,
    )
}

/// The SHA-256 of a message in two parts.
fn sha256(parts: [&[u8]; 2]) -> [u32; 8] {
    let mut state = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    let short = pad_short(parts, |blocks| sha2::block_api::compress256(&mut state, blocks));
    short.map_or_else(
        || words(&parts.into_iter().fold(Sha256::new(), Sha256::chain_update).finalize()),
        |()| state,
    )
}

/// Pads a message into blocks, the same way for SHA-1 and SHA-256 (FIPS 180-4, 5.1.1), and compresses them. `None` if
/// there are more than two blocks. Nearly all messages are shorter, and need only the compression function.
fn pad_short<R>([first, second]: [&[u8]; 2], compress: impl FnOnce(&[[u8; BLOCK]]) -> R) -> Option<R> {
    /// A byte that marks the end, and the length in bits as a `u64`.
    const MIN_PADDING: usize = 1 + 8;

    let length = first.len() + second.len();
    let count = if length + MIN_PADDING > BLOCK { 2 } else { 1 };
    let mut blocks = [[0; BLOCK]; 2];
    let used = blocks.get_mut(..count)?;
    let message = used.as_flattened_mut();
    message.get_mut(..first.len())?.copy_from_slice(first);
    message.get_mut(first.len()..length)?.copy_from_slice(second);
    let (end, padding) = message.get_mut(length..)?.split_first_mut()?;
    *end = 0x80;
    *padding.last_chunk_mut()? = (8 * length as u64).to_be_bytes();
    Some(compress(used))
}

/// The big-endian words of a digest.
fn words<const N: usize>(digest: &[u8]) -> [u32; N] {
    let (chunks, _) = digest.as_chunks();
    let mut words = [0; N];
    for (word, bytes) in words.iter_mut().zip(chunks) {
        *word = u32::from_be_bytes(*bytes);
    }
    words
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
    fn messages_of_all_lengths_have_the_digest_of_the_reference() {
        let text = "a text of more than two blocks, ".repeat(6);
        for length in 0..text.len() {
            for cut in [0, length / 3, length] {
                let parts = [&text.as_bytes()[..cut], &text.as_bytes()[cut..length]];
                let message = &text.as_bytes()[..length];
                assert_eq!(sha1(parts), words(&Sha1::digest(message)), "SHA-1 of {length} bytes");
                assert_eq!(sha256(parts), words(&Sha256::digest(message)), "SHA-256 of {length} bytes");
            }
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
