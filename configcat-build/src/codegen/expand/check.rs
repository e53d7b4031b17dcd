//! The comparison of a config with the generated code.

use super::{
    super::{
        form::Form,
        model::{Accessor, Accessors},
        names::{
            self,
            reserved::{ALL_VARIANTS, CHECK},
        },
    },
    code::Code,
    context::Context,
};

/// Writes the method of the declared type.
pub(super) fn write_method(code: &mut Code, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.text(
        "
/// Compares the current config with the one that this code was generated from.
///
/// # Errors
///
/// If a flag is missing or broken, if it is of another type, or if it serves a text that is not among the values
/// of its enum, or JSON that is not of its type. If it asks for an attribute that no typed user has, and accessors
/// take no other users. If there is no config. Of a live client, this waits for the first
/// one, as accessors do.
",
    );
    code.tokens(context.visibility());
    write!(
        code,
        "fn {CHECK}(&self) -> ::core::result::Result<(), {runtime}::ConfigDrift> {{
            {runtime}::generated::check::<Self>(&self.source)
        }}"
    );
}

/// Writes the expectations of the generated code, one for each flag.
pub(super) fn write_expectations(code: &mut Code, accessors: &Accessors, context: &Context<'_>) {
    let Accessors { flags, user, .. } = accessors;
    let (name, runtime) = (&context.name, &context.types.runtime);
    code.tokens(context.conditions());
    write!(
        code,
        "
impl {runtime}::generated::FlagSet for {name} {{
    const NAMES: &'static str = \""
    );
    for (number, Accessor { constant, .. }) in flags.iter().enumerate() {
        write!(code, "{}{}", if number == 0 { "" } else { " " }, names::bare(constant));
    }
    code.text("\";\n");
    if context.declaration.user.is_strict {
        code.text("\n    const ATTRIBUTES: ::core::option::Option<&'static [&'static str]> = ::core::option::Option::Some(&[");
        user.attributes().for_each(|attribute| write!(code, "{attribute:?}, "));
        code.text("]);\n");
    }
    write!(
        code,
        "
    fn expectations() -> ::std::boxed::Box<[{runtime}::generated::Expectation]> {{
        ::std::boxed::Box::new([
"
    );
    for Accessor { constant, form, .. } in flags {
        write!(code, "{runtime}::generated::Expectation::");
        match form {
            Form::Plain => write!(code, "of(&Self::{constant}),"),
            Form::Enum { type_name, .. } => {
                write!(code, "texts(&Self::{constant}, {type_name}::{ALL_VARIANTS}, {type_name}::as_str),");
            }
            Form::Json { cache, .. } => write!(code, "json(&Self::{constant}, Self::{cache}()),"),
        }
    }
    code.text("])}}");
}
