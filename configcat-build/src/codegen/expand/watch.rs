//! The watches of flags.

use proc_macro2::Delimiter;

use super::{
    super::{
        form::Form,
        model::Accessor,
        names::reserved::{ALL, WATCH},
    },
    code::Code,
    context::Context,
    types::write_value_type,
};

/// Writes the method of the declared type.
pub(super) fn write_method(code: &mut Code, context: &Context<'_>) {
    let (name, watch) = (&context.name, &context.types.watch);
    writeln!(code, "/// Watches flags for a user. Each method has the name of an accessor of [`{name}`].");
    code.tokens(context.visibility());
    write!(code, "fn {WATCH}(&self) -> {watch}<'_> {{ {watch} {{ source: &self.source }} }}");
}

/// Writes the type that the method returns. It reads through the constants, like the values of all flags.
pub(super) fn write_items(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    let (name, watch, runtime) = (&context.name, &context.types.watch, &context.types.runtime);
    code.tokens(context.conditions());
    write!(
        code,
        "
/// Watches the flags of [`{name}`] for a user: what [`{name}::{WATCH}`] returns.
#[derive(Clone, Copy, Debug)]
"
    );
    code.tokens(context.visibility());
    write!(code, "struct {watch}<'f> {{ source: &'f {runtime}::FlagSource, }}");
    code.tokens(context.conditions());
    write!(
        code,
        r#"
#[allow(
    dead_code,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its names are its own"
)]
impl {watch}<'_>
"#
    );
    code.group(Delimiter::Brace, |code| {
        for accessor in accessors {
            write_of_flag(code, accessor, context);
        }
        let (values, user, value) = (&context.types.values, &context.user, &context.user_value);
        writeln!(code, "/// Watches [`{name}::{ALL}`].");
        code.tokens(context.visibility());
        write!(
            code,
            "fn {ALL}<'u>(self, user: {user}) -> {runtime}::Watch<{values}> {{
                self.source.watch_reads({values}::read, {value})
            }}"
        );
    });
}

fn write_of_flag(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Accessor { name: method, constant, form, .. } = accessor;
    let (name, runtime, user) = (&context.name, &context.types.runtime, &context.user);
    writeln!(code, "/// Watches [`{name}::{method}`].");
    code.tokens(context.visibility());
    write!(code, "fn {method}<'u>(self, user: {user}) -> {runtime}::Watch<");
    write_value_type(code, accessor, context);
    let user = &context.user_value;
    match form {
        Form::Plain => write!(code, "> {{ self.source.watch(&{name}::{constant}, {user}) }}"),
        Form::Enum { .. } => write!(
            code,
            "> {{
                self.source.watch_reads(
                    |flags| ::core::convert::Into::into(flags.value(&{name}::{constant})),
                    {user},
                )
            }}"
        ),
        Form::Json { cache, .. } => write!(
            code,
            "> {{
                self.source.watch_reads(|flags| flags.json(&{name}::{constant}, {name}::{cache}()), {user})
            }}"
        ),
    }
}
