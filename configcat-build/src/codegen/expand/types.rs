//! Types and values of flags.

use configcat_core::Value;
use proc_macro2::{Group, Span, TokenStream, TokenTree};

use super::{
    super::{form::Form, model::Accessor},
    code::Code,
    context::Context,
};

/// Writes the type that the accessor of a flag returns.
pub(super) fn write_value_type(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    match &accessor.form {
        Form::Plain => code.text(context.plain_types.get(accessor.setting_type)),
        Form::Enum { type_name, .. } => code.text(type_name),
        Form::Json { type_path, named_at, .. } => {
            write!(code, "{}::Json<", context.types.runtime);
            write_type_path(code, type_path, *named_at);
            code.text(">");
        }
    }
}

/// Writes the path of a type of the user's. If the user named it in this compilation, it has the span of its name.
pub(super) fn write_type_path(code: &mut Code, type_path: &str, named_at: Option<Span>) {
    match named_at {
        Some(span) => code.tokens(&located_at(span, type_path.parse().unwrap_or_default())),
        // It may end with a comment.
        None => writeln!(code, "{type_path}"),
    }
}

/// The same code with another span. What its names mean does not change.
pub(super) fn located_at(span: Span, code: TokenStream) -> TokenStream {
    let located = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            let inner = located_at(span, group.stream());
            token = Group::new(group.delimiter(), inner).into();
        }
        token.set_span(token.span().located_at(span));
        token
    };
    code.into_iter().map(located).collect()
}

/// A constant expression for a value.
pub(super) fn literal(value: &Value, context: &Context<'_>) -> String {
    match value {
        Value::Text(text) => format!("{}::Text::from_static({:?})", context.types.runtime, text.as_str()),
        // The text always has a point or an exponent.
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(_) | Value::Int(_) => value.to_string(),
    }
}
