//! The declared type, and its items besides the accessors of flags.

use proc_macro2::Delimiter;
use quote::quote;

use super::{
    super::{
        model::{Accessor, Accessors},
        names::reserved::{DOCUMENT, EMBEDDED, KEYS, NEW, SOURCE},
    },
    check,
    code::Code,
    context::Context,
    declaration::Declaration,
    fake, methods, overrides, values, watch,
};

/// Writes the declared type, the name of the runtime, and the tracked files.
pub(super) fn write_structure(code: &mut Code, all: &Accessors, context: &Context<'_>) {
    let Declaration { attributes, name, runtime, tracked, .. } = context.declaration;
    let runtime_name = &context.types.runtime;
    code.tokens(attributes);
    code.doc(&match all.flags.len() {
        1 => format!("\nThe flag of `{}`.", all.origin),
        count => format!("\nThe {count} flags of `{}`.", all.origin),
    });
    code.text("#[derive(::core::clone::Clone, ::core::fmt::Debug)]");
    code.tokens(context.visibility());
    code.tokens(&quote!(struct #name));
    write!(code, "{{ source: {runtime_name}::FlagSource, }}");
    code.tokens(context.conditions());
    code.text("use ");
    code.tokens(runtime);
    write!(code, "::{{self as {runtime_name}}};");
    for path in tracked {
        code.tokens(context.conditions());
        write!(code, "const _: &[u8] = ::core::include_bytes!({path:?});");
    }
}

/// Writes the document. The constant is a block: Rustdoc would show the value of a literal or of an included file.
///
/// A change of the file must lead to new code, so it is also included if its text differs.
fn write_document(code: &mut Code, text: Option<&str>, context: &Context<'_>) {
    let file = &context.declaration.document;
    code.text("/// The config document that this code was generated from.\n");
    code.tokens(context.visibility());
    write!(code, "const {DOCUMENT}: &'static str = {{");
    match text {
        Some(text) => {
            write!(code, "const _: &[u8] = ::core::include_bytes!({file:?}); const TEXT: &str = {text:?};");
        }
        None => write!(code, "const TEXT: &str = ::core::include_str!({file:?});"),
    }
    code.text("TEXT };");
}

/// Writes the items of the type besides the accessors.
pub(super) fn write_inherent(code: &mut Code, all: &Accessors, context: &Context<'_>) {
    let accessors = &*all.flags;
    code.text(
        r#"
#[allow(
    dead_code,
    clippy::approx_constant,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its numbers and names are its own"
)]
"#,
    );
    code.tokens(&context.implementation);
    code.group(Delimiter::Brace, |code| {
        write_keys(code, accessors, context);
        write_document(code, all.text.as_deref(), context);
        for accessor in accessors {
            methods::write_constant(code, accessor, context);
        }
        write_sources(code, context);
        values::write_method(code, context);
        fake::write_method(code, context);
        watch::write_method(code, context);
        check::write_method(code, context);
        overrides::write_function(code, context);
        for accessor in accessors {
            methods::write_details(code, accessor, context);
        }
        for accessor in accessors {
            methods::write_json_cache(code, accessor, context);
        }
    });
}

fn write_keys(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
    code.text("/// The keys of all flags, in document order.\n");
    code.tokens(context.visibility());
    write!(code, "const {KEYS}: &'static [&'static str] = &[");
    for Accessor { key, .. } in accessors {
        write!(code, "{key:?},");
    }
    code.text("];");
}

/// Writes the functions that make flags, and the one that returns their source.
fn write_sources(code: &mut Code, context: &Context<'_>) {
    let (name, runtime) = (&context.name, &context.types.runtime);
    code.text("/// Reads the flags from a client, or from a snapshot.\n#[must_use]");
    code.tokens(context.visibility());
    write!(
        code,
        "fn {NEW}(source: impl ::core::convert::Into<{runtime}::FlagSource>) -> Self {{
            Self {{ source: ::core::convert::Into::into(source) }}
        }}

        /// Reads the flags from the document that this code was generated from: they never change, and need no
        /// network.
        #[must_use]"
    );
    code.tokens(context.visibility());
    write!(
        code,
        "fn {EMBEDDED}() -> Self {{
            static SNAPSHOT: ::std::sync::LazyLock<{runtime}::Snapshot> =
                ::std::sync::LazyLock::new(|| {runtime}::Snapshot::embedded({name}::{DOCUMENT}));
            Self::{NEW}(&*SNAPSHOT)
        }}

        /// Where the flags are read from.
        #[must_use]"
    );
    code.tokens(context.visibility());
    write!(code, "fn {SOURCE}(&self) -> &{runtime}::FlagSource {{ &self.source }}");
}
