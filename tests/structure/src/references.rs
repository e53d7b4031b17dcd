//! [`Reference`]: a path in the code of a module.

use std::collections::BTreeMap;

use syn::{
    Attribute, Field, ImplItem, Item, ItemUse, Macro, Meta, Path, Stmt, TraitItem, Variant, VisRestricted,
    visit::{self, Visit},
};

use crate::{
    attributes::{attributes_of, is_for_tests},
    tokens::{TokenPath, paths_in, paths_in_texts},
    uses::Import,
};

/// A path in the code of a module.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    /// What it may stand for, in the module: several if a function imports all names of some module.
    pub(crate) paths: Vec<Vec<String>>,
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

/// How a path is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Something that it names.
    Path,
    /// All names in what it names.
    Glob,
    /// A macro that it names.
    Macro,
}

/// Attributes in which words are no paths.
const PLAIN_ATTRIBUTES: [&str; 8] = ["cfg", "doc", "derive", "allow", "expect", "warn", "deny", "path"];

/// The paths in an item. Those in modules and in macros that it defines do not count.
pub(crate) fn references_in(item: &Item) -> Vec<Reference> {
    let mut names = LocalNames::default();
    names.visit_item(item);
    let mut finder = Finder { names, references: Vec::new() };
    finder.visit_item(item);
    finder.references
}

/// What the functions of an item import for themselves.
#[derive(Default)]
struct LocalNames {
    names: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

struct Finder {
    names: LocalNames,
    references: Vec<Reference>,
}

impl Visit<'_> for LocalNames {
    fn visit_stmt(&mut self, statement: &Stmt) {
        if let Stmt::Item(Item::Use(item)) = statement {
            for import in Import::all_of(item) {
                match import.name {
                    Some(name) => _ = self.names.insert(name, import.path),
                    None => self.globs.push(import.path),
                }
            }
        }
        visit::visit_stmt(self, statement);
    }
}

impl LocalNames {
    /// What a path may stand for outside of the function.
    fn expand(&self, path: Vec<String>) -> Vec<Vec<String>> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        if let Some(import) =
            self.names.get(first).filter(|import| !import.starts_with(std::slice::from_ref(first)))
        {
            return vec![[import.as_slice(), rest].concat()];
        }
        let globs: Vec<_> = self.globs.iter().map(|glob| [glob.as_slice(), &path].concat()).collect();
        [path].into_iter().chain(globs).collect()
    }
}

impl Finder {
    fn add(&mut self, path: Vec<String>, line: usize, kind: Kind) {
        let paths = self.names.expand(path);
        self.references.push(Reference { paths, line, kind });
    }

    fn add_tokens(&mut self, paths: Vec<TokenPath>) {
        for path in paths {
            self.add(path.segments, path.line, if path.is_macro { Kind::Macro } else { Kind::Path });
        }
    }

    fn add_path(&mut self, path: &Path, kind: Kind) {
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
        {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(segments, first.ident.span().start().line, kind);
        }
    }
}

impl Visit<'_> for Finder {
    fn visit_item(&mut self, item: &Item) {
        let is_definition = match item {
            Item::Mod(_) => true,
            Item::Macro(item) => item.ident.is_some(),
            _ => false,
        };
        if !is_definition && !is_for_tests(attributes_of(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &ItemUse) {
        for import in Import::all_of(item) {
            let kind = if import.name.is_some() { Kind::Path } else { Kind::Glob };
            self.references.push(Reference { paths: vec![import.path], line: import.line, kind });
        }
    }

    fn visit_impl_item(&mut self, item: &ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            _ => return,
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &TraitItem) {
        let attributes = match item {
            TraitItem::Const(item) => &item.attrs,
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            _ => return,
        };
        if !is_for_tests(attributes) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &Field) {
        if !is_for_tests(&field.attrs) {
            visit::visit_field(self, field);
        }
    }

    fn visit_variant(&mut self, variant: &Variant) {
        if !is_for_tests(&variant.attrs) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_stmt(&mut self, statement: &Stmt) {
        let is_for_tests = match statement {
            Stmt::Local(local) => is_for_tests(&local.attrs),
            Stmt::Macro(call) => is_for_tests(&call.attrs),
            _ => false,
        };
        if !is_for_tests {
            visit::visit_stmt(self, statement);
        }
    }

    fn visit_path(&mut self, path: &Path) {
        self.add_path(path, Kind::Path);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &Macro) {
        self.add_path(&call.path, Kind::Macro);
        self.add_tokens(paths_in(call.tokens.clone()));
    }

    fn visit_attribute(&mut self, attribute: &Attribute) {
        if PLAIN_ATTRIBUTES.iter().any(|name| attribute.path().is_ident(name)) {
            return;
        }
        if let Meta::List(list) = &attribute.meta {
            self.add_tokens(paths_in(list.tokens.clone()));
            if attribute.path().is_ident("serde") {
                self.add_tokens(paths_in_texts(list.tokens.clone()));
            }
        }
    }

    /// Where something may be seen is no use of that place.
    fn visit_vis_restricted(&mut self, _: &VisRestricted) {}
}
