//! [`DidYouMean`]: the keys that somebody probably meant.

use std::{fmt, mem};

use crate::{config::Config, values::Text};

/// Asks at the end of a message whether one of the keys of a config was meant. Writes nothing if no key is similar.
///
/// Searches when it is written: most messages are not.
pub(crate) struct DidYouMean<'a> {
    pub(crate) config: &'a Config,
    /// A key that the config does not have.
    pub(crate) key: &'a str,
}

impl DidYouMean<'_> {
    const SHOWN: usize = 3;
    /// Limits the search in a config of many flags.
    const MAX_COMPARED: usize = 2_000;
    /// Longer keys are not compared: the cost is the product of the lengths.
    const LONGEST: usize = 100;

    /// The keys that are similar enough, the most similar ones first.
    fn similar(&self) -> Vec<&Text> {
        if self.key.len() > Self::LONGEST {
            return Vec::new();
        }
        let key = letters(self.key);
        let comparable = self.config.keys().filter(|other| other.len() <= Self::LONGEST).filter_map(|text| {
            let other = letters(text);
            let limit = most_edits(&key, &other);
            (key.len().abs_diff(other.len()) <= limit).then_some((text, other, limit))
        });
        let mut similar: Vec<(usize, &Text)> = comparable
            .take(Self::MAX_COMPARED)
            .filter_map(|(text, other, limit)| Some((edits(&key, &other, limit)?, text)))
            .collect();
        similar.sort_by_key(|(edits, _)| *edits);
        similar.into_iter().map(|(_, text)| text).take(Self::SHOWN).collect()
    }
}

impl fmt::Display for DidYouMean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let similar = self.similar();
        let last = similar.len().saturating_sub(1);
        for (index, key) in similar.iter().enumerate() {
            let before = match index {
                0 => " (did you mean ",
                _ if index == last => " or ",
                _ => ", ",
            };
            write!(f, "{before}`{key}`")?;
        }
        f.write_str(if similar.is_empty() { "" } else { "?)" })
    }
}

/// The letters of a key. Upper and lower case count as the same: they are easy to mistake.
fn letters(key: &str) -> Vec<char> {
    key.chars().map(|letter| letter.to_ascii_lowercase()).collect()
}

/// How many edits still make one key from another one: three of ten letters.
fn most_edits(one: &[char], other: &[char]) -> usize {
    3 * one.len().max(other.len()) / 10
}

/// How many letters must be added, removed, replaced or swapped with their neighbour to make one key from another one.
/// `None` if more than the limit.
fn edits(one: &[char], other: &[char], limit: usize) -> Option<usize> {
    // Each row has the edits for a beginning of `one` and all beginnings of `other`.
    let mut row_before = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (count, letter) in (1..).zip(one) {
        let mut next = Vec::with_capacity(row.len());
        next.push(count);
        let mut left = count;
        let mut previous_other = None;
        for (column, (pair, other_letter)) in row.windows(2).zip(other).enumerate() {
            let [diagonal, above] = pair else { break };
            let replaced = diagonal + usize::from(letter != other_letter);
            left = replaced.min(above + 1).min(left + 1);
            if previous == Some(other_letter) && previous_other == Some(letter) {
                let swapped = column.checked_sub(1).and_then(|column| row_before.get(column));
                left = swapped.map_or(left, |edits: &usize| left.min(edits + 1));
            }
            next.push(left);
            previous_other = Some(other_letter);
        }
        if row.iter().chain(&next).all(|edits| *edits > limit) {
            return None;
        }
        row_before = mem::replace(&mut row, next);
        previous = Some(letter);
    }
    row.last().copied().filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(keys: &[&str], key: &str) -> String {
        let config = Config::from_values(keys.iter().map(|key| (*key, true)));
        DidYouMean { config: &config, key }.to_string()
    }

    #[test]
    fn similar_keys_are_named_the_most_similar_first() {
        let keys = ["newCheckout", "newCheckouts", "new_check_out", "darkMode", "maxSeats", "on"];
        for (key, expected) in [
            ("darkmode", " (did you mean `darkMode`?)"),
            ("dark-mode", " (did you mean `darkMode`?)"),
            ("drakMode", " (did you mean `darkMode`?)"),
            ("DARKMODE", " (did you mean `darkMode`?)"),
            ("maxSeat", " (did you mean `maxSeats`?)"),
            ("newCheckOut", " (did you mean `newCheckout`, `newCheckouts` or `new_check_out`?)"),
            ("om", ""),
            ("", ""),
            ("somethingElse", ""),
        ] {
            assert_eq!(hint(&keys, key), expected, "{key}");
        }
        assert_eq!(hint(&["größe", "grün"], "große"), " (did you mean `größe`?)");
        assert_eq!(hint(&["aaaa1", "aaaa2", "aaaa3", "aaaa4"], "aaaa").matches('`').count(), 6);
        assert_eq!(hint(&[], "darkMode"), "");
    }

    #[test]
    fn edits_are_counted_up_to_a_limit() {
        for (one, other, expected) in
            [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abcd", "acbd", 1), ("kitten", "sitting", 3)]
        {
            let (one, other) = (letters(one), letters(other));
            assert_eq!(edits(&one, &other, expected), Some(expected), "{one:?} {other:?}");
            assert_eq!(edits(&other, &one, expected), Some(expected), "{one:?} {other:?}");
            assert_eq!(expected.checked_sub(1).and_then(|limit| edits(&one, &other, limit)), None);
        }
    }

    #[test]
    fn the_search_is_bounded() {
        let long = "x".repeat(DidYouMean::LONGEST + 1);
        assert_eq!(hint(&[&long], &long.replacen('x', "y", 1)), "");
        let keys: Vec<String> = (0..5_000).map(|number| format!("some flag {number:05}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        assert!(hint(&keys, "some flag 0000x").starts_with(" (did you mean `some flag 00000`, "));
        assert_eq!(hint(&keys, "something else"), "");
    }
}
