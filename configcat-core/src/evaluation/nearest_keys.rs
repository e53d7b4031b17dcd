//! [`NearestKeys`]: the keys that somebody may have meant who asked for one that does not exist.

use std::fmt;

use crate::config::Config;

/// The keys of a config that are most similar to a key, the nearest first.
#[derive(Debug)]
pub(crate) struct NearestKeys<'c>(Vec<&'c str>);

impl<'c> NearestKeys<'c> {
    /// The most keys that are named.
    const SHOWN: usize = 3;
    /// In a larger config, the search would take too long for a read.
    const MOST_KEYS: usize = 1_000;
    /// In characters.
    const LONGEST: usize = 100;

    pub(crate) fn of(key: &str, config: &'c Config) -> Self {
        let wanted: Vec<char> = simplified(key).collect();
        if wanted.len() > Self::LONGEST || config.len() > Self::MOST_KEYS {
            return Self(Vec::new());
        }
        let most = wanted.len() / 3;
        let distance = |other: &'c str| {
            let edits = edits(&wanted, other, most)?;
            Some((edits, other))
        };
        let mut near: Vec<_> = config.keys().filter_map(|other| distance(other.as_str())).collect();
        near.sort_unstable();
        Self(near.into_iter().take(Self::SHOWN).map(|(_, key)| key).collect())
    }
}

/// Continues a message about the key.
impl fmt::Display for NearestKeys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, key) in self.0.iter().enumerate() {
            write!(f, "{} `{key}`", if number == 0 { "; did you mean" } else { " or" })?;
        }
        if self.0.is_empty() { Ok(()) } else { f.write_str("?") }
    }
}

/// Case and separators count for nothing.
fn simplified(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How many characters have to be added, removed or replaced; `None` if there are too many.
fn edits(wanted: &[char], other: &str, most: usize) -> Option<usize> {
    if other.len().abs_diff(wanted.len()) > most.saturating_add(NearestKeys::LONGEST) {
        return None;
    }
    // For each start of `wanted`: the edits from it to the start of `other` so far.
    let mut row: Vec<usize> = (0..=wanted.len()).collect();
    for (index, char) in simplified(other).enumerate() {
        let mut left = index + 1;
        let mut next = vec![left];
        for (own, pair) in wanted.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(*own != char)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
        if row.iter().min()? > &most {
            return None;
        }
    }
    row.last().copied().filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_keys_are_named() {
        let keys = ["darkMode", "darkModes", "dark_mode2", "pageSize", "a", "größe"];
        let config = Config::from_values(keys.map(|key| (key, true)));
        let text = |key: &str| NearestKeys::of(key, &config).to_string();
        assert_eq!(text("dark_mode"), "; did you mean `darkMode` or `darkModes` or `dark_mode2`?");
        assert_eq!(text("pagesize"), "; did you mean `pageSize`?");
        assert_eq!(text("pgaeSize"), "; did you mean `pageSize`?");
        assert_eq!(text("Größe"), "; did you mean `größe`?");
        for key in ["", "b", "somethingElse", &"darkMode".repeat(1_000)] {
            assert_eq!(text(key), "", "{key}");
        }
    }

    #[test]
    fn a_large_config_is_not_searched() {
        let config = Config::from_values((0..2_000).map(|number| (number.to_string(), true)));
        assert_eq!(NearestKeys::of("1", &config).to_string(), "");
    }
}
