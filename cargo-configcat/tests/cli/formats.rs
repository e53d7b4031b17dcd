//! The formats for other programs: SARIF as GitHub requires it, annotations, and failures as JSON.

use std::fs;

use serde_json::Value;

use crate::process::{Run, run};

/// In bytes, the second flag is in column 18 of its line; in characters, in column 17.
const DOCUMENT: &str = r#"{"f": {
    "fine": {"t": 0, "v": true},
    "é": {"t": 0, "v": false, "p": [{"p": 50, "v": true}, {"p": 40, "v": false}]},
    "fine_": {"t": 0, "v": true},
    "broken": {"t": 0, "v": "x"}
}}"#;

fn sarif(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

/// What GitHub's code scanning requires of a log, and the rule, the level and the place of each result.
#[track_caller]
fn checked(log: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| {
        let text = value["text"].as_str().unwrap();
        assert!(!text.is_empty());
        text.to_owned()
    };
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run") };
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["semanticVersion"]), (&"cargo-configcat".into(), &"0.1.0".into()));
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        for described in ["shortDescription", "fullDescription", "help"] {
            text(&rule[described]);
        }
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note", "none"].contains(&level));
        let properties = &rule["properties"];
        assert!(!properties["tags"].as_array().unwrap().is_empty());
        let precision = properties["precision"].as_str().unwrap();
        assert!(["very-high", "high", "medium", "low"].contains(&precision));
        let severity = properties["problem.severity"].as_str().unwrap();
        assert!(["error", "warning", "recommendation"].contains(&severity));
    }
    let ids: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let result = |result: &Value| {
        text(&result["message"]);
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let [location] = result["locations"].as_array().unwrap().as_slice() else { panic!("one location") };
        let place = &location["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.is_empty() && !uri.contains(['\\', ' ', '<']));
        let [line, column] = ["startLine", "startColumn"].map(|name| place["region"][name].as_u64().unwrap());
        assert!(line >= 1 && column >= 1);
        assert_eq!(result["ruleId"], ids[index]);
        (ids[index].to_owned(), result["level"].as_str().unwrap().to_owned(), format!("{line}:{column}"))
    };
    run["results"].as_array().unwrap().iter().map(result).collect()
}

#[test]
fn sarif_is_what_github_requires() {
    let linted = run(&["lint", "-", "--format", "sarif"], DOCUMENT);
    assert_eq!((linted.code, &*linted.stderr), (1, ""));
    let found = checked(&sarif(&linted));
    let expected = [("unusable-flag", "error", "5:29"), ("percentage-sum", "warning", "3:10")];
    for (rule, level, place) in expected {
        let expected = (rule.to_owned(), level.to_owned(), place.to_owned());
        assert!(found.contains(&expected), "{expected:?} is not in {found:?}");
    }
    assert_eq!(found.len(), 3, "{found:?}");

    let fine = run(&["lint", "-", "--format", "sarif"], r#"{"flags": {"a": 1}}"#);
    assert_eq!((fine.code, checked(&sarif(&fine)).len()), (0, 0));
}

#[test]
fn files_that_cannot_be_read_are_results() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("good.json"), r#"{"flags": {"a": " x"}}"#).unwrap();
    fs::write(path("conflict.json"), "{\n<<<<<<< HEAD").unwrap();
    let files = [path("good.json"), path("conflict.json"), path("missing.json")];
    let [good, conflict, missing] = files.each_ref().map(String::as_str);
    let linted = run(&["lint", good, conflict, missing, "--format", "sarif"], "");
    assert_eq!(linted.code, 2);
    let rules: Vec<_> = checked(&sarif(&linted)).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, ["outer-white-space", "unreadable-document", "unreadable-document"]);
    assert_eq!(sarif(&linted)["runs"][0]["invocations"][0]["executionSuccessful"], false);

    // In text, the others are linted, too.
    let linted = run(&["lint", conflict, good, missing], "");
    assert_eq!(linted.code, 2);
    assert!(linted.stdout.ends_with("0 errors, 1 warning\n"), "{linted:?}");
    let errors: Vec<_> = linted.stderr.lines().collect();
    assert!(errors.len() == 2 && errors[0].contains("conflict.json:2:1: "), "{linted:?}");
}

#[test]
fn only_one_file_can_be_the_standard_input() {
    let linted = run(&["lint", "-", "-"], DOCUMENT);
    assert_eq!((linted.code, &*linted.stdout), (2, ""));
    assert!(linted.stderr.contains("two FILEs cannot both be the standard input"), "{linted:?}");
}

