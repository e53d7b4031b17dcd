//! [`Resolver`]: from a path to the files that define what it names.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    scope::{MacroRules, Scope, Target},
    tree::Tree,
};

/// Finds what the paths of a crate name.
pub(crate) struct Resolver<'a> {
    tree: &'a Tree,
    scopes: Vec<Scope>,
    macros: BTreeMap<String, Vec<MacroRules>>,
}

/// What a path names.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files that define it, and those with code of their own that it is re-exported by.
    pub(crate) files: BTreeSet<usize>,
    /// The modules that it is.
    pub(crate) modules: BTreeSet<usize>,
}

/// A search for one path.
struct Search<'a> {
    resolver: &'a Resolver<'a>,
    found: Found,
    /// The names that are being looked up, by module: re-exports can lead back to themselves.
    open: BTreeSet<(usize, String)>,
}

/// What one segment of a path leads to.
enum Step {
    Module(usize),
    Item(usize),
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(tree: &'a Tree) -> Self {
        Self { tree, scopes: tree.modules.iter().map(Scope::of).collect(), macros: MacroRules::all_of(tree) }
    }

    /// What a path in a module names. Nothing if it is of another crate.
    pub(crate) fn resolve(&self, module: usize, path: &[String]) -> Found {
        let mut search = Search { resolver: self, found: Found::default(), open: BTreeSet::new() };
        for step in search.walk(module, path) {
            match step {
                Step::Module(module) => _ = search.found.modules.insert(module),
                Step::Item(file) => _ = search.found.files.insert(file),
            }
        }
        search.found
    }

    /// The macros of this name.
    pub(crate) fn macros(&self, name: &str) -> &[MacroRules] {
        self.macros.get(name).map_or(&[], Vec::as_slice)
    }
}

impl Search<'_> {
    /// What a path leads to. Whatever follows an item, such as a variant or a method, is of its file.
    fn walk(&mut self, module: usize, path: &[String]) -> Vec<Step> {
        let mut steps = vec![Step::Module(module)];
        for segment in path {
            steps = steps
                .into_iter()
                .flat_map(|step| match step {
                    Step::Module(current) => self.enter(current, segment, module),
                    Step::Item(file) => vec![Step::Item(file)],
                })
                .collect();
        }
        steps
    }

    fn enter(&mut self, module: usize, segment: &str, viewer: usize) -> Vec<Step> {
        match segment {
            "crate" => vec![Step::Module(0)],
            "self" => vec![Step::Module(module)],
            "super" => {
                let parent = self.resolver.tree.modules.get(module).and_then(|module| module.parent);
                parent.map(Step::Module).into_iter().collect()
            }
            name => self.look_up(module, name, viewer),
        }
    }

    fn look_up(&mut self, module: usize, name: &str, viewer: usize) -> Vec<Step> {
        let resolver = self.resolver;
        let (Some(scope), Some(here)) = (resolver.scopes.get(module), resolver.tree.modules.get(module))
        else {
            return Vec::new();
        };
        let key = (module, name.to_owned());
        if !self.open.insert(key.clone()) {
            return Vec::new();
        }
        let sees_private = resolver.tree.is_within(viewer, module);
        let mut steps = Vec::new();
        let mut is_named = false;
        for own in scope.names.get(name).into_iter().flatten().filter(|own| own.is_public || sees_private) {
            is_named = true;
            match &own.target {
                Target::Module(child) => steps.push(Step::Module(*child)),
                Target::Item => steps.push(Step::Item(here.file)),
                Target::Import(path) => {
                    self.note_re_export(here.file);
                    steps.extend(self.walk(module, path));
                }
            }
        }
        if !is_named {
            for glob in scope.globs.iter().filter(|glob| glob.is_public || sees_private) {
                let through = self.look_through(module, &glob.path, name);
                if !through.is_empty() {
                    self.note_re_export(here.file);
                }
                steps.extend(through);
            }
        }
        self.open.remove(&key);
        steps
    }

    /// What a name is in the modules that a glob names.
    fn look_through(&mut self, module: usize, glob: &[String], name: &str) -> Vec<Step> {
        let targets = self.walk(module, glob);
        targets
            .into_iter()
            .flat_map(|target| match target {
                Step::Module(target) => self.look_up(target, name, module),
                Step::Item(_) => Vec::new(),
            })
            .collect()
    }

    /// A file that re-exports something and has code of its own is used by who takes the name from it.
    fn note_re_export(&mut self, file: usize) {
        if self.resolver.tree.files.get(file).is_some_and(|file| !file.is_facade) {
            self.found.files.insert(file);
        }
    }
}
