//! Standard input, broken input, closed output, colours.

use std::{fs, io::Read as _, process::Stdio};

use crate::process::{Run, command, finish, run};

const DOCUMENT: &str =
    r#"{"f": {"beta": {"t": 0, "v": false, "i": "off", "p": [{"p": 50, "v": true, "i": "on"}]}}}"#;

/// Each command that reads a document, with what it needs besides.
const COMMANDS: [&[&str]; 5] = [
    &["lint", "-"],
    &["list", "-"],
    &["expand", "-"],
    &["explain", "-", "beta"],
    &["eval", "-", "--user", "null"],
];

#[test]
fn every_command_reads_a_file_or_the_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    fs::write(&path, DOCUMENT).unwrap();
    for arguments in COMMANDS {
        let from_input = run(arguments, DOCUMENT);
        let path = path.to_str().unwrap();
        let with_path: Vec<&str> =
            arguments.iter().map(|argument| if *argument == "-" { path } else { argument }).collect();
        let from_file = run(&with_path, "");
        assert_eq!((from_input.code, from_input.stderr.as_str()), (0, ""), "{arguments:?}");
        // Code that has a longer path in it has other line breaks.
        let unbroken = |output: &str| output.split_whitespace().collect::<String>();
        let from_file = from_file.stdout.replace(path, "<stdin>");
        assert_eq!(unbroken(&from_file), unbroken(&from_input.stdout), "{arguments:?}");
    }
}

#[test]
fn every_command_refuses_what_is_no_document() {
    for arguments in COMMANDS {
        for (input, expected) in [
            ("", "error: <stdin>:1:1: EOF while parsing a value (help: the file must be a config JSON"),
            ("{\"f\": {\n  \"a\": tru", "error: <stdin>:2:"),
            ("[]", "error: <stdin>:1:1: invalid type: sequence, expected a config document"),
            ("{}", "error: <stdin>: not a config document: it has neither `f` (config JSON) nor `flags`"),
        ] {
            let run = run(arguments, input);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?} {input}");
            assert!(run.stderr.starts_with(expected), "{arguments:?}: {}", run.stderr);
        }
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing.json");
        let arguments: Vec<&str> = arguments
            .iter()
            .map(|argument| if *argument == "-" { missing.to_str().unwrap() } else { argument })
            .collect();
        let run = run(&arguments, "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains("missing.json: cannot read the file: "), "{}", run.stderr);
    }
}

#[test]
fn a_document_that_is_not_utf_8_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.json");
    fs::write(&path, b"{\"flags\": {\"\xff\": 1}}").unwrap();
    let run = run(&["list", path.to_str().unwrap()], "");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("(help: save it with the encoding UTF-8)"), "{}", run.stderr);
}

#[test]
fn failures_are_json_too() {
    let run = run(&["list", "-", "--format", "json"], "{\n[");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let report: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
    let problem = &report["problems"][0];
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["column"]),
        (&"<stdin>".into(), &2.into(), &1.into())
    );
    assert_eq!(problem["message"], "key must be a string");
    assert!(problem["help"].as_str().unwrap().starts_with("the file must be a config JSON"));
}

#[test]
fn nobody_has_to_read_the_output() {
    let many: Vec<String> = (0..2_000).map(|number| format!("\"flag{number}\": {number}")).collect();
    let document = format!("{{\"flags\": {{{}}}}}", many.join(","));
    for arguments in COMMANDS.iter().filter(|arguments| arguments[0] != "explain") {
        let mut child = command(arguments).spawn().unwrap();
        // The pipe holds less than all of the output.
        let mut stdout = child.stdout.take().unwrap();
        let mut some = [0; 4];
        let reader = std::thread::spawn(move || {
            stdout.read_exact(&mut some).unwrap();
            drop(stdout);
        });
        let Run { code, stderr, .. } = finish(child, &document);
        reader.join().unwrap();
        assert_eq!((code, stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in COMMANDS {
        let child = command(arguments).stdout(Stdio::from(full.try_clone().unwrap())).spawn().unwrap();
        let run = finish(child, DOCUMENT);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.starts_with("error: cannot write the output: "), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn colours_are_for_terminals() {
    const ESCAPE: char = '\u{1b}';
    let document = DOCUMENT.replace("false", "0");
    let colourful = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = command(arguments);
        command.envs(variable);
        let run = finish(command.spawn().unwrap(), &document);
        run.stdout.contains(ESCAPE) || run.stderr.contains(ESCAPE)
    };
    for arguments in [["explain", "-", "beta"].as_slice(), &["lint", "-"], &["expand", "-"]] {
        let with = |color| [arguments, &["--color", color]].concat();
        assert!(!colourful(arguments, None), "{arguments:?}");
        assert!(colourful(&with("always"), None), "{arguments:?}");
        assert!(colourful(arguments, Some(("CLICOLOR_FORCE", "1"))), "{arguments:?}");
        assert!(!colourful(&with("never"), Some(("CLICOLOR_FORCE", "1"))), "{arguments:?}");
        assert!(!colourful(arguments, Some(("NO_COLOR", "1"))), "{arguments:?}");
    }
}

#[test]
fn keys_and_values_do_not_reach_the_terminal_unescaped() {
    let document = r#"{"flags": {"a\u001b[31m": "x\u001b[0m\ny", "b\tc": 1}}"#;
    let listed = run(&["list", "-"], document).success();
    assert!(listed.contains(r"a\u{1b}[31m") && listed.contains(r#""x\u{1b}[0m\ny""#), "{listed}");
    assert!(listed.contains(r"b\tc"), "{listed}");

    let document =
        r#"{"f": {"a\u001b[2J": {"t": 1, "v": "x\u001b[31m\u009by", "r": [], "p": [{"p": 50, "v": "x"}]}}}"#;
    for color in ["always", "never"] {
        let explain = ["explain", "-", "a\u{1b}[2J", "--color", color];
        let explained = run(&explain, document).success();
        assert!(explained.contains(r"Returning 'x\u{1b}[31m\u{9b}y'."), "{explained}");
        assert!(explained.contains(r"Evaluating 'a\u{1b}[2J'"), "{explained}");
        let problems = run(&["lint", "-", "--color", color], document).success();
        assert!(problems.contains(r"flag `a\u{1b}[2J`: "), "{problems}");
        let expanded = run(&["expand", "-", "--color", color], document).success();
        for shown in [explained, problems, expanded] {
            assert!(!shown.contains("\u{1b}[2J") && !shown.contains("\u{1b}[31m\u{9b}"), "{shown}");
        }
        let refused = run(&["expand", "-", "--color", color], &document.replace("\"x\\", "1, \"x\": \"\\"));
        assert!(refused.stderr.contains(r"flag `a\u{1b}[2J`: "), "{refused:?}");
    }
}
