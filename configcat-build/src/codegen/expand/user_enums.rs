//! The enums of attributes.

use super::{
    super::{form::Variant, names::reserved::OTHER_VARIANT, setter_form::SetterForm, user_model::UserModel},
    code::Code,
    context::Context,
    enums,
};

/// Writes the enum of each attribute that has one.
pub(super) fn write_items(code: &mut Code, model: &UserModel, context: &Context<'_>) {
    let user = &context.types.user;
    let setters = model.setters.iter().map(|setter| (setter, setter.name.as_str()));
    for (setter, method) in model.parameters.iter().map(|parameter| (parameter, "new")).chain(setters) {
        let SetterForm::OneOf { suffix, variants } = &setter.form else { continue };
        let type_name = format!("{user}{suffix}");
        enums::write_enum(code, &type_name, variants, &format!("{user}::{method}"), context);
        write_text(code, &type_name, variants, context);
    }
}

/// Writes the conversion into a text, which allocates nothing.
fn write_text(code: &mut Code, type_name: &str, variants: &[Variant], context: &Context<'_>) {
    let runtime = &context.types.runtime;
    code.tokens(context.conditions());
    write!(
        code,
        "
impl ::core::convert::From<{type_name}> for {runtime}::Text {{
    fn from(value: {type_name}) -> Self {{
        match value {{
"
    );
    for Variant { name, text } in variants {
        write!(code, "{type_name}::{name} => Self::from_static({:?}),", text.as_str());
    }
    write!(code, "{type_name}::{OTHER_VARIANT}(text) => text, }} }} }}");
}
