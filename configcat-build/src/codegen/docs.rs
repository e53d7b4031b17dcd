//! The documentation of accessors: what the config says about each flag, in Markdown.

use std::{borrow::Cow, fmt};

use configcat_core::{
    Value,
    config::{ServedValue, Setting, TargetingRule},
};

use super::{
    flag_spec::FlagSpec,
    form::{Form, Variant},
    literal::{literal, on_one_line, shortened},
    markdown,
};

/// The documentation of an accessor, as comments.
pub(super) fn accessor(flag: &FlagSpec<'_>, form: &Form) -> String {
    let mut docs = DocsWriter::default();
    docs.code(flag.setting.key());
    write!(docs, ": {}, fallback ", flag.setting.setting_type());
    docs.literal(&flag.fallback);
    docs.text(".");
    if let Some(description) = flag.description {
        docs.text("\n");
        for line in markdown::lines(description) {
            write!(docs, "\n{line}");
        }
    }
    match form {
        Form::Plain => {}
        Form::Enum { type_name, variants } => docs.variants(type_name, variants),
        Form::Json { type_path, .. } => {
            docs.text("\n\nThe text is JSON, parsed into ");
            docs.code(type_path);
            docs.text(".");
        }
    }
    docs.text("\n\n");
    docs.rules(flag.setting);
    comments(&docs.0)
}

/// Documentation while it is written. Generated code consists mostly of documentation, so this is fast even without
/// optimisation.
#[derive(Default)]
pub(super) struct DocsWriter(String);

impl DocsWriter {
    /// What was written.
    pub(super) fn into_markdown(self) -> String {
        self.0
    }

    pub(super) fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// What `write!` calls.
    pub(super) fn write_fmt(&mut self, text: fmt::Arguments<'_>) {
        // The standard library's `format` is optimised wherever it is called from; a string's `write_fmt` is not.
        self.0.push_str(&fmt::format(text));
    }

    fn variants(&mut self, type_name: &str, variants: &[Variant]) {
        write!(self, "\n\nThe [`{type_name}`]: ");
        for Variant { name, .. } in variants {
            write!(self, "`{name}`, ");
        }
        self.text("or `Other` for values that the config gets later.");
    }

    /// The values that the flag serves, and to which users.
    fn rules(&mut self, setting: &Setting) {
        let (rules, options) = (setting.targeting_rules(), setting.percentage_options());
        if rules.is_empty() && options.is_empty() {
            self.text("Serves ");
            self.served(setting.served());
            return self.text(" to everyone.");
        }
        self.text("Serves the first that applies:\n");
        let by_attribute = by_attribute(setting);
        let mut numbers = 1..;
        for (rule, number) in rules.iter().zip(&mut numbers) {
            write!(self, "\n{number}. ");
            self.rule(rule, &by_attribute);
        }
        for (option, number) in options.iter().zip(&mut numbers) {
            write!(self, "\n{number}. {} % of users{by_attribute}: ", option.percentage());
            self.served(option.served());
        }
        write!(self, "\n{}. everyone else: ", numbers.start);
        self.served(setting.served());
    }

    fn rule(&mut self, rule: &TargetingRule, by_attribute: &str) {
        let mut before = "if ";
        for condition in rule.conditions() {
            self.text(before);
            self.code(&shortened(condition));
            before = " and ";
        }
        self.text(if rule.conditions().is_empty() { "everyone: " } else { ": " });
        if let Some(value) = rule.served() {
            return self.served(value);
        }
        let mut before = "";
        for option in rule.percentage_options() {
            write!(self, "{before}{} % of them{by_attribute}: ", option.percentage());
            self.served(option.served());
            before = ", ";
        }
    }

    /// A value with its variation id.
    fn served(&mut self, served: &ServedValue) {
        self.literal(served.value());
        if let Some(id) = served.variation_id() {
            self.text(" (variation id ");
            self.code(id);
            self.text(")");
        }
    }

    /// A value as a user would write it in Rust.
    fn literal(&mut self, value: &Value) {
        match value {
            Value::Bool(value) => write!(self, "`{value}`"),
            _ => self.code(&literal(value)),
        }
    }

    /// Code on one line: a further line could begin a block. The fence has more backticks than any run in the code.
    pub(super) fn code(&mut self, text: &str) {
        let text = &*on_one_line(text);
        if !text.is_empty() && !text.contains('`') {
            return write!(self, "`{text}`");
        }
        let longest_run = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest_run + 1);
        let padding = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        write!(self, "{fence}{padding}{text}{padding}{fence}");
    }
}

