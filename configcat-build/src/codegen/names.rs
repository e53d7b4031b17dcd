//! Phase 2: which identifiers there are. The only place where names are made.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt,
};

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};
use proc_macro2::{Ident, Span};

use super::{Options, kind::Kind};
use crate::{Problem, error::Problems};

mod variants;

/// The identifiers of one flag. Those that are keywords are raw.
#[derive(Debug)]
pub(super) struct Names {
    /// The accessor: `button_color`.
    pub(super) accessor: String,
    /// The accessor of the details: `button_color_details`.
    pub(super) details: String,
    /// The constant: `BUTTON_COLOR`.
    pub(super) constant: String,
    /// The function that has the cache of what was parsed, if it is JSON: `button_color_json`.
    pub(super) json: Option<String>,
    /// The enum, if it has one: `ButtonColor`.
    pub(super) type_name: Option<String>,
    /// The variants of the enum, in the order of its values.
    pub(super) variants: Vec<String>,
}

/// The names beside the declared type.
#[derive(Debug)]
pub(super) struct TypeNames {
    /// The values of all flags: `FlagsValues`.
    pub(super) values: String,
    /// The builder of a test double: `FlagsFake`.
    pub(super) fake: String,
    /// What generated code calls the crate `configcat-core`: `FlagsRuntime`.
    pub(super) runtime: String,
}

impl TypeNames {
    pub(super) fn of(declared: &Ident) -> Self {
        let declared = declared.to_string();
        let bare = bare(&declared);
        let beside = |what| format!("{bare}{what}");
        Self { values: beside("Values"), fake: beside("Fake"), runtime: beside("Runtime") }
    }
}

/// What the generated types have beside the items of flags: their own items, the methods of the traits that they derive,
/// and those of the prelude that every type has and that take it by value: for an owned value, they come before an
/// accessor, which takes a reference.
const RESERVED: [&str; 14] = [
    "new",
    "embedded",
    "source",
    "KEYS",
    "DOCUMENT",
    "clone",
    "clone_from",
    "fmt",
    "all",
    "fake",
    "check",
    "build",
    "into",
    "try_into",
];

/// The types and traits that every program has without naming where they come from.
const PRELUDE: [&str; 39] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What is put before an identifier that would be a keyword.
const RAW: &str = "r#";

/// The keywords of all editions that can be raw identifiers, sorted.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names the flags with these keys. One that cannot be named is a problem, and so are two that would get the same
/// name.
pub(super) fn assign<'a>(
    flags: impl Iterator<Item = (&'a str, &'a Kind)>,
    options: &Options,
    problems: &mut Problems,
) -> HashMap<String, Names> {
    let mut owners = Owners::default();
    let mut collisions = Vec::new();
    let mut all = HashMap::new();
    for (key, kind) in flags {
        match name(key, kind, options.renames.get(key).map(String::as_str)) {
            Ok(mut names) => {
                collisions.extend(owners.claim(key, kind, &names));
                if let Kind::Enum(values) = kind {
                    names.variants = variants::assign(key, values, options.value_names.get(key), problems);
                }
                all.insert(key.to_owned(), names);
            }
            // The document has to be mended first, then there is a key.
            Err(_) if key.is_empty() => {}
            Err(problem) => problems.push(problem),
        }
    }
    // Which names are free is known only now that all flags have theirs.
    for Collision { key, kind, base, message } in collisions {
        let problem = Problem::new(message).of_flag(key);
        problems.push(match owners.suggest(key, kind, &base) {
            Some(free) => problem.remedy(rename_line(key, &free)),
            None => problem,
        });
    }
    all
}

/// The problem of a flag whose enum is called as the declared type is, or as something beside it.
pub(super) fn check_type(declared: &Ident, key: &str, accessor: &str, type_name: &str) -> Option<Problem> {
    let TypeNames { values, fake, runtime } = TypeNames::of(declared);
    let declared = declared.to_string();
    let others = [bare(&declared), &values, &fake, &runtime];
    let type_name = others.into_iter().find(|other| *other == bare(type_name))?;
    let message = format!("its enum `{type_name}` has the name of another generated type");
    Some(Problem::new(message).of_flag(key).remedy(rename_line(key, &format!("{}_flag", bare(accessor)))))
}

/// An identifier as a token.
pub(super) fn ident(name: &str, span: Span) -> Ident {
    match name.strip_prefix(RAW) {
        Some(bare) => Ident::new_raw(bare, span),
        None => Ident::new(name, span),
    }
}

/// Who has which name.
#[derive(Debug, Default)]
struct Owners<'a> {
    by_name: HashMap<Name, &'a str>,
    /// The last number that was tried for a name.
    numbers: HashMap<String, usize>,
}

/// Something that can be there only once.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Name {
    /// A constant or a method of the generated type.
    Item(String),
    /// A type beside the generated one.
    Type(String),
}

