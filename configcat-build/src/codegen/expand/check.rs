//! The comparison of a config with what was generated.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::{kind::Kind, model::Accessor},
    Context, Declaration,
};

/// The method of the declared type.
pub(super) fn method(context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, runtime, .. } = context.declaration;
    quote! {
        /// Compares the current config with the one that this code was generated from.
        ///
        /// # Errors
        ///
        /// If a flag is missing or broken, if it is of another type, or if it serves a text that is not among the values
        /// of its enum, or JSON that is not of its type. If there is no config. Of a live client, this waits for the first
        /// one, as accessors do.
        #visibility fn check(&self) -> ::core::result::Result<(), #runtime::ConfigDrift> {
            #runtime::generated::check::<Self>(&self.source)
        }
    }
}

/// What the generated code expects of a config, one for each flag.
pub(super) fn expectations(accessors: &[Accessor], context: &Context<'_>) -> TokenStream {
    let Declaration { name, runtime, .. } = context.declaration;
    let expectations = accessors.iter().map(|accessor| {
        let (constant, json, type_name) =
            (&accessor.names.constant, &accessor.names.json, &accessor.names.type_name);
        match &accessor.kind {
            Kind::Plain => quote!(of(&Self::#constant)),
            Kind::Enum(_) => {
                quote!(texts(&Self::#constant, #type_name::ALL.iter().map(#type_name::as_str)))
            }
            Kind::Json(_) => quote!(json(&Self::#constant, Self::#json())),
        }
    });
    quote! {
        impl #runtime::generated::FlagSet for #name {
            fn expectations() -> ::std::vec::Vec<#runtime::generated::Expectation> {
                ::std::vec![#(#runtime::generated::Expectation::#expectations),*]
            }
        }
    }
}
