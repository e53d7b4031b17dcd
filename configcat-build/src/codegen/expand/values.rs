//! All flags at once.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::{kind::Kind, model::Accessor},
    Context, Declaration,
    tokens::{doc, value_type},
};

/// The method of the declared type.
pub(super) fn method(context: &Context<'_>) -> TokenStream {
    let visibility = &context.declaration.visibility;
    let (values, user) = (&context.types.values, &context.user);
    quote! {
        /// All flags for a user, read from the same config.
        #[must_use]
        #visibility fn all<'u>(&self, user: #user) -> #values {
            #values::read(&self.source.reading(user.into()))
        }
    }
}

/// The type of what the method returns. It is read through the constants, since an accessor that it called would be one
/// that the program uses.
pub(super) fn items(accessors: &[Accessor], context: &Context<'_>) -> [TokenStream; 3] {
    let Declaration { visibility, name, runtime, .. } = context.declaration;
    let values = &context.types.values;
    let about = doc(&format!("The values of all flags for a user: what [`{name}::all`] returns."));
    let fields = accessors.iter().map(|accessor| field(accessor, context));
    let reads = accessors.iter().map(|accessor| read(accessor, context));
    let serialized = accessors.iter().map(serialized);
    let structure = quote! {
        #about
        ///
        /// Serialized, it is a map from the keys to the values, in document order.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(
            dead_code,
            clippy::struct_excessive_bools,
            reason = "an application need not use every item, and its flags are its own"
        )]
        #visibility struct #values {
            #(#fields)*
        }
    };
    let read = quote! {
        impl #values {
            #[allow(dead_code, reason = "an application need not use every item")]
            fn read(flags: &#runtime::generated::Reading<'_>) -> Self {
                Self { #(#reads)* }
            }
        }
    };
    let serialize = quote! {
        impl #runtime::generated::Serialize for #values {
            fn serialize<S: #runtime::generated::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #runtime::generated::serialize(#name::KEYS, &[#(#serialized),*], serializer)
            }
        }
    };
    [structure, read, serialize]
}

fn field(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, name, .. } = context.declaration;
    let (field, value_type) = (&accessor.names.accessor, value_type(accessor, context));
    let docs = doc(&format!("See [`{name}::{field}`]."));
    quote!(#docs #visibility #field: #value_type,)
}

fn read(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let name = &context.declaration.name;
    let (field, constant, json) = (&accessor.names.accessor, &accessor.names.constant, &accessor.names.json);
    match &accessor.kind {
        Kind::Plain => quote!(#field: flags.value(&#name::#constant),),
        Kind::Enum(_) => quote!(#field: flags.value(&#name::#constant).into(),),
        Kind::Json(_) => quote!(#field: flags.json(&#name::#constant, #name::#json()),),
    }
}

fn serialized(accessor: &Accessor) -> TokenStream {
    let field = &accessor.names.accessor;
    match &accessor.kind {
        Kind::Plain | Kind::Json(_) => quote!((&self.#field).into()),
        Kind::Enum(_) => quote!(self.#field.as_str().into()),
    }
}
