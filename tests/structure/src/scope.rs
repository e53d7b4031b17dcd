//! [`Scope`]: the names of a module.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use syn::{Ident, Item, Visibility};

use crate::{
    tree::{Module, Tree},
    uses::Import,
};

/// The names of a module.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    pub(crate) names: BTreeMap<String, Vec<Name>>,
    pub(crate) globs: Vec<Glob>,
}

/// What a name stands for.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) is_public: bool,
    pub(crate) target: Target,
}

#[derive(Debug)]
pub(crate) enum Target {
    /// A module, by its index.
    Module(usize),
    /// An item of the module itself.
    Item,
    /// What has this path in the module.
    Import(Vec<String>),
}

/// All names of another module.
#[derive(Debug)]
pub(crate) struct Glob {
    pub(crate) is_public: bool,
    pub(crate) path: Vec<String>,
}

/// A macro by `macro_rules!`.
#[derive(Debug)]
pub(crate) struct MacroRules {
    /// The index of its file.
    pub(crate) file: usize,
    pub(crate) body: TokenStream,
}

impl Scope {
    /// The names of a module.
    pub(crate) fn of(module: &Module) -> Self {
        let mut scope = Self::default();
        for child in &module.children {
            scope.add(child.name.clone(), child.is_public, Target::Module(child.module));
        }
        for item in &module.items {
            match item {
                Item::Use(item) => {
                    for import in Import::all_of(item) {
                        scope.add_import(import, is_public(&item.vis));
                    }
                }
                Item::ExternCrate(item) if item.ident == "self" => {
                    let name = item.rename.as_ref().map_or("self".to_owned(), |(_, name)| name.to_string());
                    scope.add(name, is_public(&item.vis), Target::Import(vec!["crate".to_owned()]));
                }
                item => {
                    if let Some((visibility, name)) = declared(item) {
                        scope.add(name.to_string(), visibility.is_none_or(is_public), Target::Item);
                    }
                }
            }
        }
        scope
    }

    fn add(&mut self, name: String, is_public: bool, target: Target) {
        self.names.entry(name).or_default().push(Name { is_public, target });
    }

    fn add_import(&mut self, import: Import, is_public: bool) {
        match import.name {
            Some(name) => self.add(name, is_public, Target::Import(import.path)),
            None => self.globs.push(Glob { is_public, path: import.path }),
        }
    }
}

impl MacroRules {
    /// The macros of a crate by name. They are known everywhere in it, whatever their order is.
    pub(crate) fn all_of(tree: &Tree) -> BTreeMap<String, Vec<Self>> {
        let mut macros: BTreeMap<String, Vec<Self>> = BTreeMap::new();
        for module in &tree.modules {
            for item in &module.items {
                if let Item::Macro(item) = item
                    && let Some(name) = &item.ident
                {
                    let rules = Self { file: module.file, body: item.mac.tokens.clone() };
                    macros.entry(name.to_string()).or_default().push(rules);
                }
            }
        }
        macros
    }
}

/// The visibility and the name of an item that has one. Macros have no visibility of their own.
fn declared(item: &Item) -> Option<(Option<&Visibility>, &Ident)> {
    match item {
        Item::Const(item) => Some((Some(&item.vis), &item.ident)),
        Item::Enum(item) => Some((Some(&item.vis), &item.ident)),
        Item::Fn(item) => Some((Some(&item.vis), &item.sig.ident)),
        Item::Macro(item) => Some((None, item.ident.as_ref()?)),
        Item::Static(item) => Some((Some(&item.vis), &item.ident)),
        Item::Struct(item) => Some((Some(&item.vis), &item.ident)),
        Item::Trait(item) => Some((Some(&item.vis), &item.ident)),
        Item::TraitAlias(item) => Some((Some(&item.vis), &item.ident)),
        Item::Type(item) => Some((Some(&item.vis), &item.ident)),
        Item::Union(item) => Some((Some(&item.vis), &item.ident)),
        _ => None,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    !matches!(visibility, Visibility::Inherited)
}
