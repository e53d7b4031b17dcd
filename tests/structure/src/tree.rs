//! [`Tree`]: the modules of a crate and the files that they are in.

use std::{
    collections::BTreeSet,
    fmt,
    path::{Path, PathBuf},
};

use syn::{Item, ItemMod};

use crate::{
    attributes::{attributes_of, is_for_tests, lines_of, path_of},
    sources::Sources,
};

/// The modules of a crate, without those for tests.
#[expect(missing_debug_implementations, reason = "items of `syn` have no such form")]
pub struct Tree {
    pub(crate) modules: Vec<Module>,
    pub(crate) files: Vec<SourceFile>,
}

/// A module, in a file of its own or not.
pub(crate) struct Module {
    pub(crate) parent: Option<usize>,
    /// The index of its file.
    pub(crate) file: usize,
    /// All items but modules, without those for tests.
    pub(crate) items: Vec<Item>,
    pub(crate) children: Vec<Child>,
}

/// A module in another one.
#[derive(Debug)]
pub(crate) struct Child {
    pub(crate) name: String,
    pub(crate) module: usize,
    pub(crate) is_public: bool,
}

/// A file of a crate.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path, as it was found.
    pub path: PathBuf,
    /// The top-level module that it is in, or the name of the root's file.
    pub room: String,
    /// Whether it has nothing but docs, attributes, `mod` and `use` items.
    pub is_facade: bool,
    /// The number of lines, without items for tests.
    pub lines: usize,
}

/// A file of the module tree cannot be read.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    reason: String,
}

/// Where a module is declared.
#[derive(Clone)]
struct Place {
    parent: Option<usize>,
    /// The folder of the files of its own modules.
    folder: PathBuf,
    /// The folder that `#[path]` starts from.
    path_folder: PathBuf,
    room: Option<String>,
}

struct Reader<'a> {
    sources: &'a dyn Sources,
    tree: Tree,
}

impl Tree {
    /// Reads a crate, from the file of its root on.
    ///
    /// # Errors
    ///
    /// If a file of it is missing or is not Rust.
    pub fn read(root: &Path, sources: &dyn Sources) -> Result<Self, ReadError> {
        let mut reader = Reader { sources, tree: Self { modules: Vec::new(), files: Vec::new() } };
        let folder = root.parent().unwrap_or(Path::new("")).to_owned();
        reader.read_file(root, &Place { parent: None, path_folder: folder.clone(), folder, room: None })?;
        Ok(reader.tree)
    }

    /// All files.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The number of top-level modules.
    #[must_use]
    pub fn top_level_modules(&self) -> usize {
        let names = self.modules.first().map(|root| root.children.iter().map(|child| &child.name));
        names.into_iter().flatten().collect::<BTreeSet<_>>().len()
    }

    /// Whether a module is another one or inside of it.
    pub(crate) fn is_within(&self, module: usize, outer: usize) -> bool {
        let mut current = Some(module);
        while let Some(module) = current {
            if module == outer {
                return true;
            }
            current = self.modules.get(module).and_then(|module| module.parent);
        }
        false
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for ReadError {}

impl Reader<'_> {
    fn read_file(&mut self, path: &Path, place: &Place) -> Result<usize, ReadError> {
        let error = |reason: String| ReadError { path: path.to_owned(), reason };
        let text = self.sources.read(path).ok_or_else(|| error("it cannot be read".to_owned()))?;
        let parsed = syn::parse_file(&text).map_err(|cause| error(cause.to_string()))?;
        let stem = || path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let file = self.tree.files.len();
        self.tree.files.push(SourceFile {
            path: path.to_owned(),
            room: place.room.clone().unwrap_or_else(stem),
            is_facade: is_facade(&parsed.items),
            lines: text.lines().count().saturating_sub(lines_for_tests(&parsed.items)),
        });
        self.add(file, parsed.items, place)
    }

    /// Adds a module and all modules in it.
    fn add(&mut self, file: usize, items: Vec<Item>, place: &Place) -> Result<usize, ReadError> {
        let module = self.tree.modules.len();
        let (modules, items): (Vec<Item>, Vec<Item>) = items
            .into_iter()
            .filter(|item| !is_for_tests(attributes_of(item)))
            .partition(|item| matches!(item, Item::Mod(_)));
        self.tree.modules.push(Module { parent: place.parent, file, items, children: Vec::new() });
        let mut children = Vec::new();
        for item in modules {
            if let Item::Mod(item) = item {
                children.push(self.child(module, file, item, place)?);
            }
        }
        if let Some(module) = self.tree.modules.get_mut(module) {
            module.children = children;
        }
        Ok(module)
    }

    fn child(
        &mut self,
        parent: usize,
        file: usize,
        item: ItemMod,
        place: &Place,
    ) -> Result<Child, ReadError> {
        let name = item.ident.to_string();
        let is_public = !matches!(item.vis, syn::Visibility::Inherited);
        let room = Some(place.room.clone().unwrap_or_else(|| name.clone()));
        let folder = place.folder.join(&name);
        let inner = Place { parent: Some(parent), path_folder: folder.clone(), folder, room };
        let module = match (item.content, path_of(&item.attrs)) {
            (Some((_, items)), _) => self.add(file, items, &inner)?,
            (None, Some(path)) => {
                let path = place.path_folder.join(path);
                let folder = path.parent().unwrap_or(Path::new("")).to_owned();
                self.read_file(&path, &Place { path_folder: folder.clone(), folder, ..inner })?
            }
            (None, None) => {
                let beside = place.folder.join(format!("{name}.rs"));
                let within = inner.folder.join("mod.rs");
                let is_within = self.sources.read(&beside).is_none() && self.sources.read(&within).is_some();
                let path_folder = if is_within { inner.folder.clone() } else { place.folder.clone() };
                self.read_file(if is_within { &within } else { &beside }, &Place { path_folder, ..inner })?
            }
        };
        Ok(Child { name, module, is_public })
    }
}

/// Whether items are nothing but names of other things.
fn is_facade(items: &[Item]) -> bool {
    items.iter().filter(|item| !is_for_tests(attributes_of(item))).all(|item| match item {
        Item::Use(_) | Item::ExternCrate(_) => true,
        Item::Mod(item) => item.content.as_ref().is_none_or(|(_, items)| is_facade(items)),
        _ => false,
    })
}

fn lines_for_tests(items: &[Item]) -> usize {
    let lines = items.iter().map(|item| match item {
        item if is_for_tests(attributes_of(item)) => lines_of(item).len(),
        Item::Mod(item) => item.content.as_ref().map_or(0, |(_, items)| lines_for_tests(items)),
        _ => 0,
    });
    lines.sum()
}
