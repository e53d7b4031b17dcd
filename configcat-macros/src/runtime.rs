//! [`path`]: the runtime that generated code uses, if `flags!` is not told.
//!
//! A macro cannot ask the compiler which crates there are. The package's `Cargo.toml` says it.

use std::{
    env,
    path::{Path, PathBuf},
};

use configcat_build::Problem;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::manifest::{Dependency, Manifest};

/// The packages that have the runtime, the best one first.
const PACKAGES: [&str; 2] = ["configcat-core", "configcat-flags"];

/// The path of the runtime in the package that is compiled.
///
/// # Errors
///
/// If the package depends on no crate that has the runtime.
pub(crate) fn path() -> Result<TokenStream, Problem> {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let Some(manifest) = Manifest::read(&folder) else {
        // Another build system, or a script of a single file.
        return Ok(quote!(::configcat_core));
    };
    let name = name_in(&manifest, &folder).ok_or_else(|| {
        Problem::new("`Cargo.toml` does not name the crate that the generated code uses: `configcat-core`")
            .remedy(
                "run `cargo add configcat-core`; if another crate re-exports it, add `crate = path::to::it`",
            )
    })?;
    let name = Ident::new(&name.replace('-', "_"), Span::call_site());
    Ok(quote!(::#name))
}

/// The name that a package has for the best crate with the runtime.
fn name_in(manifest: &Manifest, folder: &Path) -> Option<String> {
    let mut dependencies = manifest.dependencies();
    if dependencies.iter().any(|dependency| dependency.is_inherited) {
        let workspace = folder.ancestors().filter_map(Manifest::read).find(Manifest::is_workspace);
        if let Some(workspace) = workspace {
            for dependency in dependencies.iter_mut().filter(|dependency| dependency.is_inherited) {
                dependency.package = workspace.workspace_package(&dependency.name).map(str::to_owned);
            }
        }
    }
    // The examples and tests of a package can use its library.
    dependencies.extend(manifest.package_name().map(|name| Dependency {
        name: name.to_owned(),
        package: None,
        is_for_build_scripts: false,
        is_inherited: false,
    }));
    let rank = |dependency: &Dependency| {
        let package = dependency.package.as_deref().unwrap_or(&dependency.name).replace('_', "-");
        let rank = PACKAGES.iter().position(|known| *known == package)?;
        Some((dependency.is_for_build_scripts, rank))
    };
    let ranked = dependencies.iter().filter_map(|dependency| Some((rank(dependency)?, dependency)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, dependency)| dependency.name.clone())
}
