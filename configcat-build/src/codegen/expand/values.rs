//! All flags at once.

use proc_macro2::Delimiter;

use super::{
    super::{
        form::Form,
        model::Accessor,
        names::reserved::{ALL, KEYS},
    },
    code::Code,
    context::Context,
    types::write_value_type,
};

/// Writes the method of the declared type.
pub(super) fn write_method(code: &mut Code, context: &Context<'_>) {
    let (values, user, value) = (&context.types.values, &context.user, &context.user_value);
    code.text("/// All flags for a user, read from the same config.\n#[must_use]");
    code.tokens(context.visibility());
    write!(
        code,
        "fn {ALL}<'u>(&self, user: {user}) -> {values} {{ {values}::read(&self.source.reading(::core::convert::Into::into({value}))) }}"
    );
}

/// Writes the type that the method returns. It reads through the constants: if it called an accessor, the compiler
/// would count this as a use in the program.
pub(super) fn write_items(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    write_structure(code, accessors, context);
    write_read(code, accessors, context);
    write_serialize(code, accessors, context);
}

fn write_structure(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    let (name, values) = (&context.name, &context.types.values);
    code.tokens(context.conditions());
    write!(
        code,
        r#"
/// The values of all flags for a user: what [`{name}::{ALL}`] returns.
///
/// Serialized, it is a map from the keys to the values, in document order.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[allow(
    dead_code,
    missing_copy_implementations,
    clippy::derive_partial_eq_without_eq,
    clippy::struct_excessive_bools,
    reason = "an application need not use every item, and its flags are its own"
)]
"#
    );
    code.tokens(context.visibility());
    write!(code, "struct {values}");
    code.group(Delimiter::Brace, |code| {
        for accessor in accessors {
            let field = &accessor.name;
            writeln!(code, "/// See [`{name}::{field}`].");
            code.tokens(context.visibility());
            write!(code, "{field}: ");
            write_value_type(code, accessor, context);
            code.text(",");
        }
    });
}

fn write_read(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    let (name, values, runtime) = (&context.name, &context.types.values, &context.types.runtime);
    code.tokens(context.conditions());
    write!(
        code,
        r#"
impl {values} {{
    #[allow(dead_code, reason = "an application need not use every item")]
    fn read(flags: &{runtime}::generated::Reading<'_>) -> Self {{
        Self {{
"#
    );
    for Accessor { name: field, constant, form, .. } in accessors {
        match form {
            Form::Plain => write!(code, "{field}: flags.value(&{name}::{constant}),"),
            Form::Enum { .. } => {
                write!(code, "{field}: ::core::convert::Into::into(flags.value(&{name}::{constant})),");
            }
            Form::Json { cache, .. } => {
                write!(code, "{field}: flags.json(&{name}::{constant}, {name}::{cache}()),");
            }
        }
    }
    code.text("}}}");
}

fn write_serialize(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    let (name, values, runtime) = (&context.name, &context.types.values, &context.types.runtime);
    code.tokens(context.conditions());
    // An enum can be called `S`, but not `__S`.
    write!(
        code,
        "
impl {runtime}::generated::Serialize for {values} {{
    fn serialize<__S: {runtime}::generated::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {{
        use {runtime}::generated::serialized;
        {runtime}::generated::serialize({name}::{KEYS}, &[
"
    );
    for Accessor { name: field, form, .. } in accessors {
        match form {
            Form::Plain | Form::Json { .. } => write!(code, "serialized(&self.{field}),"),
            Form::Enum { type_name, .. } => {
                write!(code, "serialized({type_name}::as_str(&self.{field})),");
            }
        }
    }
    code.text("], serializer)}}");
}
