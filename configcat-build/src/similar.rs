//! The key that a user probably meant.

/// Longer keys are not compared: the cost is the product of the lengths.
const LONGEST: usize = 100;

/// The known key that is most similar to an unknown one; `None` if no key is similar.
#[must_use]
pub fn most_similar<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const ALIKE: f64 = 0.7;

    if key.len() > LONGEST {
        return None;
    }
    let comparable = known.into_iter().filter(|known| known.len() <= LONGEST);
    comparable
        .map(|known| (strsim::normalized_damerau_levenshtein(key, known), known))
        .filter(|(similarity, _)| *similarity >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
