//! [`AttributeForm`]: what the setter of an attribute takes, if an option says it.

use std::{fmt, str::FromStr};

/// What the setter of an attribute of generated users takes, instead of what follows from the comparators.
///
/// ```
/// use configcat_build::AttributeForm;
///
/// assert_eq!("one_of".parse(), Ok(AttributeForm::OneOf));
/// assert_eq!(AttributeForm::OneOf.to_string(), "one_of");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttributeForm {
    /// An enum of the texts that targeting rules compare the attribute with by equality, with `Other(Text)`.
    OneOf,
}

impl AttributeForm {
    const ONE_OF: &str = "one_of";
}

impl fmt::Display for AttributeForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Self::ONE_OF)
    }
}

impl FromStr for AttributeForm {
    type Err = UnknownAttributeForm;

    fn from_str(name: &str) -> Result<Self, UnknownAttributeForm> {
        if name == Self::ONE_OF { Ok(Self::OneOf) } else { Err(UnknownAttributeForm { name: name.into() }) }
    }
}

/// A name that no [`AttributeForm`] has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no form `{name}` of attributes; write `one_of`")]
pub struct UnknownAttributeForm {
    name: Box<str>,
}
