//! [`TestCode`]: which code is for tests only.

use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf, absolute},
};

use syn::{
    Attribute, Expr, ExprLit, ImplItem, Item, Lit, Meta, Token, punctuated::Punctuated, spanned::Spanned,
};

use super::receiver::bare;

/// The folders of a package whose code is for tests, benchmarks and examples.
const FOLDERS: [&str; 3] = ["benches", "examples", "tests"];

/// Attributes that make a test or a benchmark of a function; of other crates, too, such as `tokio::test`.
const TESTS: [&str; 4] = ["bench", "rstest", "test", "test_case"];

/// The code of one file that is for tests only.
#[derive(Debug, Default)]
pub(super) struct TestCode {
    lines: Vec<RangeInclusive<usize>>,
    /// Modules that are files of their own: their paths without `.rs` or `/mod.rs`.
    pub(super) modules: Vec<PathBuf>,
}

impl TestCode {
    pub(super) fn of(file: &syn::File, path: &Path) -> Self {
        let mut code = Self::default();
        let folder = folder_of_modules(path);
        if file.attrs.iter().any(is_test) {
            code.lines.push(1..=usize::MAX);
            code.modules.push(folder);
        } else {
            code.items(&file.items, path, &folder);
        }
        code
    }

    pub(super) fn has_line(&self, line: usize) -> bool {
        self.lines.iter().any(|lines| lines.contains(&line))
    }

    fn items(&mut self, items: &[Item], path: &Path, folder: &Path) {
        for item in items {
            let is_test = attributes(item).iter().any(is_test);
            match item {
                Item::Mod(module) if module.content.is_none() && is_test => {
                    let given = module.attrs.iter().find_map(given_path);
                    let given = given.map(|given| path.with_file_name(given).with_extension(""));
                    self.modules.push(given.unwrap_or_else(|| folder.join(bare(&module.ident))));
                }
                _ if is_test => self.add(item),
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.items(items, path, &folder.join(bare(&module.ident)));
                    }
                }
                Item::Impl(block) => {
                    for item in &block.items {
                        if let ImplItem::Fn(function) = item
                            && function.attrs.iter().any(self::is_test)
                        {
                            self.add(function);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, code: &impl Spanned) {
        let span = code.span();
        self.lines.push(span.start().line..=span.end().line);
    }
}

/// Whether a file is in a folder for tests, benchmarks or examples of its package, or is one of these modules.
pub(super) fn is_test_file(path: &Path, modules: &[PathBuf]) -> bool {
    let plain = path.with_extension("");
    // Every path starts with the empty one: the working directory.
    let is_in = |module: &PathBuf| {
        if module.as_os_str().is_empty() { !plain.has_root() } else { plain.starts_with(module) }
    };
    if modules.iter().any(is_in) {
        return true;
    }
    let Ok(path) = absolute(path) else { return false };
    let package = path.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").exists());
    let inside = package.and_then(|package| path.strip_prefix(package).ok());
    inside.is_some_and(|inside| FOLDERS.iter().any(|folder| inside.starts_with(folder)))
}

/// The folder of the modules that a file declares.
pub(super) fn folder_of_modules(path: &Path) -> PathBuf {
    let parent = path.parent().unwrap_or(Path::new(""));
    let is_root =
        path.file_stem().is_some_and(|name| ["lib", "main", "mod"].iter().any(|root| name == *root));
    if is_root || parent.ends_with("bin") { parent.to_owned() } else { path.with_extension("") }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[cfg(test)]`, `#[test]` and the like.
fn is_test(attribute: &Attribute) -> bool {
    if attribute.path().is_ident("cfg") {
        return attribute.parse_args().is_ok_and(|condition| needs_test(&condition));
    }
    let name = attribute.path().segments.last().map(|last| bare(&last.ident));
    name.is_some_and(|name| TESTS.contains(&name.as_str()))
}

/// Whether a condition holds in tests only: `test`, or `all(test, …)`.
fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|all| all.iter().any(needs_test)),
        _ => false,
    }
}

/// The path in `#[path = "…"]`.
fn given_path(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(path), .. }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_of_the_working_directory_are_not_those_of_other_packages() {
        let modules = [PathBuf::new()];
        assert!(is_test_file(Path::new("a.rs"), &modules) && is_test_file(Path::new("b/c.rs"), &modules));
        assert!(!is_test_file(Path::new("/shop/src/a.rs"), &modules));
    }
}
