//! The test double.

use configcat_core::SettingType;
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::{kind::Kind, model::Accessor},
    Context, Declaration,
    tokens::doc,
};

/// The method of the declared type.
pub(super) fn method(context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, runtime, .. } = context.declaration;
    let fake = &context.types.fake;
    quote! {
        /// Flags for a test: all have their fallbacks, for every user, but those that are set. They need no network.
        #visibility fn fake() -> #fake {
            #fake { flags: #runtime::generated::Fake::of::<Self>() }
        }
    }
}

/// The builder that the method returns.
pub(super) fn items(accessors: &[Accessor], context: &Context<'_>) -> [TokenStream; 2] {
    let Declaration { visibility, name, runtime, .. } = context.declaration;
    let fake = &context.types.fake;
    let about = doc(&format!("Builds the [`{name}`] of a test: what [`{name}::fake`] returns."));
    let setters = accessors.iter().map(|accessor| setter(accessor, context));
    let structure = quote! {
        #about
        #[derive(Clone, Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        #visibility struct #fake {
            flags: #runtime::generated::Fake,
        }
    };
    let methods = quote! {
        #[allow(
            dead_code,
            clippy::wrong_self_convention,
            reason = "an application need not use every item, and its names are its own"
        )]
        impl #fake {
            #(#setters)*

            /// The flags, as they are set.
            #[must_use]
            #visibility fn build(self) -> #name {
                #name::new(self.flags.build())
            }
        }
    };
    [structure, methods]
}

fn setter(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, name, runtime, .. } = context.declaration;
    let (method, constant, json) = (&accessor.names.accessor, &accessor.names.constant, &accessor.names.json);
    let docs = doc(&format!("Sets [`{name}::{method}`]."));
    let (value_type, value) = match &accessor.kind {
        Kind::Enum(_) => {
            let type_name = &accessor.names.type_name;
            (
                quote!(impl ::core::convert::Into<#type_name>),
                quote!(set(&#name::#constant, value.into().as_str().into())),
            )
        }
        Kind::Json(type_path) => (
            quote!(impl ::core::borrow::Borrow<#type_path> + #runtime::generated::Serialize),
            quote!(set_json(&#name::#constant, #name::#json(), &value)),
        ),
        Kind::Plain if accessor.setting_type == SettingType::Text => {
            (quote!(impl ::core::convert::Into<#runtime::Text>), quote!(set(&#name::#constant, value.into())))
        }
        Kind::Plain => {
            (context.plain_types.get(accessor.setting_type).clone(), quote!(set(&#name::#constant, value)))
        }
    };
    let panics = matches!(accessor.kind, Kind::Json(_)).then(|| {
        quote! {
            ///
            /// # Panics
            ///
            /// If the value cannot be serialized as JSON, or its JSON cannot be read back.
            #[track_caller]
        }
    });
    quote! {
        #docs
        #panics
        #visibility fn #method(self, value: #value_type) -> Self {
            Self { flags: self.flags.#value }
        }
    }
}
