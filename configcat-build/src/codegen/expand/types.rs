//! Types and values of flags.

use configcat_core::{SettingType, Value};
use proc_macro2::TokenStream;

use super::{
    super::model::{Accessor, Form},
    Code, Context,
};

/// The types that settings serve.
pub(super) struct PlainTypes {
    text: String,
}

impl PlainTypes {
    pub(super) fn new(runtime: &str) -> Self {
        Self { text: format!("{runtime}::Text") }
    }

    pub(super) fn get(&self, setting_type: SettingType) -> &str {
        match setting_type {
            SettingType::Bool => "bool",
            SettingType::Text => &self.text,
            SettingType::Int => "i64",
            SettingType::Float => "f64",
        }
    }
}

/// Writes the type that a program gets a flag's value as.
pub(super) fn write_value_type(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    match &accessor.form {
        Form::Plain => code.text(context.plain_types.get(accessor.setting_type)),
        Form::Enum { type_name, .. } => code.text(type_name),
        Form::Json { type_path, .. } => write_runtime_type(code, "Json", type_path, context),
    }
}

/// Writes a type of the runtime that is generic over one of the user's.
pub(super) fn write_runtime_type(
    code: &mut Code,
    name: &str,
    type_path: &TokenStream,
    context: &Context<'_>,
) {
    write!(code, "{}::{name}<", context.types.runtime);
    code.tokens(type_path);
    code.text(">");
}

/// A constant expression for a value.
pub(super) fn literal(value: &Value, context: &Context<'_>) -> String {
    match value {
        Value::Text(text) => format!("{}::Text::from_static({:?})", context.types.runtime, text.as_str()),
        // There always is a point or an exponent.
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(_) | Value::Int(_) => value.to_string(),
    }
}
