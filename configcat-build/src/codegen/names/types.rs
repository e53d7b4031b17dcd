//! [`TypeNames`]: the names of the types that stand beside the declared one.

use proc_macro2::Ident;

use super::{flag::rename_line, identifier::bare};
use crate::{error::Problem, normal_form::nfc};

/// The names of the types that are generated beside the declared type.
#[derive(Debug)]
pub(in super::super) struct TypeNames {
    /// The values of all flags: `FlagsValues`.
    pub(in super::super) values: String,
    /// The builder of a test double: `FlagsFake`.
    pub(in super::super) fake: String,
    /// The type that watches flags: `FlagsWatch`.
    pub(in super::super) watch: String,
    /// The name of the crate `configcat-core` in generated code: `FlagsRuntime`.
    pub(in super::super) runtime: String,
}

impl TypeNames {
    pub(in super::super) fn of(declared: &Ident) -> Self {
        let declared = declared.to_string();
        let bare = nfc(bare(&declared));
        let beside = |what| format!("{bare}{what}");
        Self {
            values: beside("Values"),
            fake: beside("Fake"),
            watch: beside("Watch"),
            runtime: beside("Runtime"),
        }
    }
}

/// The problem of a flag whose enum has the name of the declared type, or of a type beside it.
pub(in super::super) fn check_type(
    declared: &Ident,
    key: &str,
    accessor: &str,
    type_name: &str,
) -> Option<Problem> {
    let TypeNames { values, fake, watch, runtime } = TypeNames::of(declared);
    let declared = declared.to_string();
    let declared = nfc(bare(&declared));
    let others = [&*declared, &values, &fake, &watch, &runtime];
    let type_name = others.into_iter().find(|other| *other == bare(type_name))?;
    let message = format!("its enum `{type_name}` has the name of another generated type");
    Some(Problem::new(message).of_flag(key).remedy(rename_line(key, &format!("{}_flag", bare(accessor)))))
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    #[test]
    fn no_enum_has_the_name_of_the_declared_type_or_of_one_beside_it() {
        let declared = Ident::new("Flags", Span::call_site());
        let is_taken = |type_name| check_type(&declared, "key", "key", type_name).is_some();
        for taken in ["Flags", "FlagsValues", "FlagsFake", "FlagsWatch", "FlagsRuntime"] {
            assert!(is_taken(taken), "{taken}");
        }
        assert!(!is_taken("FlagsColor"));
        let decomposed = Ident::new("Ou\u{302}", Span::call_site());
        assert!(check_type(&decomposed, "key", "key", "OûFake").is_some());
    }
}
