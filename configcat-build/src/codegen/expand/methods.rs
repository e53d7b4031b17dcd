//! The constants and methods of flags.

use proc_macro2::{Delimiter, Ident, Span, TokenTree};
use quote::quote;

use super::{
    super::{
        docs,
        form::Form,
        model::{Accessor, Removed},
        names,
    },
    code::Code,
    context::Context,
    types::{literal, located_at, write_type_path, write_value_type},
};

/// Writes the key and the fallback of a flag.
pub(super) fn write_constant(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Accessor { name, constant, key, setting_type, fallback, .. } = accessor;
    let (runtime, plain_type) = (&context.types.runtime, context.plain_types.get(*setting_type));
    let fallback = literal(fallback, context);
    writeln!(code, "/// Key and fallback of [`{name}`](Self::{name}).");
    code.tokens(context.visibility());
    write!(
        code,
        "const {constant}: {runtime}::Flag<{plain_type}> = {runtime}::Flag::new({key:?}, {fallback});"
    );
}

/// Writes the accessor.
pub(super) fn write_of_flag(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Accessor { name, constant, form, docs, .. } = accessor;
    let user = &context.user_value;
    let body = match form {
        Form::Plain => format!("self.source.value(&Self::{constant}, {user})"),
        Form::Enum { .. } => {
            format!("::core::convert::Into::into(self.source.value(&Self::{constant}, {user}))")
        }
        Form::Json { cache, .. } => format!("self.source.json(&Self::{constant}, Self::{cache}(), {user})"),
    };
    let method = Method {
        name,
        parameter: "user",
        write_docs: |code: &mut Code| code.text(docs),
        write_type: |code: &mut Code| write_value_type(code, accessor, context),
        body: &body,
    };
    method.write(code, context);
}

/// Writes the accessor of the details.
pub(super) fn write_details(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Accessor { name, constant, details, form, .. } = accessor;
    let (runtime, user) = (&context.types.runtime, &context.user);
    writeln!(code, "/// The value of [`{name}`](Self::{name}), and why it was served.");
    code.tokens(context.visibility());
    write!(code, "fn {details}<'u>(&self, user: {user}) -> {runtime}::Details<");
    write_value_type(code, accessor, context);
    let user = &context.user_value;
    match form {
        Form::Plain => write!(code, "> {{ self.source.value_details(&Self::{constant}, {user}) }}"),
        Form::Enum { .. } => write!(
            code,
            "> {{ self.source.value_details(&Self::{constant}, {user}).map(::core::convert::Into::into) }}"
        ),
        Form::Json { cache, .. } => {
            write!(code, "> {{ self.source.json_details(&Self::{constant}, Self::{cache}(), {user}) }}");
        }
    }
}

/// Writes the function that keeps the parsed texts of a JSON flag.
pub(super) fn write_json_cache(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Form::Json { type_path, cache, named_at } = &accessor.form else { return };
    let runtime = &context.types.runtime;
    let write_cache_type = |code: &mut Code| {
        write!(code, "{runtime}::generated::JsonCache<");
        write_type_path(code, type_path, *named_at);
        code.text(">");
    };
    write!(code, "fn {cache}() -> &'static ");
    write_cache_type(code);
    code.group(Delimiter::Brace, |code| {
        code.text("static CACHE: ");
        write_cache_type(code);
        code.text("= ");
        match named_at {
            // The compiler tells at this place which traits the type lacks.
            Some(span) => {
                let runtime = names::ident(runtime, Span::call_site());
                code.tokens(&located_at(*span, quote!(#runtime::generated::JsonCache::new())));
            }
            None => write!(code, "{runtime}::generated::JsonCache::new()"),
        }
        code.text("; &CACHE");
    });
}

/// Writes the accessor of a removed flag.
pub(super) fn write_of_removed(code: &mut Code, removed: &Removed, context: &Context<'_>) {
    let Removed { name, key, value } = removed;
    let write_docs = |code: &mut Code| {
        let [docs, note] = docs::removed(key, value);
        code.doc(&docs);
        write!(code, "#[deprecated(note = {note:?})]");
        code.text(
            r#"
#[allow(
    clippy::approx_constant,
    clippy::unused_self,
    reason = "it is called as it was before, and its number is the application's own"
)]
"#,
        );
    };
    let method = Method {
        name,
        parameter: "_",
        write_docs,
        write_type: |code: &mut Code| code.text(context.plain_types.get(value.setting_type())),
        body: &literal(value, context),
    };
    method.write(code, context);
}

/// A method that the compiler reports if the program does not use it.
struct Method<'a, D, T> {
    name: &'a str,
    parameter: &'a str,
    write_docs: D,
    write_type: T,
    body: &'a str,
}

impl<D: FnOnce(&mut Code), T: FnOnce(&mut Code)> Method<'_, D, T> {
    /// Writes the method in a block of its own: the compiler only names unused methods if a block has few of them. The
    /// method begins and ends with the user's span: the compiler never reports code of another crate's macro as unused.
    fn write(self, code: &mut Code, context: &Context<'_>) {
        let Self { name, parameter, write_docs, write_type, body } = self;
        let place = context.declaration.name.span();
        let function = [Ident::new("fn", place), names::ident(name, place)].map(TokenTree::from);
        let user = &context.user;
        code.tokens(&context.implementation);
        code.group(Delimiter::Brace, |code| {
            write_docs(code);
            if name.starts_with("from_") || name.starts_with("into_") {
                code.text(
                    r#"#[allow(clippy::wrong_self_convention, reason = "it is called as the flag is")]"#,
                );
            }
            // Otherwise it is chance whether the compiler calls it: that follows from how large the crate is.
            code.text("#[must_use]#[inline]");
            code.tokens(context.visibility());
            code.tokens(&function.into_iter().collect());
            write!(code, "<'u>(&self, {parameter}: {user}) -> ");
            write_type(code);
            code.block_at(place, format_args!("{body}"));
        });
    }
}
