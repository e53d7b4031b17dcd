//! The generated user.

use proc_macro2::Delimiter;

use super::{
    super::{
        attribute_kind::AttributeKind,
        model::Accessors,
        names::reserved::{AS_USER, MAP, NEW},
        setter_form::SetterForm,
        user_model::{Setter, UserModel},
    },
    code::Code,
    context::Context,
    user_enums,
};

/// Writes the type, with its setters, conversions and enums.
pub(super) fn write_items(code: &mut Code, all: &Accessors, context: &Context<'_>) {
    let (name, user, runtime) = (&context.name, &context.types.user, &context.types.runtime);
    code.tokens(context.conditions());
    write!(
        code,
        "\n/// Whom [`{name}`] is evaluated for: it has a setter for each attribute that the flags ask for.\n"
    );
    if !all.user.docs.is_empty() {
        write!(code, "///{}", all.user.docs);
    }
    code.text(
        r#"#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
#[allow(dead_code, reason = "an application need not use every item")]
"#,
    );
    code.tokens(context.visibility());
    write!(code, "struct {user}({runtime}::User);");
    code.tokens(context.conditions());
    write!(
        code,
        r#"
#[allow(
    dead_code,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    reason = "an application need not use every item, and its names are its own"
)]
impl {user}
"#
    );
    code.group(Delimiter::Brace, |code| {
        write_constructor(code, &all.user, context);
        for setter in &all.user.setters {
            write_setter(code, setter, context);
        }
        write_plain(code, context);
    });
    write_conversions(code, context);
    user_enums::write_items(code, &all.user, context);
}

fn write_constructor(code: &mut Code, model: &UserModel, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    let mut identifier = "identifier".to_owned();
    while model.parameters.iter().any(|parameter| parameter.name == identifier) {
        identifier.push('_');
    }
    code.text(
        "/// A user with this `Identifier`: a text or a whole number; for other types, `id.to_string()`.\n",
    );
    for parameter in &model.parameters {
        write!(code, "///{}", parameter.docs);
    }
    code.text("#[must_use]");
    code.tokens(context.visibility());
    write!(code, "fn {NEW}({identifier}: impl ::core::convert::Into<{runtime}::Text>");
    for parameter in &model.parameters {
        write!(code, ", {}: {}", parameter.name, parameter_type(parameter, context));
    }
    let mut plain = format!("{runtime}::User::new({identifier})");
    for parameter in &model.parameters {
        let value = match value_type(parameter, context) {
            Some(value_type) => format!("::core::convert::Into::<{value_type}>::into({})", parameter.name),
            None => parameter.name.clone(),
        };
        plain = set(parameter, &plain, &value, context);
    }
    write!(code, ") -> Self {{ Self({plain}) }}");
}

fn write_setter(code: &mut Code, setter: &Setter, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.text(&setter.docs);
    code.text("#[must_use]");
    code.tokens(context.visibility());
    write!(code, "fn {}(self, value: ", setter.name);
    let value = match (&setter.form, value_type(setter, context)) {
        (SetterForm::OneOf { .. }, Some(value_type)) => {
            write!(code, "impl ::core::convert::Into<::core::option::Option<{value_type}>>");
            format!("::core::convert::Into::<::core::option::Option<{value_type}>>::into(value)")
        }
        (_, value_type) => {
            write!(code, "impl {runtime}::IntoOptional<{}>", value_type.unwrap_or_else(|| "bool".to_owned()));
            "value".to_owned()
        }
    };
    write!(code, ") -> Self {{ Self({}) }}", set(setter, "self.0", &value, context));
}

/// The type that a setter converts its value into; `None` for truth values, which are not converted.
fn value_type(setter: &Setter, context: &Context<'_>) -> Option<String> {
    let name = match &setter.form {
        SetterForm::OneOf { suffix, .. } => return Some(format!("{}{suffix}", context.types.user)),
        SetterForm::Kind(kind) => match kind {
            AttributeKind::Bool { .. } => return None,
            AttributeKind::Text => "Text",
            AttributeKind::Number => "Number",
            AttributeKind::Version => "Version",
            AttributeKind::Date => "Date",
            AttributeKind::List => "Texts",
            AttributeKind::Mixed => "Attribute",
        },
    };
    Some(format!("{}::{name}", context.types.runtime))
}

/// The type of a parameter of the constructor, which has no `Option`.
fn parameter_type(parameter: &Setter, context: &Context<'_>) -> String {
    match (&parameter.form, value_type(parameter, context)) {
        (SetterForm::OneOf { .. }, Some(value_type)) => value_type,
        (_, Some(value_type)) => format!("impl {}::IntoRequired<{value_type}>", context.types.runtime),
        (_, None) => "bool".to_owned(),
    }
}

/// The expression that sets an attribute of a plain user.
fn set(setter: &Setter, plain: &str, value: &str, context: &Context<'_>) -> String {
    let runtime = &context.types.runtime;
    let (generated, attribute) = (format!("{runtime}::generated"), &setter.attribute);
    let value_type = value_type(setter, context).unwrap_or_default();
    match &setter.form {
        SetterForm::OneOf { .. } => {
            format!("{generated}::with_text::<{value_type}>({plain}, {attribute:?}, {value})")
        }
        SetterForm::Kind(AttributeKind::Bool { no, yes }) => {
            format!("{generated}::with_bool({plain}, {attribute:?}, {value}, [{no:?}, {yes:?}])")
        }
        SetterForm::Kind(_) => format!("{generated}::with::<{value_type}>({plain}, {attribute:?}, {value})"),
    }
}

fn write_plain(code: &mut Code, context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.text("/// Changes the plain user: it can have attributes that no flag asks for yet, or that have no setter.\n#[must_use]");
    code.tokens(context.visibility());
    write!(
        code,
        "fn {MAP}(self, change: impl ::core::ops::FnOnce({runtime}::User) -> {runtime}::User) -> Self {{
            Self(change(self.0))
        }}

        /// The plain user.
        #[must_use]"
    );
    code.tokens(context.visibility());
    write!(code, "const fn {AS_USER}(&self) -> &{runtime}::User {{ &self.0 }}");
}

fn write_conversions(code: &mut Code, context: &Context<'_>) {
    let (user, runtime) = (&context.types.user, &context.types.runtime);
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::convert::From<{user}> for {runtime}::User {{
    fn from(user: {user}) -> Self {{
        user.0
    }}
}}
"
    );
    code.tokens(context.conditions());
    write!(
        code,
        "
impl<'u> ::core::convert::From<&'u {user}> for ::core::option::Option<&'u {runtime}::User> {{
    fn from(user: &'u {user}) -> Self {{
        ::core::option::Option::Some(&user.0)
    }}
}}
"
    );
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::convert::AsRef<{runtime}::User> for {user} {{
    fn as_ref(&self) -> &{runtime}::User {{
        &self.0
    }}
}}
"
    );
}
