//! [`Names`]: the identifiers of one flag.

use configcat_core::Text;
use heck::ToUpperCamelCase as _;

use super::{
    super::flag_kind::FlagKind,
    identifier::{bare, identifier, prefixed, shouty, snake_case},
};
use crate::{error::Problem, normal_form::literal_text, option::SpecOption};

/// The identifiers that every flag has. Those that are keywords are raw.
#[derive(Debug)]
pub(in super::super) struct Identifiers {
    /// The accessor: `button_color`.
    pub(in super::super) accessor: String,
    /// The accessor of the details: `button_color_details`.
    pub(in super::super) details: String,
    /// The constant: `BUTTON_COLOR`.
    pub(in super::super) constant: String,
}

/// All names of one flag, except those of enum variants.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub(super) identifiers: Identifiers,
    pub(super) kind: NamedKind<'a>,
}

/// The kind of a flag, with the name that it needs.
#[derive(Debug)]
pub(super) enum NamedKind<'a> {
    Plain,
    /// The enum of these texts: `ButtonColor`.
    Enum {
        type_name: String,
        texts: &'a [Text],
    },
    /// The function with the cache of what was parsed: `button_color_json`.
    Json {
        type_path: &'a str,
        cache: String,
    },
}

impl<'a> Names<'a> {
    /// The names of the flag with this key; `accessor` is the name that the user gave it.
    pub(super) fn of(key: &str, kind: &'a FlagKind, rename: Option<&str>) -> Result<Self, Problem> {
        let problem = |message: String| Problem::new(message).remedy(rename_line(key, "my_flag"));
        let accessor = match rename {
            Some(rename) => identifier(rename).ok_or_else(|| {
                problem(format!("`{rename}` is not a Rust identifier")).of_option(SpecOption::Rename, key)
            })?,
            None => snake_case(key)
                .ok_or_else(|| problem("no identifier can be made of the key".to_owned()).of_flag(key))?,
        };
        let bare = bare(&accessor);
        let beside = |what| format!("{}_{what}", bare.trim_end_matches('_'));
        let constant = match shouty(bare) {
            // Scripts without upper case.
            same if same == bare => Some(format!("{same}_FLAG")),
            shouty => prefixed("FLAG_", &shouty),
        };
        let nameless =
            || problem(format!("no constant can be named after `{bare}`")).of_option(SpecOption::Rename, key);
        let constant = constant.ok_or_else(nameless)?;
        let kind = match kind {
            FlagKind::Plain => NamedKind::Plain,
            FlagKind::Enum(texts) => {
                let type_name = prefixed("Flag", &bare.to_upper_camel_case()).ok_or_else(nameless)?;
                NamedKind::Enum { type_name, texts }
            }
            FlagKind::Json(type_path) => NamedKind::Json { type_path, cache: beside("json") },
        };
        let details = beside("details");
        Ok(Self { identifiers: Identifiers { accessor, details, constant }, kind })
    }
}

/// The remedy for a name that a flag cannot have.
pub(super) fn rename_line(key: &str, identifier: &str) -> String {
    format!("name it yourself: `rename({}, {identifier:?})`", literal_text(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of<'a>(names: &'a Names<'_>) -> [&'a str; 3] {
        let Identifiers { accessor, details, constant } = &names.identifiers;
        [accessor, details, constant].map(|name| bare(name))
    }

    #[test]
    fn all_names_of_a_flag_are_identifiers() {
        for (rename, expected) in [
            ("_2fa_required", Some(["_2fa_required", "_2fa_required_details", "FLAG_2FA_REQUIRED"])),
            ("_1", Some(["_1", "_1_details", "FLAG_1"])),
            ("Name", Some(["Name", "Name_details", "NAME"])),
            ("NAME", Some(["NAME", "NAME_details", "NAME_FLAG"])),
            ("match", Some(["match", "match_details", "MATCH"])),
            ("self", Some(["self_", "self_details", "SELF"])),
            ("日本", Some(["日本", "日本_details", "日本_FLAG"])),
            ("ŉa", Some(["ŉa", "ŉa_details", "ʼNA"])),
            ("__", None),
            ("_", None),
            ("", None),
            ("two words", None),
            ("2fa", None),
            ("r#", None),
            ("a,b", None),
        ] {
            let names = Names::of("key", &FlagKind::Plain, Some(rename)).ok();
            assert_eq!(names.as_ref().map(names_of), expected, "{rename}");
        }
    }

    /// Keys and names of random characters, of which some are special to identifiers.
    #[test]
    fn naming_never_panics() {
        const CHARS: [char; 16] =
            ['_', '-', '#', 'r', 'a', 'Z', '0', '²', ' ', 'ß', 'ŉ', 'İ', '日', '\u{301}', '\u{200d}', '\0'];
        let kind = FlagKind::Enum(Vec::new());
        for number in 0..CHARS.len().pow(3) {
            let digits = [0, 1, 2].map(|place| number / CHARS.len().pow(place) % CHARS.len());
            let text: String = digits.iter().map(|digit| CHARS[*digit]).collect();
            let _ = Names::of(&text, &kind, None);
            let _ = Names::of("key", &kind, Some(&text));
        }
    }
}
