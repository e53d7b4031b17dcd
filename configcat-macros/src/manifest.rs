//! [`Manifest`]: the entries of a `Cargo.toml`, as far as they name dependencies.
//!
//! Cargo has read the file before, so that it is valid TOML: there are no errors here. Escapes in texts are not
//! replaced, for no name of a package has any.

use std::{fs, path::Path};

/// Paths of keys with their values. A value is the text as it is written; a header has the empty text.
#[derive(Debug)]
pub(crate) struct Manifest {
    entries: Vec<(Vec<String>, String)>,
}

/// A dependency.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// The name that the package gives it.
    pub(crate) name: String,
    /// The name of its package, if that is another one.
    pub(crate) package: Option<String>,
    /// Whether only build scripts can use it.
    pub(crate) is_for_build_scripts: bool,
    /// Whether the rest is said by the workspace.
    pub(crate) is_inherited: bool,
}

impl Manifest {
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        Some(Self::parse(&fs::read_to_string(folder.join("Cargo.toml")).ok()?))
    }

    fn parse(text: &str) -> Self {
        let mut entries = Vec::new();
        let mut table = Vec::new();
        for statement in split(text, '\n') {
            match statement.strip_prefix('[') {
                Some(header) => {
                    table = keys(header.trim_matches(['[', ']']));
                    entries.push((table.clone(), String::new()));
                }
                None => flatten(&table, &statement, &mut entries),
            }
        }
        Self { entries }
    }

    /// The name of the package.
    pub(crate) fn package_name(&self) -> Option<&str> {
        self.text(&["package", "name"])
    }

    /// The dependencies of all kinds and targets.
    pub(crate) fn dependencies(&self) -> Vec<Dependency> {
        let mut found: Vec<Dependency> = Vec::new();
        for (path, value) in &self.entries {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let (["target", _, table, name, rest @ ..] | [table, name, rest @ ..]) = path.as_slice() else {
                continue;
            };
            let is_for_build_scripts = match table.replace('_', "-").as_str() {
                "dependencies" | "dev-dependencies" => false,
                "build-dependencies" => true,
                _ => continue,
            };
            let dependency = Dependency {
                name: (*name).to_owned(),
                package: (rest == ["package"]).then(|| unquoted(value).to_owned()),
                is_for_build_scripts,
                is_inherited: rest == ["workspace"],
            };
            let is_same = |last: &&mut Dependency| {
                last.name == *name && last.is_for_build_scripts == is_for_build_scripts
            };
            match found.last_mut().filter(is_same) {
                Some(last) => {
                    last.package = last.package.take().or(dependency.package);
                    last.is_inherited |= dependency.is_inherited;
                }
                None => found.push(dependency),
            }
        }
        found
    }

    /// Whether it is the manifest of a workspace.
    pub(crate) fn is_workspace(&self) -> bool {
        self.entries.iter().any(|(path, _)| path.first().is_some_and(|first| first == "workspace"))
    }

    /// The package of a dependency that the workspace describes.
    pub(crate) fn workspace_package(&self, dependency: &str) -> Option<&str> {
        self.text(&["workspace", "dependencies", dependency, "package"])
    }

    fn text(&self, path: &[&str]) -> Option<&str> {
        self.entries.iter().find(|(keys, _)| keys == path).map(|(_, value)| unquoted(value))
    }
}

/// Adds `key.key = value` to the entries, and the members of the value if it is an inline table.
fn flatten(table: &[String], statement: &str, entries: &mut Vec<(Vec<String>, String)>) {
    let mut sides = split(statement, '=').into_iter();
    let (Some(left), Some(value)) = (sides.next(), sides.next()) else { return };
    let path: Vec<String> = table.iter().cloned().chain(keys(&left)).collect();
    match value.strip_prefix('{').and_then(|value| value.strip_suffix('}')) {
        Some(members) => {
            entries.push((path.clone(), String::new()));
            for member in split(members, ',') {
                flatten(&path, &member, entries);
            }
        }
        None => entries.push((path, value)),
    }
}

