//! [`Manifest`]: a `Cargo.toml`, as far as it names dependencies.

use std::{fs, iter, path::Path};

use toml::{Table, Value};

/// A `Cargo.toml`.
#[derive(Debug)]
pub(crate) struct Manifest(Table);

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

/// The tables of dependencies, and whether only build scripts can use those.
const TABLES: [(&str, bool); 5] = [
    ("dependencies", false),
    ("dev-dependencies", false),
    ("dev_dependencies", false),
    ("build-dependencies", true),
    ("build_dependencies", true),
];

impl Manifest {
    /// The manifest in a folder; `None` if there is none that can be read.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(folder.join("Cargo.toml")).ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The name of the package.
    pub(crate) fn package_name(&self) -> Option<&str> {
        self.0.get("package")?.get("name")?.as_str()
    }

    /// The dependencies of all kinds and targets.
    pub(crate) fn dependencies(&self) -> Vec<Dependency> {
        let targets = members(self.0.get("target")).filter_map(|(_, target)| target.as_table());
        let tables = iter::once(&self.0).chain(targets).flat_map(|table| {
            TABLES.iter().map(|(name, is_for_build_scripts)| (table.get(*name), *is_for_build_scripts))
        });
        let dependencies = tables.flat_map(|(table, is_for_build_scripts)| {
            members(table).map(move |(name, value)| Dependency {
                name: name.clone(),
                package: package_of(value).map(str::to_owned),
                is_for_build_scripts,
                is_inherited: value.get("workspace").and_then(Value::as_bool) == Some(true),
            })
        });
        dependencies.collect()
    }

    /// Whether it is the manifest of a workspace.
    pub(crate) fn is_workspace(&self) -> bool {
        self.0.contains_key("workspace")
    }

    /// The package of a dependency that the workspace describes.
    pub(crate) fn workspace_package(&self, dependency: &str) -> Option<&str> {
        package_of(self.0.get("workspace")?.get("dependencies")?.get(dependency)?)
    }
}

/// The members of a value, if it is a table.
fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_table).into_iter().flatten()
}

/// The name of the package of a dependency, if it has another one.
fn package_of(dependency: &Value) -> Option<&str> {
    dependency.get("package")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependencies(text: &str) -> Vec<(String, Option<String>)> {
        let dependencies = Manifest::parse(text).expect("TOML").dependencies();
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
        let manifest = Manifest::parse(text).expect("TOML");
        assert_eq!((manifest.package_name(), manifest.is_workspace()), (Some("a"), true));
    }

    #[test]
    fn a_workspace_can_rename() {
        let manifest =
            Manifest::parse("[dependencies]\nflags = { workspace = true, features = [] }").expect("TOML");
        assert!(manifest.dependencies().iter().all(|dependency| dependency.is_inherited));
        let workspace = Manifest::parse("[workspace.dependencies]\nflags = { package = \"configcat-core\" }")
            .expect("TOML");
        assert_eq!(workspace.workspace_package("flags"), Some("configcat-core"));
        assert_eq!(workspace.workspace_package("core"), None);
    }

    #[test]
    fn what_is_no_toml_is_no_manifest() {
        for text in ["a = \"", "a = '''", "a = \"\\", "[", "=", "a = [", "a = {", "\"\"\"\"", "'é"] {
            assert!(Manifest::parse(text).is_none(), "{text}");
        }
    }
}
