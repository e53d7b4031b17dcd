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
    /// Whom flags are evaluated for: `FlagsUser`, unless the macro names it.
    pub(in super::super) user: String,
    /// The enums of attributes.
    pub(in super::super) attributes: Vec<String>,
    declared: String,
}

impl TypeNames {
    pub(in super::super) fn of(declared: &Ident, user: Option<&Ident>) -> Self {
        let declared = bare_name(declared);
        let beside = |what| format!("{declared}{what}");
        Self {
            values: beside("Values"),
            fake: beside("Fake"),
            watch: beside("Watch"),
            runtime: beside("Runtime"),
            user: user.map_or_else(|| beside("User"), bare_name),
            attributes: Vec::new(),
            declared,
        }
    }

    /// The problem of a flag whose enum has the name of the declared type, or of a type beside it.
    pub(in super::super) fn problem_of_enum(
        &self,
        key: &str,
        accessor: &str,
        type_name: &str,
    ) -> Option<Problem> {
        let mut others = self.of_flags().chain([&self.user]).chain(&self.attributes);
        let type_name = others.find(|other| *other == bare(type_name))?;
        let message = format!("its enum `{type_name}` has the name of another generated type");
        Some(Problem::new(message).of_flag(key).remedy(rename_line(key, &format!("{}_flag", bare(accessor)))))
    }

    /// The problem of a user that has the name of the declared type, or of a type beside it.
    pub(in super::super) fn problem_of_user(&self) -> Option<Problem> {
        let name = self.of_flags().find(|other| **other == self.user)?;
        let message = format!("the user `{name}` has the name of another generated type");
        Some(Problem::new(message).remedy(format!("give it another name: `user = My{name}`")))
    }

    /// All but the user.
    fn of_flags(&self) -> impl Iterator<Item = &String> {
        [&self.declared, &self.values, &self.fake, &self.watch, &self.runtime].into_iter()
    }
}

/// The name as the compiler has it, without the prefix of raw identifiers.
fn bare_name(name: &Ident) -> String {
    nfc(bare(&name.to_string())).into_owned()
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    #[test]
    fn no_enum_has_the_name_of_the_declared_type_or_of_one_beside_it() {
        let declared = Ident::new("Flags", Span::call_site());
        let types =
            TypeNames { attributes: vec!["FlagsUserPlan".to_owned()], ..TypeNames::of(&declared, None) };
        let is_taken = |type_name| types.problem_of_enum("key", "key", type_name).is_some();
        for taken in
            ["Flags", "FlagsValues", "FlagsFake", "FlagsWatch", "FlagsRuntime", "FlagsUser", "FlagsUserPlan"]
        {
            assert!(is_taken(taken), "{taken}");
        }
        assert!(!is_taken("FlagsColor"));
        let decomposed = Ident::new("Ou\u{302}", Span::call_site());
        assert!(TypeNames::of(&decomposed, None).problem_of_enum("key", "key", "OûFake").is_some());
        let taken = TypeNames::of(&declared, Some(&Ident::new("FlagsFake", Span::call_site())));
        assert!(taken.problem_of_user().is_some() && types.problem_of_user().is_none());
    }
}
