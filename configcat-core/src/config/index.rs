//! [`Index`]: a hash table of positions in a list of texts.

use crate::values::HashedKey;

/// The positions of the texts of a list, by hash: open addressing with linear probing. The owner keeps the list.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Index {
    /// Empty, or a power of two in length; at least half of them are free.
    slots: Box<[IndexSlot]>,
    len: usize,
}

/// A position in the list, and the hash of the text there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct IndexSlot {
    hash: u32,
    position: u32,
}

impl Index {
    const MIN_SLOTS: usize = 4;

    /// The positions of the texts with this hash: nearly always one or none.
    #[inline]
    pub(crate) fn positions(&self, hash: u32) -> impl Iterator<Item = usize> {
        let mask = self.slots.len().wrapping_sub(1);
        (hash as usize & mask..)
            .map_while(move |place| self.slots.get(place & mask).filter(|slot| !slot.is_free()))
            .filter(move |slot| slot.hash == hash)
            .map(|slot| slot.position as usize)
    }

    /// Adds the position of a text that is not in the index yet.
    pub(crate) fn insert(&mut self, key: HashedKey<'_>, position: usize) {
        // A list with more than 2³² items does not fit into memory.
        let Ok(position) = u32::try_from(position) else { return };
        if 2 * (self.len + 1) > self.slots.len() {
            self.resize((2 * self.slots.len()).max(Self::MIN_SLOTS));
        }
        self.place(IndexSlot { hash: key.hash(), position });
        self.len += 1;
    }

    fn resize(&mut self, slots: usize) {
        let earlier = std::mem::replace(&mut self.slots, vec![IndexSlot::FREE; slots].into());
        for slot in earlier.into_iter().filter(|slot| !slot.is_free()) {
            self.place(slot);
        }
    }

    fn place(&mut self, new: IndexSlot) {
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

impl IndexSlot {
    const FREE: Self = Self { hash: 0, position: u32::MAX };

    fn is_free(self) -> bool {
        self.position == u32::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index_of(texts: &[String]) -> Index {
        let mut index = Index::default();
        for (position, text) in texts.iter().enumerate() {
            index.insert(HashedKey::new(text), position);
        }
        index
    }

    fn position_of(index: &Index, key: HashedKey<'_>, texts: &[String]) -> Option<usize> {
        index
            .positions(key.hash())
            .find(|position| texts.get(*position).is_some_and(|text| text == key.text()))
    }

    #[test]
    fn every_text_is_found_where_it_is() {
        for count in [0, 1, 2, 3, 4, 5, 1_000] {
            let texts: Vec<String> = (0..count).map(|number| format!("flag{number}")).collect();
            let index = index_of(&texts);
            for (position, text) in texts.iter().enumerate() {
                assert_eq!(position_of(&index, HashedKey::new(text), &texts), Some(position));
            }
            assert_eq!(position_of(&index, HashedKey::new("flag"), &texts), None);
        }
    }

    #[test]
    fn texts_with_the_same_hash_are_told_apart() {
        let texts = ["a", "b", "c", "d", "e"].map(str::to_owned);
        let mut index = Index::default();
        for (position, text) in texts.iter().enumerate() {
            index.insert(HashedKey::with_hash(text, u32::MAX), position);
        }
        for (position, text) in texts.iter().enumerate() {
            let key = HashedKey::with_hash(text, u32::MAX);
            assert_eq!(position_of(&index, key, &texts), Some(position));
        }
        assert_eq!(position_of(&index, HashedKey::with_hash("f", u32::MAX), &texts), None);
    }
}
