//! [`Scopes`]: the variables of a function.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use syn::Pat;

use super::receiver::{Receiver, TypeTree, bare};

/// What is known about the variables, block by block, and about the surrounding items.
#[derive(Debug)]
pub(super) struct Scopes {
    blocks: Vec<HashMap<String, Receiver>>,
    /// The types of the surrounding `impl` blocks.
    pub(super) self_types: Vec<Option<String>>,
    /// The type parameters of the surrounding items.
    pub(super) parameters: Vec<HashSet<String>>,
}

impl Scopes {
    pub(super) fn new() -> Self {
        Self { blocks: vec![HashMap::new()], self_types: Vec::new(), parameters: Vec::new() }
    }

    pub(super) fn open(&mut self) {
        self.blocks.push(HashMap::new());
    }

    pub(super) fn close(&mut self) {
        self.blocks.pop();
    }

    pub(super) fn bind(&mut self, name: String, receiver: Receiver) {
        if let Some(block) = self.blocks.last_mut() {
            block.insert(name, receiver);
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Receiver> {
        self.blocks.iter().rev().find_map(|block| block.get(name))
    }

    pub(super) fn self_type(&self) -> Option<&str> {
        self.self_types.last().and_then(Option::as_deref)
    }

    /// A value of this type. Nothing is known about a type parameter.
    pub(super) fn value_of(&self, tree: Option<TypeTree>, name: Option<&str>) -> Receiver {
        let is_parameter = |tree: &TypeTree| {
            tree.arguments.is_empty() && self.parameters.iter().any(|names| names.contains(&tree.name))
        };
        match tree {
            Some(tree) if tree.name != "Self" && !is_parameter(&tree) => Receiver::Type(tree),
            _ => Receiver::Unknown(name.map(str::to_owned)),
        }
    }

    /// Binds the variables of a pattern.
    pub(super) fn bind_pattern(&mut self, pattern: &Pat, value: &Receiver) {
        match pattern {
            Pat::Ident(variable) if variable.subpat.is_none() => {
                let name = bare(&variable.ident);
                let value = match value {
                    Receiver::Unknown(None) => Receiver::Unknown(Some(name.clone())),
                    value => value.clone(),
                };
                self.bind(name, value);
            }
            Pat::Type(typed) => self.bind_typed(typed, value),
            Pat::Reference(inner) => self.bind_pattern(&inner.pat, value),
            Pat::Paren(inner) => self.bind_pattern(&inner.pat, value),
            Pat::TupleStruct(pattern) if pattern.elems.len() == 1 => {
                let inside = Receiver::Inside(Arc::new(value.clone()));
                pattern.elems.iter().for_each(|pattern| self.bind_pattern(pattern, &inside));
            }
            Pat::Struct(pattern) => {
                let tree = TypeTree::of_path(&pattern.path, self.self_type());
                let owner = tree.map(|tree| Arc::new(Receiver::Type(tree)));
                for field in &pattern.fields {
                    if let syn::Member::Named(name) = &field.member {
                        let value = Receiver::Field(owner.clone(), bare(name));
                        self.bind_pattern(&field.pat, &value);
                    }
                }
            }
            Pat::Tuple(tuple) => {
                for (index, pattern) in tuple.elems.iter().enumerate() {
                    let value = match value {
                        Receiver::Type(tree) if tree.name == "()" => tree
                            .arguments
                            .get(index)
                            .filter(|_| tree.arguments.len() == tuple.elems.len())
                            .map_or(Receiver::Unknown(None), |tree| Receiver::Type(tree.clone())),
                        _ => Receiver::Unknown(None),
                    };
                    self.bind_pattern(pattern, &value);
                }
            }
            Pat::TupleStruct(pattern) => {
                pattern.elems.iter().for_each(|pattern| self.bind_pattern(pattern, &Receiver::Unknown(None)));
            }
            Pat::Slice(pattern) => {
                pattern.elems.iter().for_each(|pattern| self.bind_pattern(pattern, &Receiver::Unknown(None)));
            }
            Pat::Or(pattern) => pattern.cases.iter().for_each(|pattern| self.bind_pattern(pattern, value)),
            _ => {}
        }
    }

    /// Binds the variables of a pattern with a type, which can be `_`.
    pub(super) fn bind_typed(&mut self, typed: &syn::PatType, value: &Receiver) {
        let name = if let Pat::Ident(variable) = &*typed.pat { Some(bare(&variable.ident)) } else { None };
        let value = match TypeTree::of(&typed.ty, self.self_type()) {
            Some(tree) => self.value_of(Some(tree), name.as_deref()),
            None => value.clone(),
        };
        self.bind_pattern(&typed.pat, &value);
    }
}
