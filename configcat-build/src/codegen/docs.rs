//! The documentation of an accessor: everything that the config says about the flag, in Markdown.

use configcat_core::{ServedValue, Setting, TargetingRule, Value};

use super::{kind::Kind, markdown, names::Names, spec::FlagSpec};

/// The lines of an accessor's documentation.
pub(super) fn accessor(flag: &FlagSpec<'_>, names: &Names) -> Vec<String> {
    let setting = flag.setting;
    let mut lines = vec![format!(
        "{}: {}, fallback {}.",
        code(setting.key()),
        setting.setting_type(),
        code(&literal(&flag.fallback)),
    )];
    if let Some(description) = flag.description {
        lines.push(String::new());
        lines.extend(markdown::lines(description));
    }
    match &flag.kind {
        Kind::Plain => {}
        Kind::Enum(_) => lines.extend(variants(names).into_iter().flatten()),
        Kind::Json(type_path) => {
            let type_path = type_path.to_string().replace(' ', "");
            lines.extend([String::new(), format!("The text is JSON, parsed into {}.", code(&type_path))]);
        }
    }
    lines.push(String::new());
    let (rules, options) = (setting.targeting_rules(), setting.percentage_options());
    if rules.is_empty() && options.is_empty() {
        lines.push(format!("Serves {} to everyone.", served(setting.served())));
        return lines;
    }
    lines.push("Serves the first that applies:".to_owned());
    lines.push(String::new());
    let by_attribute = by_attribute(setting);
    let by_rules = rules.iter().map(|rule| {
        let conditions: Vec<_> =
            rule.conditions().iter().map(|condition| code(&shortened(condition))).collect();
        let all = if conditions.is_empty() { "everyone" } else { "if " };
        format!("{all}{}: {}", conditions.join(" and "), then(rule, &by_attribute))
    });
    let by_options = options.iter().map(|option| {
        format!("{} % of users{by_attribute}: {}", option.percentage(), served(option.served()))
    });
    let for_everyone = [format!("everyone else: {}", served(setting.served()))];
    let all = by_rules.chain(by_options).chain(for_everyone);
    lines.extend((1..).zip(all).map(|(number, line)| format!("{number}. {line}")));
    lines
}

fn variants(Names { type_name, variants, .. }: &Names) -> Option<[String; 2]> {
    let type_name = type_name.as_ref()?;
    let variants: Vec<String> = variants.iter().map(|variant| code(&variant.to_string())).collect();
    let variants = variants.join(", ");
    let line = format!("The [`{type_name}`]: {variants}, or `Other` for what the config did not have yet.");
    Some([String::new(), line])
}

/// The documentation of a text among the values of a flag.
pub(super) fn text(text: &str) -> String {
    code(&shortened(&format_args!("{text:?}")))
}

/// The documentation of the value that a removed flag has.
pub(super) fn value(value: &Value) -> String {
    code(&literal(value))
}

/// How users are dealt out, unless it is by their identifier.
fn by_attribute(setting: &Setting) -> String {
    match setting.percentage_attribute() {
        "Identifier" => String::new(),
        attribute => format!(" by {}", code(&shortened(&format_args!("User.{attribute}")))),
    }
}

/// What a rule leads to.
fn then(rule: &TargetingRule, by_attribute: &str) -> String {
    if let Some(value) = rule.served() {
        return served(value);
    }
    let options = rule.percentage_options().iter();
    let shares = options.map(|option| {
        format!("{} % of them{by_attribute}: {}", option.percentage(), served(option.served()))
    });
    shares.collect::<Vec<_>>().join(", ")
}

/// A value with its variation id.
fn served(served: &ServedValue) -> String {
    let value = code(&literal(served.value()));
    match served.variation_id() {
        Some(id) => format!("{value} (variation id {})", code(id)),
        None => value,
    }
}

/// A value as one would write it in Rust.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Text(text) => shortened(&format_args!("{:?}", text.as_str())),
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(_) | Value::Int(_) => value.to_string(),
    }
}

/// A text on one line, cut at a length that is good to read.
fn shortened(text: &impl ToString) -> String {
    const LONGEST: usize = 160;

    let text = text.to_string().replace(['\n', '\r'], " ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Code in Markdown: between more backticks than it has in a row.
fn code(text: &str) -> String {
    let longest_run = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest_run + 1);
    let padding = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}
