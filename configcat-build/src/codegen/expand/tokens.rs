//! What all of the generated code is made of: documentation, types, literals.

use configcat_core::{SettingType, Value};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::super::{kind::Kind, model::Accessor};

/// A line of documentation, as `///` gives it.
pub(super) fn doc(line: &str) -> TokenStream {
    let line = if line.is_empty() { String::new() } else { format!(" {line}") };
    quote!(#[doc = #line])
}

/// The parameter of all that evaluates.
pub(super) fn user(runtime: &TokenStream) -> TokenStream {
    quote!(impl ::core::convert::Into<::core::option::Option<&'u #runtime::User>>)
}

/// The type that a program gets a flag's value as.
pub(super) fn value_type(accessor: &Accessor, runtime: &TokenStream) -> TokenStream {
    match &accessor.kind {
        Kind::Plain => plain_type(accessor.setting_type, runtime),
        Kind::Enum(_) => accessor.names.type_name.to_token_stream(),
        Kind::Json(type_path) => quote!(#runtime::Json<#type_path>),
    }
}

/// The type that a setting serves.
pub(super) fn plain_type(setting_type: SettingType, runtime: &TokenStream) -> TokenStream {
    match setting_type {
        SettingType::Bool => quote!(::core::primitive::bool),
        SettingType::Text => quote!(#runtime::Text),
        SettingType::Int => quote!(::core::primitive::i64),
        SettingType::Float => quote!(::core::primitive::f64),
    }
}

/// A constant expression for a value. Literals have no sign of their own.
pub(super) fn literal(value: &Value, runtime: &TokenStream) -> TokenStream {
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
