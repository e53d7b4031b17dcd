//! Phase 2: which identifiers the flags get. The only place where names are made.

use std::collections::BTreeMap;

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};
use proc_macro2::{Ident, Span};
use quote::format_ident;

use super::{Options, last};
use crate::{Problem, error::Problems};

/// The identifiers of one flag.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// The accessor: `dark_mode`.
    pub(super) accessor: Ident,
    /// The accessor of the details: `dark_mode_details`.
    pub(super) details: Ident,
    /// The constant: `DARK_MODE`.
    pub(super) constant: Ident,
}

/// What the generated type has beside the items of its flags.
const RESERVED: [&str; 5] = ["new", "embedded", "source", "KEYS", "DOCUMENT"];

/// Names the flags with these keys. One that cannot be named is a problem, and so are two that would get the same
/// name.
pub(super) fn assign<'a>(
    keys: impl Iterator<Item = &'a str>,
    options: &Options,
    problems: &mut Problems,
) -> BTreeMap<&'a str, Names> {
    let mut owners = BTreeMap::new();
    let mut all = BTreeMap::new();
    for key in keys {
        let rename = last(&options.renames, key).map(String::as_str);
        match name(key, rename) {
            Ok(names) => {
                if let Some(collision) = collision(key, &names, &mut owners) {
                    problems.push(collision);
                }
                all.insert(key, names);
            }
            // The document has to be mended first, then there is a key.
            Err(_) if key.is_empty() => {}
            Err(problem) => problems.push(problem),
        }
    }
    all
}

fn name(key: &str, rename: Option<&str>) -> Result<Names, Problem> {
    let accessor = rename.map_or_else(|| accessor(key), identifier).ok_or_else(|| {
        let message = match rename {
            Some(identifier) => format!("`{identifier}` is not a Rust identifier"),
            None => "no identifier can be made of the key".to_owned(),
        };
        Problem::new(message).of_flag(key).remedy(rename_line(key, "my_flag"))
    })?;
    let bare = bare(&accessor);
    let details = format_ident!("{}_details", bare.trim_end_matches('_'));
    let constant = match bare.to_shouty_snake_case() {
        // Scripts without upper case.
        same if same == bare => format_ident!("{same}_FLAG"),
        shouty => Ident::new(&shouty, Span::call_site()),
    };
    Ok(Names { accessor, details, constant })
}

/// The accessor of a key: its words in `snake_case`, without what identifiers cannot have. A word in front keeps a
/// digit from coming first.
fn accessor(key: &str) -> Option<Ident> {
    let allowed: String =
        key.chars().map(|char| if unicode_ident::is_xid_continue(char) { char } else { ' ' }).collect();
    let snake = allowed.to_snake_case();
    let first = snake.chars().next()?;
    if unicode_ident::is_xid_start(first) { identifier(&snake) } else { identifier(&format!("flag_{snake}")) }
}

/// An identifier, raw if it is a keyword, or with an underscore if it is one of those that cannot be raw.
fn identifier(name: &str) -> Option<Ident> {
    match name {
        "self" | "super" | "crate" | "Self" => Some(format_ident!("{name}_")),
        // Edition 2024 has it as a keyword, earlier ones do not.
        "gen" => Some(Ident::new_raw(name, Span::call_site())),
        _ => syn::parse_str(name).or_else(|_| syn::parse_str(&format!("r#{name}"))).ok(),
    }
}

fn bare(identifier: &Ident) -> String {
    let name = identifier.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// Claims the names of a flag. The problem is that of the first name that is taken.
fn collision<'a>(key: &'a str, names: &Names, owners: &mut BTreeMap<String, &'a str>) -> Option<Problem> {
    let base = bare(&names.accessor);
    let mut problem = None;
    for name in [&names.accessor, &names.details, &names.constant].map(bare) {
        let message = match owners.insert(name.clone(), key) {
            Some(other) => format!("its identifier `{name}` is that of flag `{other}` too"),
            None if RESERVED.contains(&name.as_str()) => {
                format!("its identifier `{name}` is taken by an item that every generated type has")
            }
            None => continue,
        };
        problem.get_or_insert_with(|| Problem::new(message).of_flag(key));
    }
    let problem = problem?;
    // One more than there are names is enough to find one that is free.
    let mut candidates = (2..=owners.len() + 2).map(|number| format!("{base}_{number}"));
    let free = candidates.find(|name| !owners.contains_key(name))?;
    owners.insert(free.clone(), key);
    Some(problem.remedy(rename_line(key, &free)))
}

fn rename_line(key: &str, identifier: &str) -> String {
    format!("name it yourself: `.rename({key:?}, {identifier:?})`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accessor_of(key: &str) -> Option<String> {
        accessor(key).map(|identifier| identifier.to_string())
    }

    #[test]
    fn keys_of_all_kinds_become_snake_case() {
        for (key, expected) in [
            ("isMyAwesomeFeatureEnabled", "is_my_awesome_feature_enabled"),
            ("PascalCase", "pascal_case"),
            ("kebab-case.with.dots", "kebab_case_with_dots"),
            ("UPPER_CASE", "upper_case"),
            ("HTTPServer v2", "http_server_v2"),
            ("2fa", "flag_2fa"),
            ("_hidden_", "hidden"),
            ("őŰ flag", "ő_ű_flag"),
            ("日本", "日本"),
            ("price²", "price"),
            ("😀 smile", "smile"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("async", "r#async"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
        ] {
            assert_eq!(accessor_of(key).as_deref(), Some(expected), "{key}");
        }
    }

    #[test]
    fn keys_without_letters_or_digits_have_no_name() {
        for key in ["", "_", "😀", "--"] {
            assert_eq!(accessor_of(key), None, "{key}");
        }
    }
}