#[test]
fn names_are_found_as_a_build_finds_them() {
    let document = r#"{"flags": {"newCheckout": true, "new_checkout": false, "---": 1}}"#;
    let errors = |arguments: &[&str]| {
        let linted = run(&[&["lint", "-"], arguments].concat(), document);
        let errors = linted.stdout.lines().filter(|line| line.starts_with("error: ")).count();
        assert_eq!(linted.code, i32::from(errors > 0), "{linted:?}");
        (errors, linted.stdout)
    };
    let (count, found) = errors(&[]);
    assert!(
        count == 2 && found.contains("flag `new_checkout`: its identifier `new_checkout` is taken by flag"),
        "{found}"
    );
    // The options that the build has.
    let options = ["--rename", "new_checkout=old_checkout", "--skip=---"];
    assert_eq!(errors(&options), (0, "no problems found\n".to_owned()));
    // A build with these options fails.
    let (count, found) = errors(&[&options, ["--json", "none=crate::None"].as_slice()].concat());
    assert!(
        count == 1
            && found.contains("flag `none`: the option `json` names a flag that is not in the document"),
        "{found}"
    );
    let refused = run(&[&["expand", "-"], options.as_slice()].concat(), document);
    assert_eq!(refused.code, 0, "{refused:?}");
}

#[test]
fn annotations_are_lines() {
    let linted = run(&["lint", "-", "--format", "github"], DOCUMENT);
    assert_eq!(linted.code, 1);
    let lines: Vec<_> = linted.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{linted:?}");
    assert!(
        lines.contains(
            &"::warning file=<stdin>,line=3,col=10,title=flag `é` [percentage-sum]::its percentage options sum up to 90, not to \
              100%0Ahelp: correct them in the ConfigCat dashboard"
        ),
        "{linted:?}"
    );
    assert_eq!(lines[3], "2 errors, 1 warning");
    let failed = run(&["lint", "-", "--format", "github"], "{");
    assert_eq!((failed.code, &*failed.stdout), (2, ""));
    assert!(
        failed.stderr.starts_with("::error file=<stdin>,line=1,col=1,title=ConfigCat::EOF"),
        "{failed:?}"
    );
}

#[test]
fn a_format_that_a_command_does_not_have_is_refused() {
    for arguments in [["list", "-", "--format", "sarif"], ["expand", "-", "--format", "github"]] {
        let refused = run(&arguments, DOCUMENT);
        assert_eq!((refused.code, &*refused.stdout), (2, ""), "{refused:?}");
        assert!(refused.stderr.contains("the command does not have the format"), "{refused:?}");
    }
}

#[test]
fn a_wrong_command_line_is_json_too() {
    for (arguments, message, help, option) in [
        (
            ["lint", "-", "--deny", "percentage-sums", "--format", "json"].as_slice(),
            "invalid value 'percentage-sums' for '--deny <LINT>' [possible values: comment, comparison-white-space, ",
            "a similar value exists: 'percentage-sum'",
            "--deny".into(),
        ),
        (
            &["check", "--env", "production", "--format=json"],
            "invalid value 'production' for '--env <NAME=VARIABLE>': write it as NAME=VARIABLE, such as ",
            "see `--help`",
            "--env".into(),
        ),
        (
            &["lint", "--format", "json"],
            "the following required arguments were not provided: <FILE>...",
            "see `--help`",
            "<FILE>...".into(),
        ),
        (
            &["evaluate", "-", "--format", "json"],
            "unrecognized subcommand 'evaluate'",
            "a similar subcommand exists: 'eval'",
            Value::Null,
        ),
    ] {
        let refused = run(arguments, "");
        assert_eq!((refused.code, &*refused.stdout), (2, ""), "{refused:?}");
        let report: Value = serde_json::from_str(&refused.stderr).unwrap();
        let problem = &report["problems"][0];
        assert!(problem["message"].as_str().unwrap().starts_with(message), "{problem}");
        assert_eq!((&problem["help"], &problem["option"]), (&help.into(), &option), "{problem}");
        assert_eq!((&problem["file"], &problem["line"]), (&Value::Null, &Value::Null));
    }
    // An option of the spec.
    let refused =
        run(&["expand", "-", "--default", "fine=3", "--format", "json"], r#"{"flags": {"fine": true}}"#);
    let report: Value = serde_json::from_str(&refused.stderr).unwrap();
    assert_eq!((refused.code, &report["problems"][0]["option"]), (2, &"--default".into()));
}
