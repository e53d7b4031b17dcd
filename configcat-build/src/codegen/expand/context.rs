//! [`Context`]: what the code of every flag needs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{super::names::TypeNames, declaration::Declaration, plain_types::PlainTypes};

/// A declaration, the names of the types beside the declared one, and code that each flag needs.
pub(super) struct Context<'a> {
    pub(super) declaration: &'a Declaration,
    /// The name of the declared type.
    pub(super) name: String,
    pub(super) types: TypeNames,
    /// The beginning of a block of the declared type.
    pub(super) implementation: TokenStream,
    /// The type of the parameter `user`.
    pub(super) user: String,
    /// The parameter `user` as the runtime takes it.
    pub(super) user_value: String,
    /// The type of parameters that become a text.
    pub(super) text_parameter: String,
    pub(super) plain_types: PlainTypes,
}

impl<'a> Context<'a> {
    pub(super) fn new(declaration: &'a Declaration) -> Self {
        let Declaration { conditions, lint_levels, name, .. } = declaration;
        let types = TypeNames::of(name, declaration.user.name.as_ref());
        let runtime = &types.runtime;
        let (user, user_value) = if declaration.user.is_strict {
            (
                format!("impl {runtime}::IntoTypedUser<'u, {}>", types.user),
                format!("{runtime}::IntoTypedUser::into_user(user)"),
            )
        } else {
            (format!("impl {runtime}::IntoUser<'u>"), "user".to_owned())
        };
        Self {
            declaration,
            name: name.to_string(),
            implementation: quote!(#conditions #lint_levels impl #name),
            user,
            user_value,
            text_parameter: format!("impl ::core::convert::Into<{runtime}::Text>"),
            plain_types: PlainTypes::new(runtime),
            types,
        }
    }

    pub(super) fn conditions(&self) -> &TokenStream {
        &self.declaration.conditions
    }

    pub(super) fn visibility(&self) -> &TokenStream {
        &self.declaration.visibility
    }
}