/// Documentation as lines that begin with `///`.
pub(super) fn comments(markdown: &str) -> String {
    let markdown = &*allowed_in_comments(markdown);
    let mut comments = "\n".to_owned();
    for line in markdown.split('\n') {
        comments.push_str(if line.is_empty() { "///" } else { "/// " });
        comments.push_str(line);
        comments.push('\n');
    }
    comments
}

/// A text without the characters that the compiler accepts in no comment: carriage returns, and those that change the
/// direction of the text.
fn allowed_in_comments(text: &str) -> Cow<'_, str> {
    let is_direction = |char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.is_ascii() && !text.contains('\r') || !text.contains(|char| char == '\r' || is_direction(char)) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .filter(|char| !is_direction(*char))
        .map(|char| if char == '\r' { ' ' } else { char })
        .collect()
}

/// The documentation of an enum variant.
pub(super) fn text(text: &str) -> String {
    code(&shortened(&format_args!("{text:?}")))
}

/// The documentation of a removed flag, and the deprecation note.
pub(super) fn removed(key: &str, value: &Value) -> [String; 2] {
    let (key, value) = (code(key), code(&literal(value)));
    [
        format!("{key}: removed; always {value}."),
        format!("the flag {key} was removed: replace the call with its value {value}"),
    ]
}

/// The attribute that percentage options use, unless it is the identifier.
fn by_attribute(setting: &Setting) -> String {
    match setting.percentage_attribute() {
        "Identifier" => String::new(),
        attribute => format!(" by {}", code(&shortened(&format_args!("User.{attribute}")))),
    }
}

fn code(text: &str) -> String {
    let mut code = DocsWriter::default();
    code.code(text);
    code.0
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag};

    use super::*;
    use crate::codegen::{document::Document, options::Options, resolve::resolve};

    /// What is indented or fenced is a doctest of the application.
    #[test]
    fn nothing_that_a_config_says_is_run() {
        const HOSTILE: [&str; 6] = [
            "a\n\n    panic!()\n\nb",
            "a\r\r    panic!()\rb",
            "```\npanic!()\n```",
            "\n``\n\n    panic!()\n\n```",
            "\r\n```rust\r\npanic!()",
            "- a\n\n      panic!()",
        ];
        let is_run = |markdown: &str| {
            Parser::new(markdown)
                .any(|event| matches!(event, Event::Start(Tag::CodeBlock(kind)) if &*info(&kind) != "text"))
        };
        for hostile in HOSTILE {
            let json = serde_json::Value::from(hostile);
            let served = format!(r#"{{"v": {{"s": {json}}}, "i": {json}}}"#);
            let condition = format!(r#"{{"u": {{"a": {json}, "c": 0, "l": [{json}]}}}}"#);
            let rules = format!(r#"[{{"c": [{condition}], "s": {served}}}]"#);
            let text = format!(
                r#"{{"p": {{"s": ""}}, "f": {{{json}: {{"t": 1, "a": {json}, "r": {rules}, "v": {{"s": {json}}}, "i": {json}}}}}}}"#
            );
            let document = Document::new("config.json", text);
            let mut options = Options::default();
            options.descriptions.texts.insert(hostile.to_owned(), hostile.to_owned());
            options.renames.insert(hostile.to_owned(), "hostile".to_owned());
            let accessors = resolve(&document, &options).unwrap().accessors;
            let all: Vec<_> =
                accessors.docs().map(|docs| docs.replace("/// ", "").replace("///", "")).collect();
            assert!(
                all[0].contains("panic!()")
                    && all.iter().filter(|docs| docs.contains("panic!()")).count() > 1
            );
            assert!(!all.iter().any(|docs| is_run(docs)), "{all:#?}");
            let [docs, note] = removed(hostile, &Value::from(hostile));
            assert!(!docs.contains(['\n', '\r']) && !note.contains(['\n', '\r']) && !is_run(&docs), "{docs}");
        }
    }

    #[test]
    fn comments_have_no_characters_that_the_compiler_refuses() {
        assert_eq!(comments("a\rb\n\u{202e}é\u{202c}\u{2066}\u{2069}"), "\n/// a b\n/// é\n");
        assert_eq!(comments("a\r"), "\n/// a \n");
    }

    fn info(kind: &pulldown_cmark::CodeBlockKind<'_>) -> String {
        match kind {
            pulldown_cmark::CodeBlockKind::Fenced(info) => info.to_string(),
            pulldown_cmark::CodeBlockKind::Indented => "indented".to_owned(),
        }
    }
}
