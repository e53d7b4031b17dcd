//! Phase 4: the code. No decisions and no logic here; paths are absolute.

use configcat_core::{SettingType, Value};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};

use super::model::{Accessor, Accessors};

/// The type that a user declared, and what its code depends on.
#[derive(Debug)]
pub struct Declaration {
    /// Attributes, documentation included.
    pub attributes: TokenStream,
    /// Those of the attributes on which it depends whether there is any code: `#[cfg(…)]`.
    pub conditions: TokenStream,
    /// Visibility.
    pub visibility: TokenStream,
    /// Name.
    pub name: Ident,
    /// Path of the crate `configcat-core`.
    pub runtime: TokenStream,
    /// Absolute path of the document.
    pub document: String,
    /// Absolute paths of other files whose change must lead to new code.
    pub tracked: Vec<String>,
}

pub(super) fn expand(accessors: &Accessors, declaration: &Declaration) -> TokenStream {
    let Declaration { attributes, conditions, visibility, name, runtime, document, tracked } = declaration;
    let Accessors { origin, accessors } = accessors;
    let keys = accessors.iter().map(|accessor| &accessor.key);
    let constants = accessors.iter().map(|accessor| constant(accessor, declaration));
    let methods = accessors.iter().map(|accessor| methods(accessor, declaration));
    let about = doc(&match accessors.len() {
        1 => format!("The flag of `{origin}`."),
        count => format!("The {count} flags of `{origin}`."),
    });
    quote! {
        #attributes
        #[doc = ""]
        #about
        #[derive(Clone, Debug)]
        #visibility struct #name {
            source: #runtime::FlagSource,
        }

        #(
            #conditions
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#tracked);
        )*

        #conditions
        #[allow(
            dead_code,
            clippy::approx_constant,
            reason = "an application need not use every item, and its numbers are its own"
        )]
        impl #name {
            /// The keys of all flags, in document order.
            #visibility const KEYS: &'static [&'static ::core::primitive::str] = &[#(#keys),*];

            /// The config document that this code was generated from.
            #visibility const DOCUMENT: &'static ::core::primitive::str = ::core::include_str!(#document);

            #(#constants)*

            /// Reads the flags from a client, or from a snapshot.
            #[must_use]
            #visibility fn new(source: impl ::core::convert::Into<#runtime::FlagSource>) -> Self {
                Self { source: source.into() }
            }

            /// Reads the flags from the document that this code was generated from: they never change, and need no
            /// network.
            #[must_use]
            #visibility fn embedded() -> Self {
                static SNAPSHOT: ::std::sync::LazyLock<#runtime::Snapshot> =
                    ::std::sync::LazyLock::new(|| #runtime::Snapshot::embedded(#name::DOCUMENT));
                Self::new(&*SNAPSHOT)
            }

            /// Where the flags are read from.
            #[must_use]
            #visibility fn source(&self) -> &#runtime::FlagSource {
                &self.source
            }
        }

        #(#methods)*
    }
}

fn constant(accessor: &Accessor, Declaration { visibility, runtime, .. }: &Declaration) -> TokenStream {
    let Accessor { names, key, setting_type, fallback, .. } = accessor;
    let (constant, rust_type) = (&names.constant, rust_type(*setting_type, runtime));
    let fallback = literal(fallback, runtime);
    let docs = doc(&format!("Key and fallback of [`{0}`](Self::{0}).", names.accessor));
    quote! {
        #docs
        #visibility const #constant: #runtime::Flag<#rust_type> = #runtime::Flag::new(#key, #fallback);
    }
}

/// A block for each flag, so that the compiler names each accessor that is not used.
fn methods(accessor: &Accessor, declaration: &Declaration) -> TokenStream {
    let Declaration { conditions, name, .. } = declaration;
    let (value, details) = (value_method(accessor, declaration), details_method(accessor, declaration));
    quote! {
        #conditions
        impl #name {
            #value
            #details
        }
    }
}

/// The accessor. It begins and ends in what the user wrote, or else the compiler would not tell that it is not used: it
/// takes what comes from the macros of other crates for their business.
fn value_method(accessor: &Accessor, declaration: &Declaration) -> TokenStream {
    let Declaration { visibility, name: type_name, runtime, .. } = declaration;
    let Accessor { names, setting_type, docs, .. } = accessor;
    let (constant, rust_type) = (&names.constant, rust_type(*setting_type, runtime));
    let docs = docs.iter().map(|line| doc(line));
    let mut name = names.accessor.clone();
    name.set_span(type_name.span());
    let body = quote!(self.source.value(&Self::#constant, user));
    let (function, body) =
        (quote_spanned!(type_name.span()=> fn), quote_spanned!(type_name.span()=> { #body }));
    quote! {
        #(#docs)*
        #[must_use]
        #visibility #function #name<'u>(
            &self,
            user: impl ::core::convert::Into<::core::option::Option<&'u #runtime::User>>,
        ) -> #rust_type #body
    }
}

fn details_method(accessor: &Accessor, declaration: &Declaration) -> TokenStream {
    let Declaration { visibility, runtime, .. } = declaration;
    let Accessor { names, setting_type, .. } = accessor;
    let (name, constant, rust_type) = (&names.details, &names.constant, rust_type(*setting_type, runtime));
    let docs = doc(&format!("The value of [`{0}`](Self::{0}), and why it was served.", names.accessor));
    quote! {
        #docs
        #[allow(dead_code, reason = "an application need not use every item")]
        #[must_use]
        #visibility fn #name<'u>(
            &self,
            user: impl ::core::convert::Into<::core::option::Option<&'u #runtime::User>>,
        ) -> #runtime::Details<#rust_type> {
            self.source.value_details(&Self::#constant, user)
        }
    }
}

/// A line of documentation, as `///` gives it.
fn doc(line: &str) -> TokenStream {
    let line = if line.is_empty() { String::new() } else { format!(" {line}") };
    quote!(#[doc = #line])
}

fn rust_type(setting_type: SettingType, runtime: &TokenStream) -> TokenStream {
    match setting_type {
        SettingType::Bool => quote!(::core::primitive::bool),
        SettingType::Text => quote!(#runtime::Text),
        SettingType::Int => quote!(::core::primitive::i64),
        SettingType::Float => quote!(::core::primitive::f64),
    }
}

/// A constant expression for a value. Literals have no sign of their own.
fn literal(value: &Value, runtime: &TokenStream) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Text(text) => {
            let text = text.as_str();
            quote!(#runtime::Text::from_static(#text))
        }
        Value::Int(number) => {
            let (sign, magnitude) = (sign(*number < 0), Literal::u64_unsuffixed(number.unsigned_abs()));
            quote!(#sign #magnitude)
        }
        Value::Float(number) => {
            let (sign, magnitude) = (sign(number.is_sign_negative()), Literal::f64_unsuffixed(number.abs()));
            quote!(#sign #magnitude)
        }
    }
}

fn sign(negative: bool) -> Option<TokenStream> {
    negative.then(|| quote!(-))
}
