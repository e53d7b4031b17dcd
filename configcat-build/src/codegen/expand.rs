//! Phase 4: the code. No decisions and no logic here; but for primitive types, paths are absolute, or those of the runtime.

use std::fmt;

use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::quote;

use self::{code::Code, types::PlainTypes};
use super::{
    model::{Accessor, Accessors},
    names::TypeNames,
};

mod check;
mod code;
mod enums;
mod fake;
mod methods;
mod types;
mod values;

/// The type that a user declared, and what its code depends on.
#[derive(Debug)]
pub struct Declaration {
    /// Attributes, documentation included.
    pub attributes: TokenStream,
    /// Those of the attributes on which it depends whether there is any code: `#[cfg(…)]`.
    pub conditions: TokenStream,
    /// Those that say what the compiler is to tell about: `#[allow(…)]`. They are for the accessors, too.
    pub lint_levels: TokenStream,
    /// Visibility.
    pub visibility: TokenStream,
    /// Name.
    pub name: Ident,
    /// Path of the crate `configcat-core`.
    pub runtime: TokenStream,
    /// Absolute path of the document.
    pub document: String,
    /// Absolute paths of other files whose change must lead to new code.
    pub tracked: Vec<String>,
}

/// A declaration, the names of what is generated beside the declared type, and code that is needed for each flag.
struct Context<'a> {
    declaration: &'a Declaration,
    /// The name of the declared type.
    name: String,
    types: TypeNames,
    /// The beginning of a block of the declared type.
    implementation: TokenStream,
    /// The type of the parameter `user`.
    user: String,
    /// The type of a parameter that becomes a text.
    text_parameter: String,
    plain_types: PlainTypes,
}

impl<'a> Context<'a> {
    fn new(declaration: &'a Declaration) -> Self {
        let Declaration { conditions, lint_levels, name, .. } = declaration;
        let types = TypeNames::of(name);
        let runtime = &types.runtime;
        Self {
            declaration,
            name: name.to_string(),
            implementation: quote!(#conditions #lint_levels impl #name),
            user: format!("impl {runtime}::IntoUser<'u>"),
            text_parameter: format!("impl ::core::convert::Into<{runtime}::Text>"),
            plain_types: PlainTypes::new(runtime),
            types,
        }
    }

    fn conditions(&self) -> &TokenStream {
        &self.declaration.conditions
    }

    fn visibility(&self) -> &TokenStream {
        &self.declaration.visibility
    }
}

pub(super) fn expand<E: fmt::Display>(
    all: &Accessors,
    declaration: &Declaration,
    lex: impl FnOnce(&str) -> Result<TokenStream, E>,
) -> TokenStream {
    let context = Context::new(declaration);
    let Accessors { flags: accessors, removed, .. } = all;
    let mut code = Code::new();
    write_structure(&mut code, all, &context);
    write_inherent(&mut code, accessors, &context);
    check::write_expectations(&mut code, accessors, &context);
    for accessor in accessors {
        methods::write_of_flag(&mut code, accessor, &context);
    }
    for removed in removed {
        methods::write_of_removed(&mut code, removed, &context);
    }
    for accessor in accessors {
        enums::write_items(&mut code, accessor, &context);
    }
    values::write_items(&mut code, accessors, &context);
    fake::write_items(&mut code, accessors, &context);
    code.into_tokens(lex).unwrap_or_else(|error| {
        let message = format!("a bug of `configcat-build`: the generated code is broken: {error}");
        syn::Error::new(Span::call_site(), message).into_compile_error()
    })
}

/// Writes the declared type, and what all of the code depends on.
fn write_structure(code: &mut Code, all: &Accessors, context: &Context<'_>) {
    let Declaration { attributes, name, runtime, tracked, .. } = context.declaration;
    let runtime_name = &context.types.runtime;
    code.tokens(attributes);
    code.doc(&match all.flags.len() {
        1 => format!("\nThe flag of `{}`.", all.origin),
        count => format!("\nThe {count} flags of `{}`.", all.origin),
    });
    code.text("#[derive(Clone, Debug)]");
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

/// Writes the document. Rustdoc shows the values of constants that are literals, and those that include a file, but not
/// those of blocks.
fn write_document(code: &mut Code, context: &Context<'_>) {
    code.text("/// The config document that this code was generated from.\n");
    code.tokens(context.visibility());
    write!(
        code,
        "const DOCUMENT: &'static str = {{
            const TEXT: &str = ::core::include_str!({:?});
            TEXT
        }};",
        context.declaration.document
    );
}

/// Writes what the type has beside the accessors of its flags.
fn write_inherent(code: &mut Code, accessors: &[Accessor], context: &Context<'_>) {
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
        write_document(code, context);
        for accessor in accessors {
            methods::write_constant(code, accessor, context);
        }
        write_sources(code, context);
        values::write_method(code, context);
        fake::write_method(code, context);
        check::write_method(code, context);
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
    code.text("const KEYS: &'static [&'static str] = &[");
    for Accessor { key, .. } in accessors {
        write!(code, "{key:?},");
    }
    code.text("];");
}

/// Writes how one gets the flags, and where they are read from.
fn write_sources(code: &mut Code, context: &Context<'_>) {
    let (name, runtime) = (&context.name, &context.types.runtime);
    code.text("/// Reads the flags from a client, or from a snapshot.\n#[must_use]");
    code.tokens(context.visibility());
    write!(
        code,
        "fn new(source: impl ::core::convert::Into<{runtime}::FlagSource>) -> Self {{
            Self {{ source: source.into() }}
        }}

        /// Reads the flags from the document that this code was generated from: they never change, and need no
        /// network.
        #[must_use]"
    );
    code.tokens(context.visibility());
    write!(
        code,
        "fn embedded() -> Self {{
            static SNAPSHOT: ::std::sync::LazyLock<{runtime}::Snapshot> =
                ::std::sync::LazyLock::new(|| {runtime}::Snapshot::embedded({name}::DOCUMENT));
            Self::new(&*SNAPSHOT)
        }}

        /// Where the flags are read from.
        #[must_use]"
    );
    code.tokens(context.visibility());
    write!(code, "fn source(&self) -> &{runtime}::FlagSource {{ &self.source }}");
}
