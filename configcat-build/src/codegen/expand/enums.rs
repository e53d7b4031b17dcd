//! The enums of text flags.

use proc_macro2::Delimiter;

use super::{
    super::{
        docs,
        form::{Form, Variant},
        model::Accessor,
        names::reserved::{ALL_VARIANTS, OTHER_VARIANT},
    },
    code::Code,
    context::Context,
};

/// Writes the enum of a flag, if it has one, with its impls.
pub(super) fn write_items(code: &mut Code, accessor: &Accessor, context: &Context<'_>) {
    let Form::Enum { type_name, variants } = &accessor.form else { return };
    let item = format!("{}::{}", context.name, accessor.name);
    write_enum(code, type_name, variants, &item, context);
}

/// Writes an enum for the values of an item, with its impls.
pub(super) fn write_enum(
    code: &mut Code,
    type_name: &str,
    variants: &[Variant],
    item: &str,
    context: &Context<'_>,
) {
    write_declaration(code, type_name, variants, item, context);
    write_inherent(code, type_name, variants, context);
    write_conversions(code, type_name, variants, context);
    write_traits(code, type_name, context);
}

fn write_declaration(
    code: &mut Code,
    type_name: &str,
    variants: &[Variant],
    item: &str,
    context: &Context<'_>,
) {
    let runtime = &context.types.runtime;
    let method = item.rsplit_once("::").map_or(item, |(_, method)| method);
    code.tokens(context.conditions());
    write!(
        code,
        r#"
/// The values of [`{method}`]({item}). To match on texts, write `match value.as_str()`.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash)]
#[allow(dead_code, reason = "an application need not use every item")]
"#
    );
    code.tokens(context.visibility());
    write!(code, "enum {type_name} {{");
    for Variant { name, text } in variants {
        code.doc(&format!("{}.", docs::text(text)));
        write!(code, "{name},");
    }
    write!(
        code,
        "
        /// A text that the config did not have when this code was generated.
        {OTHER_VARIANT}({runtime}::Text),
        }}"
    );
}

fn write_inherent(code: &mut Code, type_name: &str, variants: &[Variant], context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.tokens(context.conditions());
    write!(
        code,
        r#"
#[allow(dead_code, reason = "an application need not use every item")]
impl {type_name}
"#
    );
    code.group(Delimiter::Brace, |code| {
        writeln!(code, "/// All values but `{OTHER_VARIANT}`.");
        code.tokens(context.visibility());
        write!(code, "const {ALL_VARIANTS}: &'static [Self] = &[");
        for (number, Variant { name, .. }) in variants.iter().enumerate() {
            write!(code, "{}Self::{name}", if number == 0 { "" } else { ", " });
        }
        code.text("];\n/// The text, exactly as in the config.\n#[must_use]");
        code.tokens(context.visibility());
        code.text("fn as_str(&self) -> &str { match self {");
        for Variant { name, text } in variants {
            write!(code, "Self::{name} => {text:?},");
        }
        write!(code, "Self::{OTHER_VARIANT}(text) => {runtime}::Text::as_str(text), }} }}");
    });
}

fn write_conversions(code: &mut Code, type_name: &str, variants: &[Variant], context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::convert::From<{runtime}::Text> for {type_name} {{
    fn from(text: {runtime}::Text) -> Self {{
        match {runtime}::Text::as_str(&text) {{
"
    );
    for Variant { name, text } in variants {
        write!(code, "{text:?} => Self::{name},");
    }
    write!(code, "_ => Self::{OTHER_VARIANT}(text), }} }} }}");
    for text in ["&str", "::std::string::String"] {
        code.tokens(context.conditions());
        write!(
            code,
            "
impl ::core::convert::From<{text}> for {type_name} {{
    fn from(text: {text}) -> Self {{
        let text: {runtime}::Text = ::core::convert::Into::into(text);
        ::core::convert::Into::into(text)
    }}
}}
"
        );
    }
    code.tokens(context.conditions());
    // `Self::Err` can be a variant.
    write!(
        code,
        "
impl ::core::str::FromStr for {type_name} {{
    type Err = ::core::convert::Infallible;

    fn from_str(
        text: &str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {{
        ::core::result::Result::Ok(::core::convert::Into::into(text))
    }}
}}
"
    );
}

fn write_traits(code: &mut Code, type_name: &str, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::fmt::Display for {type_name} {{
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
        f.pad(Self::as_str(self))
    }}
}}
"
    );
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::cmp::PartialEq<str> for {type_name} {{
    fn eq(&self, other: &str) -> bool {{
        Self::as_str(self) == other
    }}
}}
"
    );
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::cmp::PartialEq<&str> for {type_name} {{
    fn eq(&self, other: &&str) -> bool {{
        Self::as_str(self) == *other
    }}
}}
"
    );
    code.tokens(context.conditions());
    write!(
        code,
        "
impl {runtime}::generated::Serialize for {type_name} {{
    fn serialize<S: {runtime}::generated::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {{
        serializer.serialize_str(Self::as_str(self))
    }}
}}
"
    );
}
