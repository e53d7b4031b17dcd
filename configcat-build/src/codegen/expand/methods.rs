//! The constants and methods of flags.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    super::{
        docs,
        kind::{self, Kind},
        model::{Accessor, Removed},
    },
    Context, Declaration,
    tokens::{doc, literal, value_type},
};

/// The key and the fallback of a flag.
pub(super) fn constant(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, runtime, .. } = context.declaration;
    let Accessor { names, key, setting_type, fallback, .. } = accessor;
    let (constant, plain_type) = (&names.constant, context.plain_types.get(*setting_type));
    let fallback = literal(fallback, runtime);
    let docs = doc(&format!("Key and fallback of [`{0}`](Self::{0}).", names.accessor));
    quote! {
        #docs
        #visibility const #constant: #runtime::Flag<#plain_type> = #runtime::Flag::new(#key, #fallback);
    }
}

/// A block for each flag, so that the compiler names each accessor that is not used.
pub(super) fn of_flag(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let name = &context.declaration.name;
    let value = value_method(accessor, context);
    quote!(impl #name { #value })
}

/// The accessor.
fn value_method(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let Accessor { names, docs, .. } = accessor;
    let (constant, json, user) = (&names.constant, &names.json, &context.user);
    let body = match &accessor.kind {
        Kind::Plain => quote!(self.source.value(&Self::#constant, user)),
        Kind::Enum(_) => quote!(self.source.value(&Self::#constant, user).into()),
        Kind::Json(_) => quote!(self.source.json(&Self::#constant, Self::#json(), user)),
    };
    let docs = docs.iter().map(|line| doc(line)).collect();
    let signature = quote!(<'u>(&self, user: #user));
    let value_type = value_type(accessor, context);
    Method { docs, name: &names.accessor, signature, value_type, body }.tokens(context)
}

/// The accessor of the details.
pub(super) fn details(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let Declaration { visibility, runtime, .. } = context.declaration;
    let Accessor { names, .. } = accessor;
    let (name, constant, json) = (&names.details, &names.constant, &names.json);
    let (user, value_type) = (&context.user, value_type(accessor, context));
    let body = match &accessor.kind {
        Kind::Plain => quote!(self.source.value_details(&Self::#constant, user)),
        Kind::Enum(_) => {
            quote!(self.source.value_details(&Self::#constant, user).map(::core::convert::Into::into))
        }
        Kind::Json(_) => quote!(self.source.json_details(&Self::#constant, Self::#json(), user)),
    };
    let docs = doc(&format!("The value of [`{0}`](Self::{0}), and why it was served.", names.accessor));
    quote! {
        #docs
        #[must_use]
        #visibility fn #name<'u>(&self, user: #user) -> #runtime::Details<#value_type> {
            #body
        }
    }
}

/// Where the texts of a flag are kept once they are parsed.
pub(super) fn json_cache(accessor: &Accessor, context: &Context<'_>) -> Option<TokenStream> {
    let Declaration { runtime, .. } = context.declaration;
    let Kind::Json(type_path) = &accessor.kind else { return None };
    let name = &accessor.names.json;
    // Where the type was named, the compiler says what it lacks.
    let named_at = type_path.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let new = kind::located_at(named_at, quote!(#runtime::generated::JsonCache::new()));
    Some(quote! {
        fn #name() -> &'static #runtime::generated::JsonCache<#type_path> {
            static CACHE: #runtime::generated::JsonCache<#type_path> = #new;
            &CACHE
        }
    })
}

/// The accessor that is left of a flag.
pub(super) fn of_removed(removed: &Removed, context: &Context<'_>) -> TokenStream {
    let Declaration { name: type_name, runtime, .. } = context.declaration;
    let Removed { names, key, value } = removed;
    let (shown, user) = (docs::value(value), &context.user);
    let note = format!("the flag `{key}` was removed: put its value {shown} in the place of the call");
    let about = doc(&format!("`{key}`: removed; always {shown}."));
    let docs = quote! {
        #about
        #[deprecated(note = #note)]
        #[allow(clippy::unused_self, reason = "it is called as it was before")]
    };
    let signature = quote!(<'u>(&self, _: #user));
    let value_type = context.plain_types.get(value.setting_type()).clone();
    let body = literal(value, runtime);
    let method = Method { docs, name: &names.accessor, signature, value_type, body }.tokens(context);
    quote!(impl #type_name { #method })
}

/// A method whose absence from the program the compiler tells about.
struct Method<'a> {
    docs: TokenStream,
    name: &'a Ident,
    signature: TokenStream,
    value_type: TokenStream,
    body: TokenStream,
}

impl Method<'_> {
    /// The method. It begins and ends in what the user wrote, or else the compiler would not tell that it is not used: it
    /// takes what comes from the macros of other crates for their business.
    fn tokens(self, context: &Context<'_>) -> TokenStream {
        let Declaration { visibility, name: type_name, .. } = context.declaration;
        let Self { docs, name, signature, value_type, body } = self;
        let misleads = ["from_", "into_"].iter().any(|start| name.to_string().starts_with(start));
        let convention = misleads
            .then(|| quote!(#[allow(clippy::wrong_self_convention, reason = "it is called as the flag is")]));
        let mut name = name.clone();
        name.set_span(type_name.span());
        let (function, body) =
            (quote_spanned!(type_name.span()=> fn), quote_spanned!(type_name.span()=> { #body }));
        quote! {
            #docs
            #convention
            #[must_use]
            #visibility #function #name #signature -> #value_type #body
        }
    }
}
