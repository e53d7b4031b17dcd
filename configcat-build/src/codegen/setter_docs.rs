//! The documentation of generated users: what the config says about each attribute, in Markdown.

use configcat_core::config::ComparisonValue;

use super::{
    attribute_kind::AttributeKind,
    attributes::AttributeUse,
    docs::{DocsWriter, comments},
    flag_kind::quoted,
    literal::shortened,
    names::setters::NoSetter,
    setter_form::SetterForm,
};

/// How many flags, values and attributes a list shows.
const SHOWN: usize = 5;

/// The documentation of a setter, as comments.
pub(super) fn setter(attribute: &AttributeUse<'_>, form: &SetterForm) -> String {
    let mut docs = DocsWriter::default();
    docs.text("The attribute ");
    docs.code(&shortened(&attribute.name));
    docs.text(": ");
    docs.text(match form {
        SetterForm::Kind(kind) => kind.noun(),
        SetterForm::OneOf { .. } => "one of the texts that targeting rules compare it with",
    });
    docs.text(".");
    if let SetterForm::Kind(AttributeKind::Bool { no, yes }) = form {
        write!(docs, " Rules write them as ");
        docs.code(yes);
        docs.text(" and ");
        docs.code(no);
        docs.text(".");
    }
    docs.text("\n\n");
    if attribute.flags.is_empty() {
        docs.text("No flag asks for it.");
        return comments(&docs.into_markdown());
    }
    docs.text("Asked for by ");
    listed(&mut docs, attribute.flags.iter().copied(), attribute.flags.len(), "flag");
    docs.text(".");
    comparisons(&mut docs, attribute);
    match attribute.dealt_by {
        0 => {}
        1 => docs.text(" One flag deals users out by it."),
        count => write!(docs, " {count} flags deal users out by it."),
    }
    comments(&docs.into_markdown())
}

/// How the attribute is compared, and with what.
fn comparisons(docs: &mut DocsWriter, attribute: &AttributeUse<'_>) {
    let mut wordings: Vec<&str> = Vec::new();
    for comparator in &attribute.comparators {
        let wording = comparator.wording();
        if !wordings.contains(&wording) {
            wordings.push(wording);
        }
    }
    if wordings.is_empty() {
        return;
    }
    docs.text(" Compared by ");
    for (number, wording) in wordings.iter().enumerate() {
        docs.text(if number == 0 { "" } else { ", " });
        docs.code(wording);
    }
    let values = &attribute.values;
    let texts = values.equal.texts.iter().chain(&values.others.texts).map(|text| (*text).to_owned());
    let numbers = values.numbers.iter().filter_map(|value| match value {
        ComparisonValue::Number(number) | ComparisonValue::Date(number) => Some(number.to_string()),
        _ => None,
    });
    for (number, value) in texts.chain(numbers).take(SHOWN).enumerate() {
        docs.text(if number == 0 { ", for example with " } else { ", " });
        if value.is_empty() {
            docs.text(&quoted(&value));
        } else {
            docs.code(&shortened(&value));
        }
    }
    match values.hashed {
        0 => docs.text("."),
        1 => docs.text("; 1 value is hashed."),
        count => write!(docs, "; {count} values are hashed."),
    }
}

/// What the documentation of the type says about attributes without a setter; empty if all have one.
pub(super) fn without_setter(attributes: &[(&str, NoSetter)]) -> String {
    const MOST: usize = 20;

    if attributes.is_empty() {
        return String::new();
    }
    let mut docs = DocsWriter::default();
    docs.text("Some attributes have no setter. Name it by the option `rename_attribute`, or set the attribute by `map`:\n");
    for (name, why) in attributes.iter().take(MOST) {
        docs.text("\n- ");
        if name.is_empty() {
            docs.text("the empty name");
        } else {
            docs.code(&shortened(name));
        }
        docs.text(": ");
        docs.text(&match why {
            NoSetter::Taken(other) => {
                let mut taken = DocsWriter::default();
                taken.text("the setter of ");
                taken.code(&shortened(other));
                taken.text(" has the same name");
                taken.into_markdown()
            }
            other => other.to_string(),
        });
    }
    if let Some(more @ 1..) = attributes.len().checked_sub(MOST) {
        write!(docs, "\n- {more} more");
    }
    comments(&docs.into_markdown())
}

/// The first items of a list, and how many more there are.
fn listed<'t>(docs: &mut DocsWriter, items: impl Iterator<Item = &'t str>, count: usize, noun: &str) {
    for (number, item) in items.take(SHOWN).enumerate() {
        docs.text(if number == 0 { "" } else { ", " });
        docs.code(&shortened(&item));
    }
    match count.checked_sub(SHOWN) {
        None | Some(0) => {}
        Some(1) => write!(docs, " and 1 more {noun}"),
        Some(more) => write!(docs, " and {more} more {noun}s"),
    }
}
