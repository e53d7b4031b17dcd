//! Names that are probably meant to be the same.

/// A name without upper case and without characters between words.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether one of two folded names is probably a misspelling of the other: two neighbouring letters are swapped, one letter is
/// missing, or another letter is there. Short names are often one letter apart by chance, so a missing letter counts in names of
/// five letters, and another letter in names of eight. The first letter, digits and an `s` at the end never count.
pub(super) fn are_misspelt(one: &str, other: &str) -> bool {
    const SHORTEST_SWAPPED: usize = 4;
    const SHORTEST_MISSING: usize = 5;
    const SHORTEST_OTHER: usize = 8;

    let [one, other] = [one, other].map(|name| name.chars().collect::<Vec<_>>());
    let (short, long) = if one.len() <= other.len() { (&*one, &*other) } else { (&*other, &*one) };
    let start = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let (short_rest, long_rest) =
        (short.get(start..).unwrap_or_default(), long.get(start..).unwrap_or_default());
    let end =
        short_rest.iter().rev().zip(long_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let [short_middle, long_middle] =
        [short_rest, long_rest].map(|rest| rest.get(..rest.len() - end).unwrap_or_default());
    if start == 0 || !short_middle.iter().chain(long_middle).all(|char| char.is_alphabetic()) {
        return false;
    }
    match (short_middle, long_middle) {
        ([a, b], [c, d]) => a == d && b == c && short.len() >= SHORTEST_SWAPPED,
        ([], [missing]) => !(*missing == 's' && end == 0) && short.len() >= SHORTEST_MISSING,
        ([_], [_]) => short.len() >= SHORTEST_OTHER,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_names_are_told_from_other_words() {
        for (one, other) in [
            ("plan", "paln"),
            ("contry", "country"),
            ("appversion", "appverson"),
            ("organization", "organisation"),
            ("subscripton", "subscription"),
        ] {
            assert!(are_misspelt(one, other) && are_misspelt(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("tier1", "tier2"),
            ("tier", "tier1"),
            ("seats", "meats"),
            ("role", "roles"),
            ("seat", "seats"),
            ("region", "legion"),
            ("state", "estate"),
            ("plan", "plane"),
            ("cart", "card"),
            ("planname", "plan"),
            ("same", "same"),
            ("", "a"),
            ("日本", "日木"),
        ] {
            assert!(!are_misspelt(one, other), "{one} {other}");
        }
    }

    #[test]
    fn folded_names_have_no_case_and_no_signs() {
        assert_eq!(["App Version", "app_version", "appVersion"].map(folded), ["appversion"; 3]);
    }
}