/// The parts of `a."b".c`.
fn keys(path: &str) -> Vec<String> {
    split(path, '.').iter().map(|key| unquoted(key).to_owned()).collect()
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

/// The parts of a text between separators that are neither in a text nor in brackets, trimmed, without comments and
/// without empty parts.
fn split(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let length = match char {
            '"' | '\'' => quoted_length(rest, char),
            '#' => {
                rest = rest.find('\n').and_then(|end| rest.get(end..)).unwrap_or_default();
                continue;
            }
            _ => char.len_utf8(),
        };
        let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        rest = after;
        match char {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if char == separator && depth == 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(token);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The length of the quoted text that another text begins with, quotes included.
fn quoted_length(text: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let end = if text.starts_with(&long) { long } else { quote.to_string() };
    let mut position = end.len();
    while let Some(rest) = text.get(position..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(&end) {
            // A long text can end with quotes of its own.
            let quotes = rest.chars().take_while(|char| *char == quote).count();
            return position + if end.len() == 1 { 1 } else { quotes };
        }
        let escape = quote == '"' && rest.starts_with('\\');
        position += rest.chars().take(if escape { 2 } else { 1 }).map(char::len_utf8).sum::<usize>();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependencies(text: &str) -> Vec<(String, Option<String>)> {
        let dependencies = Manifest::parse(text).dependencies();
        dependencies.into_iter().map(|dependency| (dependency.name, dependency.package)).collect()
    }

    #[track_caller]
    fn assert_dependency(text: &str, name: &str, package: Option<&str>) {
        assert_eq!(dependencies(text), [(name.to_owned(), package.map(str::to_owned))], "{text}");
    }

    #[test]
    fn all_forms_of_a_dependency_are_found() {
        for text in [
            "[dependencies]\nconfigcat-core = \"0.1\"",
            "[dependencies] # \"\n 'configcat-core' = { version = '0.1', features = [\n  'http',\n] }",
            "[dependencies]\r\nconfigcat-core.workspace = true\r\n",
            "[dependencies.configcat-core]\n",
            "[dependencies.\"configcat-core\"]\nversion = \"0.1\"\nfeatures = [\"http\", # one\n \"socks\"]",
            "dependencies.configcat-core = \"0.1\"",
            "dependencies = { configcat-core = { path = \"../a=b,c\" } }",
            "[dev_dependencies]\nconfigcat-core=\"0.1\"",
            "[target.'cfg(all(unix, target_os = \"linux\"))'.dependencies]\nconfigcat-core = \"0.1\"",
            "[target.x86_64-pc-windows-gnu.dev-dependencies.configcat-core]\npath = \"..\"",
        ] {
            assert_dependency(text, "configcat-core", None);
        }
        for text in [
            "[dependencies]\nflags = { version = \"0.1\", package = \"configcat-core\" }",
            "[dependencies]\nflags.package = 'configcat-core'\nflags.version = \"0.1\"",
            "[dependencies.flags]\npackage = \"configcat-core\" # renamed\nversion = \"0.1\"",
            "[target.\"cfg(unix)\".dependencies.flags]\nversion = \"0.1\"\npackage = \"configcat-core\"",
        ] {
            assert_dependency(text, "flags", Some("configcat-core"));
        }
    }

    #[test]
    fn other_entries_are_no_dependencies() {
        let text = r#"
            # configcat-core = "0.1"
            [package]
            name = "a"
            description = """
            [dependencies]
            configcat-core = "0.1" \""" """"
            authors = ['''
            [dependencies]''', "a \" # b"]
            [features]
            configcat-core = []
            [workspace.dependencies]
            configcat-core = "0.1"
            [patch.crates-io]
            configcat-core = { path = "é" }
        "#;
        assert_eq!(dependencies(text), []);
        let manifest = Manifest::parse(text);
        assert_eq!((manifest.package_name(), manifest.is_workspace()), (Some("a"), true));
    }

    #[test]
    fn a_workspace_can_rename() {
        let manifest = Manifest::parse("[dependencies]\nflags = { workspace = true, features = [] }");
        assert!(manifest.dependencies().iter().all(|dependency| dependency.is_inherited));
        let workspace = Manifest::parse("[workspace.dependencies]\nflags = { package = \"configcat-core\" }");
        assert_eq!(workspace.workspace_package("flags"), Some("configcat-core"));
        assert_eq!(workspace.workspace_package("core"), None);
    }

    #[test]
    fn unfinished_texts_end() {
        for text in ["a = \"", "a = '''", "a = \"\\", "[", "=", "a = [", "a = {", "\"\"\"\"", "'é"] {
            let _ = Manifest::parse(text).dependencies();
        }
    }
}
