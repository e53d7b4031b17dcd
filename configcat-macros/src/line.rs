//! [`Line`]: what a line after the struct begins with.

use configcat_build::{SpecOption, most_similar};
use proc_macro2::Ident;
use syn::{Error, Result, parse::ParseStream, token::Paren};

/// A line after the struct, but for `crate = path`.
#[derive(Clone, Copy)]
pub(crate) enum Line {
    /// `name = "…"`
    Name,
    /// `spec = "path"`
    Spec,
    /// `user = Name`, or `user = strict`
    User,
    /// `default("key", value)` and the like.
    Option(SpecOption),
}

impl Line {
    /// The line that begins with a word. The input is what follows the word.
    pub(crate) fn parse(word: &Ident, input: ParseStream<'_>) -> Result<Self> {
        let name = word.to_string();
        match name.as_str() {
            "name" => Ok(Self::Name),
            "spec" => Ok(Self::Spec),
            "user" => Ok(Self::User),
            other => SpecOption::named(other)
                .map(Self::Option)
                .ok_or_else(|| Error::new(word.span(), unknown(other, input.peek(Paren)))),
        }
    }

    /// How the line is written.
    pub(crate) fn form(self) -> String {
        match self {
            Self::Name => "name = \"…\"".to_owned(),
            Self::Spec => "spec = \"path\"".to_owned(),
            Self::User => "user = Name".to_owned(),
            Self::Option(option) => option.form(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Spec => "spec",
            Self::User => "user",
            Self::Option(option) => option.name(),
        }
    }
}

/// What to write instead of a word that begins no line.
fn unknown(word: &str, is_option: bool) -> String {
    let lines = || {
        let parameters = [Line::Spec, Line::Name, Line::User].into_iter();
        parameters.chain(SpecOption::ALL.iter().copied().map(Line::Option))
    };
    let kind = if is_option { "option" } else { "parameter" };
    let similar = most_similar(word, lines().map(Line::name));
    if let Some(similar) = lines().find(|line| Some(line.name()) == similar) {
        return format!("unknown {kind} `{word}`; did you mean `{}`?", similar.form());
    }
    if is_option {
        let forms: Vec<_> = SpecOption::ALL.iter().map(|option| option.form()).collect();
        return format!("unknown option `{word}`; the options are `{}`", forms.join("`, `"));
    }
    format!(
        "unknown parameter `{word}`; use `spec = \"path\"`, `name = \"…\"`, `user = Name` or `crate = path`"
    )
}
