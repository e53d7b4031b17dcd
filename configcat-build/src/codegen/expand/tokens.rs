//! What all of the generated code is made of: documentation, types, literals.

use configcat_core::{SettingType, Value};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::{
    super::{kind::Kind, model::Accessor},
    Context,
};

/// A line of documentation, as `///` gives it.
pub(super) fn doc(line: &str) -> TokenStream {
    let line = if line.is_empty() { String::new() } else { format!(" {line}") };
    quote!(#[doc = #line])
}

/// The parameter of all that evaluates.
pub(super) fn user(runtime: &TokenStream) -> TokenStream {
    quote!(impl ::core::convert::Into<::core::option::Option<&'u #runtime::User>>)
}

/// The types that settings serve.
pub(super) struct PlainTypes {
    bool: TokenStream,
    text: TokenStream,
    int: TokenStream,
    float: TokenStream,
}

impl PlainTypes {
    pub(super) fn new(runtime: &TokenStream) -> Self {
        Self {
            bool: quote!(::core::primitive::bool),
            text: quote!(#runtime::Text),
            int: quote!(::core::primitive::i64),
            float: quote!(::core::primitive::f64),
        }
    }

    pub(super) fn get(&self, setting_type: SettingType) -> &TokenStream {
        match setting_type {
            SettingType::Bool => &self.bool,
            SettingType::Text => &self.text,
            SettingType::Int => &self.int,
            SettingType::Float => &self.float,
        }
    }
}

/// The type that a program gets a flag's value as.
pub(super) fn value_type(accessor: &Accessor, context: &Context<'_>) -> TokenStream {
    let runtime = &context.declaration.runtime;
    match &accessor.kind {
        Kind::Plain => context.plain_types.get(accessor.setting_type).clone(),
        Kind::Enum(_) => accessor.names.type_name.to_token_stream(),
        Kind::Json(type_path) => quote!(#runtime::Json<#type_path>),
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
