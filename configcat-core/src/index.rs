//! [`Index`]: finds texts in a list by their hash.

use std::fmt;

/// A text to look for, with its hash.
///
/// The hash has no secret, so that it can be calculated when a program is compiled: who writes a config document needs no
/// collisions to do harm.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Key<'k> {
    hash: u32,
    text: &'k str,
}

impl<'k> Key<'k> {
    #[inline]
    pub(crate) const fn new(text: &'k str) -> Self {
        Self { hash: hash(text), text }
    }

    /// The same, with a hash that was calculated before.
    #[inline]
    pub(crate) const fn with_hash(text: &'k str, hash: u32) -> Self {
        Self { hash, text }
    }

    #[inline]
    pub(crate) const fn hash(self) -> u32 {
        self.hash
    }

    #[inline]
    pub(crate) const fn text(self) -> &'k str {
        self.text
    }
}

/// Shows the text.
impl fmt::Debug for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

/// Where the texts of a list are, by their hash. The list itself is kept by whom it belongs to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Index {
    /// A power of two of them, at least half of which are free; or none.
    slots: Box<[Slot]>,
    len: usize,
}

/// A position in the list, and the hash of the text there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Slot {
    hash: u32,
    position: u32,
}

impl Index {
    const FEWEST_SLOTS: usize = 4;

    /// The position of a text in a list whose texts are at these positions.
    #[inline]
    pub(crate) fn find<'l>(&self, key: Key<'_>, text_at: impl Fn(usize) -> Option<&'l str>) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = key.hash as usize & mask;
        loop {
            let slot = self.slots.get(place).filter(|slot| !slot.is_free())?;
            let position = slot.position as usize;
            if slot.hash == key.hash && text_at(position) == Some(key.text) {
                return Some(position);
            }
            place = (place + 1) & mask;
        }
    }

    /// Adds the position of a text that is not there yet.
    pub(crate) fn insert(&mut self, key: Key<'_>, position: usize) {
        // Nobody has lists of four thousand million items.
        let Ok(position) = u32::try_from(position) else { return };
        if 2 * (self.len + 1) > self.slots.len() {
            self.resize((2 * self.slots.len()).max(Self::FEWEST_SLOTS));
        }
        self.place(Slot { hash: key.hash, position });
        self.len += 1;
    }

    fn resize(&mut self, slots: usize) {
        let earlier = std::mem::replace(&mut self.slots, vec![Slot::FREE; slots].into());
        for slot in earlier.into_iter().filter(|slot| !slot.is_free()) {
            self.place(slot);
        }
    }

    fn place(&mut self, new: Slot) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = new.hash as usize & mask;
        while let Some(slot) = self.slots.get_mut(place) {
            if slot.is_free() {
                *slot = new;
                return;
            }
            place = (place + 1) & mask;
        }
    }
}

impl Slot {
    const FREE: Self = Self { hash: 0, position: u32::MAX };

    fn is_free(self) -> bool {
        self.position == u32::MAX
    }
}

/// The hash of a text: words of eight bytes, folded together by multiplication.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "one half of the bits is as good as the other")]
const fn hash(text: &str) -> u32 {
    // Any odd numbers without a pattern do; these are of the digits of e and π.
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

/// The two halves of a product, one upon the other.
#[expect(clippy::cast_possible_truncation, reason = "a half")]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index_of(texts: &[String]) -> Index {
        let mut index = Index::default();
        for (position, text) in texts.iter().enumerate() {
            index.insert(Key::new(text), position);
        }
        index
    }

    #[test]
    fn every_text_is_found_where_it_is() {
        for count in [0, 1, 2, 3, 4, 5, 1_000] {
            let texts: Vec<String> = (0..count).map(|number| format!("flag{number}")).collect();
            let index = index_of(&texts);
            for (position, text) in texts.iter().enumerate() {
                let text_at = |position: usize| texts.get(position).map(String::as_str);
                assert_eq!(index.find(Key::new(text), text_at), Some(position));
            }
            assert_eq!(index.find(Key::new("flag"), |_| Some("flag")), None);
        }
    }

    #[test]
    fn texts_with_the_same_hash_are_told_apart() {
        let texts = ["a", "b", "c", "d", "e"];
        let key = |text| Key::with_hash(text, u32::MAX);
        let mut index = Index::default();
        for (position, text) in texts.into_iter().enumerate() {
            index.insert(key(text), position);
        }
        for (position, text) in texts.into_iter().enumerate() {
            assert_eq!(index.find(key(text), |position| texts.get(position).copied()), Some(position));
        }
        assert_eq!(index.find(key("f"), |position| texts.get(position).copied()), None);
    }

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