/// A flag that cannot have its name, which is the base of the one to suggest.
struct Collision<'a> {
    key: &'a str,
    kind: &'a Kind,
    base: String,
    message: String,
}

impl<'a> Owners<'a> {
    /// Claims the names of a flag. The message is that of the first name that is taken.
    fn claim(&mut self, key: &'a str, kind: &'a Kind, names: &Names) -> Option<Collision<'a>> {
        let mut collision = None;
        for name in names.claimed() {
            let (base, message) = match self.by_name.entry(name) {
                entry if let Some(why) = entry.key().reserved() => {
                    (format!("{}_flag", bare(&names.accessor)), format!("its {} {why}", entry.key()))
                }
                Entry::Occupied(entry) => {
                    let (name, owner) = (entry.key(), entry.get());
                    (bare(&names.accessor).to_owned(), format!("its {name} is that of flag `{owner}` too"))
                }
                Entry::Vacant(entry) => {
                    entry.insert(key);
                    continue;
                }
            };
            collision.get_or_insert(Collision { key, kind, base, message });
        }
        collision
    }

    /// A name that is free, and claimed from now on: the base, or the base with a number.
    fn suggest(&mut self, key: &'a str, kind: &'a Kind, base: &str) -> Option<String> {
        loop {
            let number = self.numbers.entry(base.to_owned()).or_default();
            *number += 1;
            let candidate = if *number == 1 { base.to_owned() } else { format!("{base}_{number}") };
            let names = name(key, kind, Some(&candidate)).ok()?;
            if names.claimed().iter().all(|name| !self.by_name.contains_key(name)) {
                self.claim(key, kind, &names);
                return Some(candidate);
            }
        }
    }
}

impl Name {
    fn reserved(&self) -> Option<&'static str> {
        match self {
            Self::Item(name) if RESERVED.contains(&name.as_str()) => {
                Some("is reserved for what every generated type has")
            }
            Self::Type(name) if PRELUDE.contains(&name.as_str()) => {
                Some("would hide what Rust's prelude has")
            }
            Self::Item(_) | Self::Type(_) => None,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(name) => write!(f, "identifier `{name}`"),
            Self::Type(name) => write!(f, "enum `{name}`"),
        }
    }
}

impl Names {
    /// The names that no other flag can have.
    fn claimed(&self) -> Vec<Name> {
        let item = |name: &String| Name::Item(bare(name).to_owned());
        let always = [&self.accessor, &self.details, &self.constant].map(item);
        let type_name = self.type_name.iter().map(|name| Name::Type(bare(name).to_owned()));
        always.into_iter().chain(self.json.iter().map(item)).chain(type_name).collect()
    }
}

fn name(key: &str, kind: &Kind, rename: Option<&str>) -> Result<Names, Problem> {
    let problem = |message: String| Problem::new(message).remedy(rename_line(key, "my_flag"));
    let accessor = match rename {
        Some(rename) => identifier(rename).ok_or_else(|| {
            problem(format!("`{rename}` is not a Rust identifier")).of_option("rename", key)
        })?,
        None => accessor(key)
            .ok_or_else(|| problem("no identifier can be made of the key".to_owned()).of_flag(key))?,
    };
    let bare = bare(&accessor);
    let beside = |what| format!("{}_{what}", bare.trim_end_matches('_'));
    let constant = match shouty(bare) {
        // Scripts without upper case.
        same if same == bare => Some(format!("{same}_FLAG")),
        shouty => prefixed("FLAG_", &shouty),
    };
    let nameless = || problem(format!("no constant can be named after `{bare}`")).of_option("rename", key);
    Ok(Names {
        details: beside("details"),
        json: matches!(kind, Kind::Json(_)).then(|| beside("json")),
        constant: constant.ok_or_else(nameless)?,
        type_name: match kind {
            Kind::Enum(_) => Some(prefixed("Flag", &bare.to_upper_camel_case()).ok_or_else(nameless)?),
            Kind::Plain | Kind::Json(_) => None,
        },
        variants: Vec::new(),
        accessor,
    })
}

/// The accessor of a key: its words in `snake_case`.
fn accessor(key: &str) -> Option<String> {
    prefixed("flag_", &words(key).to_snake_case())
}

/// An identifier in `SHOUTY_SNAKE_CASE`. Nearly all are in `snake_case` already, whose words need not be looked for again.
fn shouty(identifier: &str) -> String {
    let is_char = |char: u8| char.is_ascii_lowercase() || char.is_ascii_digit() || char == b'_';
    let has_empty_word =
        identifier.starts_with('_') || identifier.ends_with('_') || identifier.contains("__");
    if identifier.bytes().all(is_char) && !has_empty_word {
        identifier.to_ascii_uppercase()
    } else {
        identifier.to_shouty_snake_case()
    }
}

/// A text without what identifiers cannot have.
fn words(text: &str) -> String {
    text.chars().map(|char| if unicode_ident::is_xid_continue(char) { char } else { ' ' }).collect()
}

