//! [`DidYouMean`]: the keys that somebody probably meant.

use std::fmt;

/// Asks at the end of a message whether one of the known keys was meant. Writes nothing if no key is similar.
pub(crate) struct DidYouMean<'a> {
    /// The most similar one first.
    similar: Vec<&'a str>,
}

impl<'a> DidYouMean<'a> {
    const SHOWN: usize = 3;
    /// Limits the search in a config of many flags.
    const MAX_COMPARED: usize = 2_000;
    /// Longer keys are not compared: the cost is the product of the lengths.
    const LONGEST: usize = 100;

    /// Searches for keys that are similar to an unknown one.
    pub(crate) fn new(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        if unknown.len() > Self::LONGEST {
            return Self { similar: Vec::new() };
        }
        // Upper and lower case count as the same: they are easy to mistake.
        let unknown = unknown.to_ascii_lowercase();
        let comparable = known.into_iter().filter(|other| other.len() <= Self::LONGEST).filter_map(|text| {
            let other = text.to_ascii_lowercase();
            let limit = most_edits(&unknown, &other);
            (length(&unknown).abs_diff(length(&other)) <= limit).then_some((text, other, limit))
        });
        let mut similar: Vec<_> = comparable
            .take(Self::MAX_COMPARED)
            .map(|(text, other, limit)| (strsim::osa_distance(&unknown, &other), limit, text))
            .filter(|(edits, limit, _)| edits <= limit)
            .collect();
        similar.sort_by_key(|(edits, ..)| *edits);
        Self { similar: similar.into_iter().map(|(.., text)| text).take(Self::SHOWN).collect() }
    }
}

impl fmt::Display for DidYouMean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.similar.len().saturating_sub(1);
        for (index, key) in self.similar.iter().enumerate() {
            let before = match index {
                0 => " (did you mean ",
                _ if index == last => " or ",
                _ => ", ",
            };
            write!(f, "{before}`{key}`")?;
        }
        f.write_str(if self.similar.is_empty() { "" } else { "?)" })
    }
}

fn length(key: &str) -> usize {
    key.chars().count()
}

/// How many edits still make one key from another one: three of ten letters. An edit adds, removes or replaces a letter, or
/// swaps two neighbours.
fn most_edits(one: &str, other: &str) -> usize {
    3 * length(one).max(length(other)) / 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(keys: &[&str], key: &str) -> String {
        DidYouMean::new(key, keys.iter().copied()).to_string()
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
    fn the_search_is_bounded() {
        let long = "x".repeat(DidYouMean::LONGEST + 1);
        assert_eq!(hint(&[&long], &long.replacen('x', "y", 1)), "");
        let keys: Vec<String> = (0..5_000).map(|number| format!("some flag {number:05}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        assert!(hint(&keys, "some flag 0000x").starts_with(" (did you mean `some flag 00000`, "));
        assert_eq!(hint(&keys, "something else"), "");
    }
}
