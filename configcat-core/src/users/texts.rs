//! [`Texts`]: a list of texts as an attribute of a user.

use crate::{users::attribute::Attribute, values::Text};

/// A list of texts as an attribute of a user. Setters of generated users take it where targeting rules compare an attribute
/// by array comparators.
///
/// ```
/// use configcat_core::{Attribute, Texts};
///
/// let roles: Texts = ["admin", "author"].into_iter().collect();
/// assert_eq!(Attribute::from(roles), Attribute::from(["admin", "author"]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts(Vec<Text>);

impl From<Texts> for Attribute {
    fn from(Texts(texts): Texts) -> Self {
        Self::List(texts)
    }
}

impl<T: Into<Text>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        Self(texts.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Text>> From<Vec<T>> for Texts {
    fn from(texts: Vec<T>) -> Self {
        texts.into_iter().collect()
    }
}

impl<T: Into<Text>, const N: usize> From<[T; N]> for Texts {
    fn from(texts: [T; N]) -> Self {
        texts.into_iter().collect()
    }
}

impl<T: Into<Text> + Clone> From<&Vec<T>> for Texts {
    fn from(texts: &Vec<T>) -> Self {
        texts.as_slice().into()
    }
}

impl<T: Into<Text> + Clone, const N: usize> From<&[T; N]> for Texts {
    fn from(texts: &[T; N]) -> Self {
        texts.as_slice().into()
    }
}

impl<T: Into<Text> + Clone> From<&[T]> for Texts {
    fn from(texts: &[T]) -> Self {
        texts.iter().cloned().collect()
    }
}
