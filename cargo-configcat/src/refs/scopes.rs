//! [`Scopes`]: the variables of a function.

use std::collections::{HashMap, HashSet};

use super::receiver::{Receiver, TypeTree};

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
}
