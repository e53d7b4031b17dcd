//! [`generate`]: the code for a declared type.

use std::{fmt, str::FromStr as _};

use proc_macro2::{Span, TokenStream};

use super::{
    super::model::Accessors, check, code::Code, context::Context, declaration::Declaration, declared, enums,
    fake, methods, user, values, watch,
};

/// Writes the code for a declared type.
#[must_use]
pub fn generate(accessors: &Accessors, declaration: &Declaration) -> TokenStream {
    generate_with(accessors, declaration, TokenStream::from_str)
}

/// The same with another lexer. Macros pass the compiler's lexer: `proc_macro2` would lex each text twice.
#[must_use]
pub fn generate_with<E: fmt::Display>(
    accessors: &Accessors,
    declaration: &Declaration,
    lex: impl FnOnce(&str) -> Result<TokenStream, E>,
) -> TokenStream {
    let context = Context::new(declaration);
    let Accessors { flags, removed, .. } = accessors;
    let mut code = Code::new();
    declared::write_structure(&mut code, accessors, &context);
    declared::write_inherent(&mut code, accessors, &context);
    check::write_expectations(&mut code, accessors, &context);
    for accessor in flags {
        methods::write_of_flag(&mut code, accessor, &context);
    }
    for removed in removed {
        methods::write_of_removed(&mut code, removed, &context);
    }
    for accessor in flags {
        enums::write_items(&mut code, accessor, &context);
    }
    values::write_items(&mut code, flags, &context);
    fake::write_items(&mut code, flags, &context);
    watch::write_items(&mut code, flags, &context);
    user::write_items(&mut code, accessors, &context);
    code.into_tokens(lex).unwrap_or_else(|error| {
        let message = format!("a bug of `configcat-build`: the generated code is broken: {error}");
        syn::Error::new(Span::call_site(), message).into_compile_error()
    })
}
