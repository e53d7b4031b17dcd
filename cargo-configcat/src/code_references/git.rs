//! [`Checkout`]: what Git knows of the code.

use std::process::Command;

/// The commit that is checked out. Without Git, nothing is known.
#[derive(Debug, Default)]
pub(super) struct Checkout {
    /// `None` if no branch is checked out, as in most CI systems.
    pub(super) branch: Option<String>,
    pub(super) commit: Option<String>,
    /// The branches of the remote repository.
    pub(super) active_branches: Vec<String>,
}

impl Checkout {
    /// The checkout that the working directory is in.
    pub(super) fn here() -> Self {
        let branches = git(&["ls-remote", "--heads", "--quiet"]).unwrap_or_default();
        let name = |line: &str| Some(line.split_once("refs/heads/")?.1.to_owned());
        Self {
            branch: git(&["symbolic-ref", "--short", "--quiet", "HEAD"]),
            commit: git(&["rev-parse", "HEAD"]),
            active_branches: branches.lines().filter_map(name).collect(),
        }
    }
}

/// What a command of Git prints; `None` if it fails or prints nothing.
fn git(arguments: &[&str]) -> Option<String> {
    // Git must not ask for a password.
    let output = Command::new("git").args(arguments).env("GIT_TERMINAL_PROMPT", "0").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim_end();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}
