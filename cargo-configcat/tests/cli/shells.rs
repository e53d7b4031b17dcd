//! `completions` and `man`.

use std::{fs, process::Command};

use crate::process::run;

#[test]
fn every_shell_has_a_script() {
    for (shell, part) in [
        ("bash", "complete -F _cargo_and_configcat"),
        ("zsh", "#compdef cargo-configcat"),
        ("fish", "complete -c cargo-configcat"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[cargo-configcat]"),
    ] {
        let script = run(&["completions", shell], "").success();
        assert!(script.contains(part), "{shell}: {script}");
        for word in ["lint", "completions", "allow-insecure-http"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    // Cargo's own completion for zsh calls the function with this name.
    assert!(run(&["completions", "zsh"], "").success().contains("_cargo-configcat()"));
    let unknown = run(&["completions", "cmd"], "");
    assert_eq!(unknown.code, 2);
}

#[test]
fn bash_completes_cargo_configcat_and_leaves_the_rest_of_cargo() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("completions.bash");
    fs::write(&script, run(&["completions", "bash"], "").success()).unwrap();
    let complete = |words: &str, before: &str| {
        // The last word is completed.
        let shell = format!(
            r#"{before}
            source '{}'
            COMP_WORDS=({words} "$1"); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
            _cargo_and_configcat cargo "$1" "${{COMP_WORDS[COMP_CWORD - 1]}}"
            echo "${{COMPREPLY[@]}}""#,
            script.display()
        );
        move |word: &str| {
            let bash = Command::new("bash").args(["--norc", "-c", &shell, "bash", word]).output().ok()?;
            Some(String::from_utf8(bash.stdout).unwrap().trim().to_owned())
        }
    };
    let Some(commands) = complete("cargo configcat", "")("li") else {
        println!("skipped: there is no bash");
        return;
    };
    assert_eq!(commands, "lint list");
    assert_eq!(
        complete("cargo configcat check", "")("--al").as_deref(),
        Some("--allow --allow-insecure-http")
    );
    assert_eq!(complete("cargo configcat lint --format", "")("sa").as_deref(), Some("sarif"));
    let before = "_cargo() { COMPREPLY=(of cargo); }; complete -F _cargo -o bashdefault cargo";
    assert_eq!(complete("cargo", before)("b").as_deref(), Some("of cargo"));
    assert_eq!(complete("cargo configcat", before)("li").as_deref(), Some("lint list"));
}

#[test]
fn each_command_has_a_manual_page() {
    let page = run(&["man"], "").success();
    assert!(page.contains(".TH cargo-configcat 1"), "{page}");
    for command in
        ["init", "pull", "check", "lint", "list", "expand", "explain", "eval", "completions", "man"]
    {
        assert!(page.contains(command), "{command}");
        let own = run(&["man", command], "").success();
        assert!(own.contains(&format!(".TH cargo-configcat-{command} 1")), "{own}");
        assert!(own.contains("format"), "{own}");
    }
    assert!(run(&["man", "lint"], "").success().contains("percentage\\-sum"));
    let unknown = run(&["man", "lists"], "");
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.contains("there is no command `lists` (help: did you mean `list`?)"),
        "{unknown:?}"
    );
}

#[test]
fn the_program_can_be_called_without_cargo() {
    let listed = |before: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
        command.args(before).args(["completions", "bash"]).output().unwrap().stdout
    };
    assert_eq!(listed(&[]), listed(&["configcat"]));
}
