//! The commands that the README, the guide and the files for CI name exist, with all options that stand beside them.
//!
//! What commands print is in `transcripts.rs`.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The pages, and the help texts of commands.
#[derive(Default)]
struct Checker {
    helps: BTreeMap<String, Option<String>>,
    report: Vec<String>,
    count: usize,
}

impl Checker {
    /// The help of a command; `None` if there is no such command.
    fn help(&mut self, command: &str) -> Option<&str> {
        let help = || {
            let mut run = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
            let output = run.args(["configcat", command, "--help"]).output().expect("the command line runs");
            output.status.success().then(|| String::from_utf8(output.stdout).expect("UTF-8"))
        };
        self.helps.entry(command.to_owned()).or_insert_with(help).as_deref()
    }

    /// Checks a call, from behind `cargo configcat` to the end of the line or of the code.
    fn check(&mut self, call: &str, place: &str) {
        self.count += 1;
        let call = call.split([';', '|', '#', '`']).next().unwrap_or_default();
        let mut words = call.split_whitespace().map(|word| word.trim_matches(['"', '\'', '.', ',']));
        let command = words.next().unwrap_or_default();
        let options: Vec<_> = words.filter(|word| word.starts_with("--")).collect();
        let Some(help) = self.help(command).map(str::to_owned) else {
            self.report.push(format!("{place}: there is no command `{command}`"));
            return;
        };
        for option in options {
            let name = option.split('=').next().unwrap_or(option);
            if !has_option(&help, name) {
                self.report.push(format!("{place}: `{command}` has no option `{name}`"));
            }
        }
    }

    /// Checks an option that stands alone, from behind its dashes. Some command has to have it.
    fn check_option(&mut self, option: &str, place: &str) {
        let end = option.find(|char: char| !(char.is_alphanumeric() || char == '-')).unwrap_or(option.len());
        let name = format!("--{}", option.get(..end).unwrap_or_default());
        if !self.helps.values().flatten().any(|help| has_option(help, &name)) {
            self.report.push(format!("{place}: no command has an option `{name}`"));
        }
    }
}

/// Whether the help of a command names an option.
fn has_option(help: &str, name: &str) -> bool {
    help.split(|char: char| !(char.is_alphanumeric() || char == '-')).any(|word| word == name)
}

fn pages(repository: &Path) -> Vec<PathBuf> {
    let folders = ["docs/guide", "action", "action/update"].map(|folder| repository.join(folder));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("there is a guide"));
    let is_page = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| ["md", "yml", "sh"].contains(&extension))
    };
    let pages = files.map(|file| file.expect("a file").path()).filter(is_page);
    pages.chain([repository.join("README.md")]).collect()
}

#[test]
fn commands_have_the_options_that_the_guide_names() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut checker = Checker::default();
    for command in [
        "init",
        "pull",
        "check",
        "lint",
        "list",
        "expand",
        "explain",
        "eval",
        "refs",
        "stale",
        "completions",
        "man",
    ] {
        assert!(checker.help(command).is_some(), "{command}");
    }
    for path in pages(&repository) {
        let text = fs::read_to_string(&path).expect("a page can be read");
        for (index, line) in text.lines().enumerate() {
            let place = format!("{}:{}", path.display(), index + 1);
            for call in line.split("cargo configcat ").skip(1) {
                checker.check(call, &place);
            }
            let options = line.split("`--").skip(1);
            for option in options.filter(|option| option.starts_with(char::is_alphabetic)) {
                checker.check_option(option, &place);
            }
        }
    }
    assert!(checker.report.is_empty(), "Commands that cannot be run:\n{}", checker.report.join("\n"));
    assert!(checker.count > 20, "{} calls", checker.count);
}
