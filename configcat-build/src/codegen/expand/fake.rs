//! The test double.

use configcat_core::SettingType;
use proc_macro2::Delimiter;

use super::{
    super::{
        form::Form,
        model::Accessor,
        names::reserved::{BUILD, FAKE, NEW},
    },
    code::Code,
    context::Context,
    types::write_type_path,
};

/// Writes the method of the declared type.
pub(super) fn write_method(code: &mut Code, context: &Context<'_>) {
    let (fake, runtime) = (&context.types.fake, &context.types.runtime);
    code.text(
        "
/// Flags for a test: each serves its fallback to every user, unless it is set. They need no network.
",
    );
    code.tokens(context.visibility());
    write!(code, "fn {FAKE}() -> {fake} {{ {fake} {{ flags: {runtime}::generated::Fake::of::<Self>() }} }}");
}

/// Writes the builder that the method returns.
pub(super) fn write_items(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    let (name, fake, runtime) = (&context.name, &context.types.fake, &context.types.runtime);
    code.tokens(context.conditions());
    write!(
        code,
        r#"
/// Builds the [`{name}`] of a test: what [`{name}::{FAKE}`] returns.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "a builder does nothing until `{BUILD}` is called"]
"#
    );
    code.tokens(context.visibility());
    write!(code, "struct {fake} {{ flags: {runtime}::generated::Fake, }}");
    code.tokens(context.conditions());
    write!(
        code,
        r#"
#[allow(
    dead_code,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its names are its own"
)]
impl {fake}
"#
    );
    code.group(Delimiter::Brace, |code| {
        for accessor in accessors {
            write_setter(code, accessor, context);
        }
        code.text("/// The flags, as they are set.\n#[must_use]");
        code.tokens(context.visibility());
        write!(code, "fn {BUILD}(self) -> {name} {{ {name}::{NEW}(self.flags.build()) }}");
    });
}

fn write_setter(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Accessor { name: method, constant, setting_type, form, .. } = accessor;
    let (name, runtime) = (&context.name, &context.types.runtime);
    writeln!(code, "/// Sets [`{name}::{method}`].");
    let constant = format!("{name}::{constant}");
    match form {
        Form::Plain => {
            let (value_type, converted) = match setting_type {
                SettingType::Text => (context.text_parameter.as_str(), "::core::convert::Into::into(value)"),
                _ => (context.plain_types.get(*setting_type), "value"),
            };
            code.tokens(context.visibility());
            write!(
                code,
                "fn {method}(self, value: {value_type}) -> Self {{
                    Self {{ flags: self.flags.set(&{constant}, {converted}) }}
                }}"
            );
        }
        Form::Enum { type_name, .. } => {
            code.tokens(context.visibility());
            write!(
                code,
                "fn {method}(self, value: impl ::core::convert::Into<{type_name}>) -> Self {{
                    let value: {type_name} = ::core::convert::Into::into(value);
                    Self {{ flags: self.flags.set(&{constant}, ::core::convert::Into::into({type_name}::as_str(&value))) }}
                }}"
            );
        }
        Form::Json { type_path, cache, named_at } => {
            code.text(
                "
///
/// # Panics
///
/// If the value cannot be serialized as JSON, or its JSON cannot be read back.
#[track_caller]
",
            );
            code.tokens(context.visibility());
            write!(code, "fn {method}");
            code.group(Delimiter::Parenthesis, |code| {
                code.text("self, value: impl ::core::borrow::Borrow<");
                write_type_path(code, type_path, *named_at);
                write!(code, "> + {runtime}::generated::Serialize");
            });
            write!(
                code,
                "-> Self {{ Self {{ flags: self.flags.set_json(&{constant}, {name}::{cache}(), &value) }} }}"
            );
        }
    }
}
