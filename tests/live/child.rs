//! Tests that need a process of their own: because of its environment, or because they change what all tests share.

use std::{
    env::{self, current_exe, var_os},
    io,
    process::Command,
};

const MARK: &str = "CONFIGCAT_TEST_CHILD";

/// Whether this process is the one for the test. If not, runs the test in such a process, with these environment
/// variables more, and checks that it succeeds.
pub(crate) fn is_child(test: &str, variables: &[(&str, &str)]) -> bool {
    is_child_of(test, variables, |_| {}).expect("a process")
}

/// The same for a process that is started in a special way. An error means that it cannot be started.
pub(crate) fn is_child_of(
    test: &str,
    variables: &[(&str, &str)],
    change: impl FnOnce(&mut Command),
) -> io::Result<bool> {
    if var_os(MARK).is_some() {
        return Ok(true);
    }
    let mut command = Command::new(current_exe()?);
    let inherited =
        env::vars_os().filter(|(name, _)| !name.to_string_lossy().to_lowercase().ends_with("_proxy"));
    command.args([test, "--exact", "--nocapture"]).env_clear().envs(inherited);
    command.env(MARK, "1").envs(variables.iter().copied());
    change(&mut command);
    let output = command.output()?;
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{shown}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(shown.contains("1 passed"), "there is no test `{test}`: {shown}");
    // What a child skips is told by its parent, too.
    shown.lines().filter(|line| line.starts_with("skipped")).for_each(|line| println!("{line}"));
    Ok(false)
}
