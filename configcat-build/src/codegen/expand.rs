//! Phase 4: the code. No decisions and no logic here; paths are absolute.

use configcat_core::{SettingType, Value};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::model::{Accessor, Accessors};

/// The type that a user declared, and the files that its code depends on.
#[derive(Debug)]
pub struct Declaration {
    /// Attributes, documentation included.
    pub attributes: TokenStream,
    /// Visibility.
    pub visibility: TokenStream,
    /// Name.
    pub name: Ident,
    /// Absolute path of the document.
    pub document: String,
    /// Absolute paths of other files whose change must lead to new code.
    pub tracked: Vec<String>,
}

pub(super) fn expand(accessors: &Accessors, declaration: &Declaration) -> TokenStream {
    let Declaration { attributes, visibility, name, document, tracked } = declaration;
    let Accessors { origin, accessors } = accessors;
    let count = accessors.len();
    let keys = accessors.iter().map(|accessor| &accessor.key);
    let constants = accessors.iter().map(|accessor| constant(accessor, visibility));
    let methods = accessors.iter().map(|accessor| methods(accessor, visibility));
    let about = doc(&match count {
        1 => format!("The flag of `{origin}`."),
        _ => format!("The {count} flags of `{origin}`."),
    });
    quote! {
        #attributes
        #[doc = ""]
        #about
        #[derive(Clone, Debug)]
        #visibility struct #name {
            source: ::configcat_core::FlagSource,
        }

        #(const _: &[u8] = ::core::include_bytes!(#tracked);)*

        #[allow(dead_code, reason = "an application need not use every item")]
        impl #name {
            /// The keys of all flags, in document order.
            #visibility const KEYS: &'static [&'static str] = &[#(#keys),*];

            /// The config document that this code was generated from.
            #visibility const DOCUMENT: &'static str = ::core::include_str!(#document);

            #(#constants)*

            /// Reads the flags from a client, or from a snapshot.
            #[must_use]
            #visibility fn new(source: impl ::core::convert::Into<::configcat_core::FlagSource>) -> Self {
                Self { source: source.into() }
            }

            /// Reads the flags from the document that this code was generated from: they never change, and need no
            /// network.
            #[must_use]
            #visibility fn embedded() -> Self {
                Self::new(::configcat_core::Snapshot::embedded(Self::DOCUMENT))
            }

            /// Where the flags are read from.
            #[must_use]
            #visibility fn source(&self) -> &::configcat_core::FlagSource {
                &self.source
            }
        }

        impl #name {
            #(#methods)*
        }
    }
}

fn constant(accessor: &Accessor, visibility: &TokenStream) -> TokenStream {
    let Accessor { names, key, setting_type, fallback, .. } = accessor;
    let (constant, rust_type, fallback) = (&names.constant, rust_type(*setting_type), literal(fallback));
    let docs = doc(&format!("Key and fallback of [`{0}`](Self::{0}).", names.accessor));
    quote! {
        #docs
        #visibility const #constant: ::configcat_core::Flag<#rust_type> = ::configcat_core::Flag::new(#key, #fallback);
    }
}

fn methods(accessor: &Accessor, visibility: &TokenStream) -> TokenStream {
    let Accessor { names, setting_type, docs, .. } = accessor;
    let (name, details, constant, rust_type) =
        (&names.accessor, &names.details, &names.constant, rust_type(*setting_type));
    let docs = docs.iter().map(|line| doc(line));
    let details_docs = doc(&format!("The value of [`{name}`](Self::{name}), and why it was served."));
    quote! {
        #(#docs)*
        #[must_use]
        #visibility fn #name<'u>(
            &self,
            user: impl ::core::convert::Into<::core::option::Option<&'u ::configcat_core::User>>,
        ) -> #rust_type {
            self.source.value(&Self::#constant, user)
        }

        #details_docs
        #[allow(dead_code, reason = "an application need not use every item")]
        #[must_use]
        #visibility fn #details<'u>(
            &self,
            user: impl ::core::convert::Into<::core::option::Option<&'u ::configcat_core::User>>,
        ) -> ::configcat_core::Details<#rust_type> {
            self.source.value_details(&Self::#constant, user)
        }
    }
}

/// A line of documentation, as `///` gives it.
fn doc(line: &str) -> TokenStream {
    let line = if line.is_empty() { String::new() } else { format!(" {line}") };
    quote!(#[doc = #line])
}

fn rust_type(setting_type: SettingType) -> TokenStream {
    match setting_type {
        SettingType::Bool => quote!(::core::primitive::bool),
        SettingType::Text => quote!(::configcat_core::Text),
        SettingType::Int => quote!(::core::primitive::i64),
        SettingType::Float => quote!(::core::primitive::f64),
    }
}

/// A constant expression for a value. Literals have no sign of their own.
fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Text(text) => {
            let text = text.as_str();
            quote!(::configcat_core::Text::from_static(#text))
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
