//! The key that a user probably meant.

use crate::normal_form::{are_twins, nfc};

/// Longer keys are not compared: the cost is the product of the lengths.
const LONGEST: usize = 100;

/// The known key that is most similar to an unknown one; `None` if no key is similar.
#[must_use]
pub fn most_similar<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: f64 = 0.7;

    if key.len() > LONGEST {
        return None;
    }
    let key = nfc(key);
    let comparable = known.into_iter().filter(|known| known.len() <= LONGEST);
    comparable
        .map(|known| (strsim::normalized_damerau_levenshtein(&key, &nfc(known)), known))
        .filter(|(similarity, _)| *similarity >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}

/// The question whether a user meant a similar key. It shows how keys differ that look the same.
#[must_use]
pub fn suggestion(key: &str, similar: &str) -> String {
    if are_twins(key, similar) {
        let (similar, key) = (escaped(similar), escaped(key));
        format!("did you mean `{similar}`? This is `{key}`, which only looks the same")
    } else {
        format!("did you mean `{similar}`?")
    }
}

/// A text with the numbers of all its unusual characters.
fn escaped(text: &str) -> String {
    text.escape_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_look_the_same_are_similar() {
        let known = ["an\u{303}o", "other"];
        let similar = most_similar("año", known);
        assert_eq!(similar, Some("an\u{303}o"));
        let expected = r"did you mean `an\u{303}o`? This is `a\u{f1}o`, which only looks the same";
        assert_eq!(suggestion("año", "an\u{303}o"), expected);
        assert_eq!(suggestion("ano", "año"), "did you mean `año`?");
    }
}