/// An identifier of words, with another word in front if a digit would come first.
fn prefixed(word: &str, words: &str) -> Option<String> {
    let first = words.chars().next()?;
    if unicode_ident::is_xid_start(first) { identifier(words) } else { identifier(&format!("{word}{words}")) }
}

/// An identifier, raw if it is a keyword, or with an underscore if it is one of those that cannot be raw.
fn identifier(name: &str) -> Option<String> {
    let name = name.trim();
    let is_raw = name.starts_with(RAW);
    match bare(name) {
        "self" | "super" | "crate" | "Self" => (!is_raw).then(|| format!("{name}_")),
        "" | "_" => None,
        bare if !is_word(bare) => None,
        bare if is_raw || KEYWORDS.binary_search(&bare).is_ok() => Some(format!("{RAW}{bare}")),
        bare => Some(bare.to_owned()),
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first| first == '_' || unicode_ident::is_xid_start(first))
        && text.chars().all(unicode_ident::is_xid_continue)
}

/// An identifier without what makes it raw.
fn bare(identifier: &str) -> &str {
    identifier.strip_prefix(RAW).unwrap_or(identifier)
}

fn rename_line(key: &str, identifier: &str) -> String {
    format!("name it yourself: `rename({key:?}, {identifier:?})`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(names: &Names) -> [&str; 3] {
        [&names.accessor, &names.details, &names.constant].map(|name| bare(name))
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
            assert_eq!(accessor(key).as_deref(), Some(expected), "{key}");
        }
    }

    #[test]
    fn words_are_the_same_in_upper_case() {
        for name in ["a", "button_color", "flag_2fa", "a1b2_c3", "_a", "a_", "a__b", "aB", "ő_ű", ""] {
            assert_eq!(shouty(name), name.to_shouty_snake_case(), "{name}");
        }
    }

    /// Whether a text is an identifier, and whether it is a keyword, is as `syn` says.
    #[test]
    fn identifiers_are_those_of_rust() {
        let words =
            KEYWORDS.into_iter().chain(["self", "Self", "super", "crate", "union", "auto", "raw", "a"]);
        let others = [
            "", "_", "__", "_1", "1", "a-b", "a b", "ő", "²", "日本", "e\u{301}", "\u{200d}", "r#", "r#a",
            "r#_", "r#1",
        ];
        for word in words.chain(others) {
            let token =
                ["", RAW].iter().find_map(|raw| syn::parse_str::<Ident>(&format!("{raw}{word}")).ok());
            let token = token.map(|token| token.to_string());
            let expected = match word {
                "self" | "Self" | "super" | "crate" => Some(format!("{word}_")),
                "gen" => Some("r#gen".to_owned()),
                _ => token,
            };
            assert_eq!(identifier(word), expected, "{word}");
        }
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn no_enum_has_the_name_of_the_declared_type_or_of_one_beside_it() {
        let declared = Ident::new("Flags", Span::call_site());
        let is_taken = |type_name| check_type(&declared, "key", "key", type_name).is_some();
        for taken in ["Flags", "FlagsValues", "FlagsFake", "FlagsRuntime"] {
            assert!(is_taken(taken), "{taken}");
        }
        assert!(!is_taken("FlagsColor"));
    }

    #[test]
    fn keys_without_letters_or_digits_have_no_name() {
        for key in ["", "_", "😀", "--"] {
            assert_eq!(accessor(key), None, "{key}");
        }
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
            let names = name("key", &Kind::Plain, Some(rename)).ok();
            assert_eq!(names.as_ref().map(names_of), expected, "{rename}");
        }
    }

    /// Keys and names of random characters, of which some are special to identifiers.
    #[test]
    fn naming_never_panics() {
        const CHARS: [char; 16] =
            ['_', '-', '#', 'r', 'a', 'Z', '0', '²', ' ', 'ß', 'ŉ', 'İ', '日', '\u{301}', '\u{200d}', '\0'];
        let kind = Kind::Enum(Vec::new());
        for number in 0..CHARS.len().pow(3) {
            let digits = [0, 1, 2].map(|place| number / CHARS.len().pow(place) % CHARS.len());
            let text: String = digits.iter().map(|digit| CHARS[*digit]).collect();
            let _ = name(&text, &kind, None);
            let _ = name("key", &kind, Some(&text));
        }
    }

    #[test]
    fn many_collisions_are_named_in_good_time() {
        let key = |number: usize| format!("a{}{}", "-".repeat(number % 150), ".".repeat(number / 150));
        let keys: Vec<String> = (0..20_000).map(key).collect();
        let mut problems = Problems::in_file("config.json");
        assign(keys.iter().map(|key| (key.as_str(), &Kind::Plain)), &Options::default(), &mut problems);
        let error = problems.finish().unwrap_err();
        assert_eq!(error.problems().len(), keys.len() - 1);
        assert!(error.to_string().ends_with("_20000\")`)"));
    }
}
