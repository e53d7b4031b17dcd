//! [`Import`]: one name that a `use` item brings in.

use syn::{ItemUse, UseTree};

/// A name that a `use` item brings in, or all names of a module.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    /// Where it comes from.
    pub(crate) path: Vec<String>,
    /// What it is called here; `None` for a glob.
    pub(crate) name: Option<String>,
    /// The line of the last segment of the path.
    pub(crate) line: usize,
}

impl Import {
    /// What a `use` item brings in. Nothing if its path begins with `::`, which names another crate.
    pub(crate) fn all_of(item: &ItemUse) -> Vec<Self> {
        let mut imports = Vec::new();
        if item.leading_colon.is_none() {
            collect(&item.tree, &mut Vec::new(), &mut imports);
        }
        imports
    }
}

fn collect(tree: &UseTree, prefix: &mut Vec<String>, imports: &mut Vec<Import>) {
    let with = |prefix: &[String], ident: &syn::Ident, name: &syn::Ident| {
        let line = ident.span().start().line;
        let mut path = prefix.to_vec();
        let mut name = name.to_string();
        if ident != "self" {
            path.push(ident.to_string());
        } else if name == "self" {
            name = prefix.last().cloned().unwrap_or_default();
        }
        Import { path, name: Some(name), line }
    };
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            collect(&path.tree, prefix, imports);
            prefix.pop();
        }
        UseTree::Name(name) => imports.push(with(prefix, &name.ident, &name.ident)),
        UseTree::Rename(rename) => imports.push(with(prefix, &rename.ident, &rename.rename)),
        UseTree::Glob(glob) => {
            let line = glob.star_token.spans.first().map_or(0, |span| span.start().line);
            imports.push(Import { path: prefix.clone(), name: None, line });
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, prefix, imports);
            }
        }
    }
}
