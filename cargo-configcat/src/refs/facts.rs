//! [`Facts`]: what the files declare.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use proc_macro2::Ident;

use super::receiver::{TypeTree, bare};

/// The declarations of one file, or of all.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// What `flags!` declares.
    pub(super) flag_types: Vec<FlagType>,
    /// Fields and statics by name: the owner, and the type.
    pub(super) fields: HashMap<String, Vec<Typed>>,
    /// Functions and methods by name: the owner, and the type that they return.
    pub(super) functions: HashMap<String, Vec<Typed>>,
    /// Other names of types: aliases, imports, and targets of `Deref`.
    pub(super) aliases: HashMap<String, Vec<TypeTree>>,
    /// All declared types.
    pub(super) types: HashSet<String>,
}

/// A type that `flags!` declares.
#[derive(Debug)]
pub(super) struct FlagType {
    pub(super) name: String,
    /// The document, if the macro names it.
    pub(super) spec: Option<String>,
    pub(super) file: PathBuf,
}

/// A field, a static, or a function.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) owner: Option<String>,
    pub(super) type_: Option<TypeTree>,
}

impl Facts {
    pub(super) fn add_field(&mut self, name: String, owner: Option<String>, type_: Option<TypeTree>) {
        self.fields.entry(name).or_default().push(Typed { owner, type_ });
    }

    /// Adds the fields of a struct or of a variant. The fields of a tuple have numbers.
    pub(super) fn add_fields(&mut self, owner: &Ident, fields: &syn::Fields) {
        let owner = bare(owner);
        for (index, field) in fields.iter().enumerate() {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), bare);
            self.add_field(name, Some(owner.clone()), TypeTree::of(&field.ty, Some(&owner)));
        }
    }

    pub(super) fn add_function(&mut self, name: String, owner: Option<String>, type_: Option<TypeTree>) {
        self.functions.entry(name).or_default().push(Typed { owner, type_ });
    }

    pub(super) fn add_alias(&mut self, name: String, target: TypeTree) {
        let is_itself = name == target.name;
        let all = self.aliases.entry(name).or_default();
        // Many files import the same type under the same name.
        if !is_itself && !all.contains(&target) {
            all.push(target);
        }
    }

    /// Adds the declarations of another file.
    pub(super) fn merge(&mut self, other: Self) {
        self.flag_types.extend(other.flag_types);
        for (name, all) in other.fields {
            self.fields.entry(name).or_default().extend(all);
        }
        for (name, all) in other.functions {
            self.functions.entry(name).or_default().extend(all);
        }
        for (name, all) in other.aliases {
            for target in all {
                self.add_alias(name.clone(), target);
            }
        }
        self.types.extend(other.types);
    }
}
