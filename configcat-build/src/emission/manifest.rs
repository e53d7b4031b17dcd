//! The file of accessors: one line of JSON, then the documentation of all flags as plain text.
//!
//! The documentation is the largest part. In JSON, `flags!` would spend most of its time looking for escapes, since
//! Cargo builds macros without optimisation.

use std::io;

use serde::{Deserialize, Serialize};

use crate::codegen::Accessors;

/// The version of the file. Raise it whenever the file or the accessors change.
const FORMAT: u32 = 5;

/// The first line.
#[derive(Serialize, Deserialize)]
struct Manifest<A> {
    format: u32,
    accessors: A,
    /// How many bytes of documentation each flag has.
    docs: Vec<usize>,
}

pub(super) fn write(accessors: &Accessors) -> io::Result<String> {
    let docs = accessors.docs().map(String::len).collect();
    let mut file = serde_json::to_string(&Manifest { format: FORMAT, accessors, docs })?;
    file.push('\n');
    file.extend(accessors.docs().map(String::as_str));
    Ok(file)
}

/// The accessors, unless another version of this crate has written the file.
pub(super) fn parse(file: &str) -> Option<Accessors> {
    let (manifest, mut docs) = file.split_once('\n')?;
    let Manifest { format, mut accessors, docs: lengths } =
        serde_json::from_str::<Manifest<Accessors>>(manifest).ok()?;
    let mut lengths = lengths.into_iter();
    for place in accessors.docs_mut() {
        let (first, others) = docs.split_at_checked(lengths.next()?)?;
        first.clone_into(place);
        docs = others;
    }
    (format == FORMAT && docs.is_empty()).then_some(accessors)
}

#[cfg(test)]
mod tests {
    use configcat_core::Value;
    use proc_macro2::{Ident, Span};
    use quote::quote;

    use super::*;
    use crate::codegen::{self, Declaration, Document, Options, UserDeclaration};

    fn accessors() -> Accessors {
        let document = Document::new(
            "config.json",
            r#"{"flags": {"ratio": 0.5, "color": "grün", "limits": "[1]", "count": -1, "on": true}}"#,
        );
        let mut options = Options::default();
        options.defaults.insert("ratio".to_owned(), Value::from(0.109_578_605_985_494_63));
        options.text_enums.insert("color".to_owned());
        options.json.insert("limits".to_owned(), "Vec<crate::Limit>".to_owned());
        options.removed.insert("old".to_owned(), Value::from("gone"));
        options.descriptions.texts.insert("count".to_owned(), "Zähler.\n\nViele!".to_owned());
        codegen::resolve(&document, &options).unwrap().accessors
    }

    fn code(accessors: &Accessors) -> String {
        let declaration = Declaration {
            attributes: quote!(),
            conditions: quote!(),
            lint_levels: quote!(),
            visibility: quote!(pub),
            name: Ident::new("Flags", Span::call_site()),
            runtime: quote!(::configcat_core),
            document: "config.json".to_owned(),
            tracked: Vec::new(),
            user: UserDeclaration::default(),
        };
        codegen::generate(accessors, &declaration).to_string()
    }

    #[test]
    fn a_file_gives_the_code_of_what_it_was_written_from() {
        let accessors = accessors();
        let read = parse(&write(&accessors).unwrap()).unwrap();
        assert_eq!(code(&read), code(&accessors));
        assert!(code(&read).contains("Viele!"));
    }

    #[test]
    fn files_of_other_versions_are_refused() {
        let file = write(&accessors()).unwrap();
        let (manifest, docs) = file.split_once('\n').unwrap();
        for other in [
            String::new(),
            "{}\n".to_owned(),
            "{\n  \"format\": 2,\n  \"origin\": \"a\",\n  \"options\": {}\n}".to_owned(),
            manifest.to_owned(),
            format!("{manifest}\n"),
            format!("{file}/// More.\n"),
            manifest.replacen("\"docs\":[", "\"docs\":[],\"others\":[", 1) + "\n",
            format!("{}\n{docs}", manifest.replacen(&format!("\"format\":{FORMAT}"), "\"format\":0", 1)),
        ] {
            assert!(parse(&other).is_none(), "{other}");
        }
    }
}
