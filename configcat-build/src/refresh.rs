//! [`Refresh`]: which packages the environment asks to refresh. And [`RefreshPlan`]: what follows for one of them.

use std::{collections::BTreeSet, env, path::Path};

use crate::{
    error::Problem,
    package::{Membership, Package},
};

/// The variable that asks for downloads although there are locks.
pub(crate) const REFRESH: &str = "CONFIGCAT_REFRESH";

/// What the variable asks for: a list with commas.
#[derive(Debug, Default, PartialEq, Eq)]
struct Refresh {
    /// `1`: all packages of the workspace that is built.
    workspace: bool,
    /// `strict`: a refresh that fails is an error.
    is_strict: bool,
    /// All other words: names of packages. Cargo does not distinguish `-` from `_` in them.
    packages: BTreeSet<String>,
}

impl Refresh {
    fn from_env() -> Self {
        Self::parse(&env::var_os(REFRESH).unwrap_or_default().to_string_lossy())
    }

    fn parse(list: &str) -> Self {
        let mut refresh = Self::default();
        for word in list.split(',').map(|word| word.trim().to_ascii_lowercase()) {
            match word.as_str() {
                "" | "0" | "false" => {}
                "1" | "true" | "yes" | "on" => refresh.workspace = true,
                "strict" => refresh.is_strict = true,
                name => drop(refresh.packages.insert(name.replace('_', "-"))),
            }
        }
        // `strict` alone.
        refresh.workspace |= refresh.is_strict && refresh.packages.is_empty();
        refresh
    }

    fn names(&self, package: &Package) -> bool {
        self.packages.contains(&package.name().to_ascii_lowercase().replace('_', "-"))
    }
}

/// What a build does with the locks of a package.
#[derive(Debug)]
pub(crate) struct RefreshPlan {
    pub(crate) package: Package,
    pub(crate) step: RefreshStep,
    /// Whether a refresh that fails is an error.
    pub(crate) is_strict: bool,
}

/// What a build does with a lock that is there.
#[derive(Debug)]
pub(crate) enum RefreshStep {
    /// Uses it as it is.
    Keep,
    /// Uses it as it is, with a warning: others are refreshed.
    KeepWithWarning(Problem),
    /// Downloads the config.
    Download,
    /// A refresh was asked for that cannot be tried.
    Fail(Problem),
}

impl RefreshPlan {
    /// The plan for the package whose build script runs. `caller` is the path of the code that emits.
    pub(crate) fn from_env(caller: &Path) -> Self {
        let (refresh, package) = (Refresh::from_env(), Package::from_env());
        Self { step: step(&refresh, &package, caller), is_strict: refresh.is_strict, package }
    }
}

fn step(refresh: &Refresh, package: &Package, caller: &Path) -> RefreshStep {
    match (refresh.names(package), package.is_filled_by_cargo()) {
        (true, true) => return RefreshStep::Fail(package.filled_by_cargo()),
        (true, false) => return RefreshStep::Download,
        (false, false) if refresh.workspace => {}
        (false, _) => return RefreshStep::Keep,
    }
    let name = package.name();
    let with_remedy =
        |problem: Problem| problem.remedy(format!("name it, to refresh it: `{REFRESH}={name}`"));
    match package.membership(caller) {
        Membership::Member => RefreshStep::Download,
        Membership::Outsider => RefreshStep::KeepWithWarning(with_remedy(Problem::new(format!(
            "the package `{name}` is not in the workspace that is built"
        )))),
        Membership::Unknown(reason) => RefreshStep::Fail(with_remedy(reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_names_the_workspace_or_packages() {
        let parsed = |list| {
            let Refresh { workspace, is_strict, packages } = Refresh::parse(list);
            (workspace, is_strict, packages.into_iter().collect::<Vec<_>>().join(" "))
        };
        for (list, expected) in [
            ("", (false, false, "")),
            ("0", (false, false, "")),
            ("False", (false, false, "")),
            ("1", (true, false, "")),
            (" True ", (true, false, "")),
            ("on", (true, false, "")),
            ("strict", (true, true, "")),
            ("1,strict", (true, true, "")),
            ("shop", (false, false, "shop")),
            ("my_shop, Billing,", (false, false, "billing my-shop")),
            ("strict,shop", (false, true, "shop")),
            ("1,shop", (true, false, "shop")),
        ] {
            let (workspace, is_strict, packages) = expected;
            assert_eq!(parsed(list), (workspace, is_strict, packages.to_owned()), "{list}");
        }
    }
}
