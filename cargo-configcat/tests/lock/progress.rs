//! What a terminal shows while a command works. Pipes show nothing: the other tests see it.

#![cfg(target_os = "linux")]

use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::package::{BEFORE, KEY, Package};

/// Runs a command whose standard error is a terminal, and returns the exit code and what the terminal got.
fn on_a_terminal(folder: &Path, arguments: &[&str], ci: Option<&str>, stdin: &str) -> (Option<i32>, String) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let terminal = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
    command.arg("configcat").args(arguments).current_dir(folder).env_clear();
    command.env("TERM", "xterm").env("CONFIGCAT_SDK_KEY", KEY);
    command.envs(ci.map(|ci| ("CI", ci)));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(terminal);
    let mut child = command.spawn().unwrap();
    // Nobody else may hold the terminal: it ends with the process.
    drop(command);
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let mut shown = Vec::new();
    // At its end, a terminal gives an error.
    let _ = File::from(master).read_to_end(&mut shown);
    (output.status.code(), String::from_utf8(shown).unwrap())
}

#[test]
fn a_download_is_shown_until_it_is_there() {
    let package = Package::new(Some(BEFORE), BEFORE);
    let url = package.server.url();
    let check = |more: &[&str], ci| {
        let arguments = [&["check", "--base-url", &url], more].concat();
        on_a_terminal(&package.path(""), &arguments, ci, "")
    };
    let (code, shown) = check(&[], None);
    assert!(code == Some(0) && shown.contains("downloading the config of `CONFIGCAT_SDK_KEY`"), "{shown:?}");
    assert!(shown.ends_with("\u{1b}[2K"), "the line is cleared: {shown:?}");
    assert_eq!(check(&["--format", "json"], None), (Some(0), String::new()));
    assert_eq!(check(&[], Some("true")), (Some(0), String::new()));
}

#[test]
fn users_are_counted() {
    let package = Package::new(Some(BEFORE), BEFORE);
    fs::write(package.path("users.jsonl"), "null\n".repeat(5_000)).unwrap();
    let arguments = ["eval", "flags/config.json", "--users", "users.jsonl"];
    let (code, shown) = on_a_terminal(&package.path(""), &arguments, None, "");
    assert!(code == Some(0) && shown.contains("evaluating users"), "{shown:?}");
    assert_eq!(on_a_terminal(&package.path(""), &arguments, Some("1"), ""), (Some(0), String::new()));
}
