//! [`Structure`]: which files and rooms of a crate use which.

use std::{collections::BTreeSet, path::Path};

use crate::{
    graph::{Graph, Taken},
    references::{Kind, Reference, references_in},
    resolver::Resolver,
    tokens::paths_in,
    tree::Tree,
};

/// Which files and rooms of a crate use which. A room is a top-level module with all that is in it.
#[derive(Debug, Default)]
pub struct Structure {
    /// By the paths of the files.
    pub files: Graph,
    /// By the names of the rooms. A root with code of its own is a room too.
    pub rooms: Graph,
}

struct Builder<'a> {
    tree: &'a Tree,
    resolver: Resolver<'a>,
    structure: Structure,
}

impl Structure {
    /// Finds out who uses whom in a crate.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        let mut builder = Builder { tree, resolver: Resolver::new(tree), structure: Self::default() };
        builder.add_nodes();
        for (module, content) in tree.modules.iter().enumerate() {
            let is_facade = tree.files.get(content.file).is_none_or(|file| file.is_facade);
            for item in content.items.iter().filter(|_| !is_facade) {
                for reference in references_in(item) {
                    builder.add(module, content.file, &reference, &mut BTreeSet::new());
                }
            }
        }
        builder.structure
    }
}

impl Builder<'_> {
    fn add_nodes(&mut self) {
        for (index, file) in self.tree.files.iter().enumerate() {
            self.structure.files.add_node(&name_of(&file.path));
            if index > 0 || !file.is_facade {
                self.structure.rooms.add_node(&file.room);
            }
        }
    }

    fn add(&mut self, module: usize, file: usize, reference: &Reference, macros: &mut BTreeSet<String>) {
        let written = reference.paths.first().map(|path| path.join("::")).unwrap_or_default();
        let suffix = match reference.kind {
            Kind::Path => "",
            Kind::Glob => "::*",
            Kind::Macro => "!",
        };
        let name = written + suffix;
        for path in &reference.paths {
            let found = self.resolver.resolve(module, path);
            for used in found.files {
                self.add_arrow(file, used, reference.line, &name);
            }
            if reference.kind == Kind::Glob {
                self.add_glob(file, &found.modules, reference.line, &name);
            }
        }
        if reference.kind == Kind::Macro {
            self.add_macro(module, file, reference, macros);
        }
    }

    /// A glob takes everything from a module, unless the module is nothing but names, which count where they are used.
    fn add_glob(&mut self, file: usize, modules: &BTreeSet<usize>, line: usize, name: &str) {
        for module in modules {
            let used = self.tree.modules.get(*module).map(|module| module.file);
            let has_code = |used: &usize| self.tree.files.get(*used).is_some_and(|file| !file.is_facade);
            if let Some(used) = used.filter(has_code) {
                self.add_arrow(file, used, line, name);
            }
        }
    }

    /// What a macro expands to is of the file that calls it.
    fn add_macro(&mut self, module: usize, file: usize, call: &Reference, macros: &mut BTreeSet<String>) {
        let name = call.paths.first().and_then(|path| path.last()).cloned().unwrap_or_default();
        if !macros.insert(name.clone()) {
            return;
        }
        let mut in_body = Vec::new();
        let mut definitions = Vec::new();
        for rules in self.resolver.macros(&name) {
            definitions.push(rules.file);
            in_body.extend(paths_in(rules.body.clone()));
        }
        for definition in definitions {
            self.add_arrow(file, definition, call.line, &format!("{name}!"));
        }
        for path in in_body {
            let kind = if path.is_macro { Kind::Macro } else { Kind::Path };
            let reference = Reference { paths: vec![path.segments], line: call.line, kind };
            self.add(module, file, &reference, macros);
        }
    }

    fn add_arrow(&mut self, from: usize, to: usize, line: usize, name: &str) {
        if from == to {
            return;
        }
        if let (Some(from), Some(to)) = (self.tree.files.get(from), self.tree.files.get(to)) {
            let taken = Taken { file: from.path.clone(), line, name: name.to_owned() };
            self.structure.files.add_arrow(&name_of(&from.path), &name_of(&to.path), taken.clone());
            if from.room != to.room {
                self.structure.rooms.add_arrow(&from.room, &to.room, taken);
            }
        }
    }
}

fn name_of(path: &Path) -> String {
    path.display().to_string()
}
