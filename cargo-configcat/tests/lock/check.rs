//! `cargo configcat check`

use crate::package::{AFTER, BEFORE, KEY, Package, answer};

const DRIFT: &str = "  fallback  banner: \"hi\" → \"hello\"
  rules     checkout
    - IF User.Country IS ONE OF ['Hungary'] THEN 'true'
    + IF User.Country IS ONE OF ['Hungary', 'Austria'] THEN 'true'
  removed   legacy (bool)
  added     newFlag (bool)
  type      seats: whole number → decimal number
";

#[test]
fn a_lock_that_is_up_to_date_is_fine() {
    let package = Package::new(Some(BEFORE), BEFORE);
    let run = package.download(&["check"]);
    let expected = "flags/config.json agrees with the config of `CONFIGCAT_SDK_KEY` (4 flags)\n";
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (Some(0), expected, ""));
    assert_eq!(package.lock().as_deref(), Some(BEFORE), "it is only looked at");
}

#[test]
fn drift_is_exit_code_1() {
    let package = Package::new(Some(BEFORE), AFTER);
    let run = package.download(&["check"]);
    let head = "flags/config.json and the config of `CONFIGCAT_SDK_KEY` differ in 5 points:\n";
    assert_eq!((run.code, run.stdout, &*run.stderr), (Some(1), format!("{head}{DRIFT}"), ""));
    assert_eq!(package.lock().as_deref(), Some(BEFORE), "it is only looked at");
}

#[test]
fn another_environment_is_compared_by_its_key() {
    let package = Package::new(None, AFTER);
    package.write("staging.json", AFTER);
    let url = package.server.url();
    let arguments = ["check", "--lock", "staging.json", "--sdk-key-env", "PRODUCTION", "--base-url", &url];
    let run = package.run(&arguments, &[("PRODUCTION", KEY)], "");
    let expected = "staging.json agrees with the config of `PRODUCTION` (4 flags)\n";
    assert_eq!((run.code, &*run.stdout), (Some(0), expected), "{run:?}");
}

#[test]
fn another_file_needs_no_network_and_no_key() {
    let package = Package::new(Some(BEFORE), "");
    package.write("other.json", AFTER);
    let run = package.run(&["check", "--against", "other.json"], &[("CONFIGCAT_OFFLINE", "1")], "");
    let head = "flags/config.json and other.json differ in 5 points:\n";
    assert_eq!((run.code, run.stdout), (Some(1), format!("{head}{DRIFT}")));
    let run = package.run(&["check", "--against", "-"], &[], BEFORE);
    assert_eq!((run.code, &*run.stdout), (Some(0), "flags/config.json agrees with <stdin> (4 flags)\n"));
    assert!(package.server.requests().is_empty());
}

#[test]
fn kinds_that_are_allowed_are_told_but_fine() {
    let package = Package::new(Some(BEFORE), AFTER);
    let all_but_one = ["check", "--allow", "added,removed,fallback", "--allow", "rules"];
    let run = package.download(&all_but_one);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("  removed   legacy (bool) (allowed)\n"), "{}", run.stdout);
    assert!(run.stdout.contains("  type      seats: whole number → decimal number\n"), "{}", run.stdout);
    let run = package.download(&["check", "--allow", "added,removed,fallback,rules,type"]);
    assert_eq!((run.code, run.stdout.matches("(allowed)\n").count()), (Some(0), 5));
}

#[test]
fn programs_read_json() {
    let package = Package::new(Some(r#"{"f": {"a": {"t": 0, "v": true}}}"#), "");
    package.server.behave(answer(200, r#"{"f": {"a": {"t": 0, "v": false}, "b": {"t": 0, "v": 1}}}"#));
    let run = package.download(&["check", "--format", "json", "--allow", "added"]);
    let expected = r#"{
  "lock": "flags/config.json",
  "against": "the config of `CONFIGCAT_SDK_KEY`",
  "flags": 1,
  "drift": [
    {
      "kind": "fallback",
      "key": "a",
      "before": [
        "true"
      ],
      "after": [
        "false"
      ],
      "allowed": false
    },
    {
      "kind": "added",
      "key": "b",
      "before": [],
      "after": [
        "value `1` is not a bool"
      ],
      "allowed": true
    }
  ]
}
"#;
    assert_eq!((run.code, &*run.stdout), (Some(1), expected));
}

#[test]
fn what_cannot_be_compared_is_exit_code_2() {
    let package = Package::new(Some(BEFORE), AFTER);
    package.write("broken.json", "{");
    let cases: [(&[&str], &str); 7] = [
        (
            &["check"],
            "error: the environment variable `CONFIGCAT_SDK_KEY` is not set (help: set it to the SDK key of the environment, or name another variable)\n",
        ),
        (
            &["check", "--lock", "missing.json"],
            "error: missing.json: there is no lock (help: make one with `cargo configcat pull`",
        ),
        (&["check", "--lock", "broken.json"], "error: broken.json:1:1: EOF while parsing an object"),
        (&["check", "--against", "missing.json"], "error: missing.json: cannot read the file: "),
        (&["check", "--against", "broken.json"], "error: broken.json:1:1: EOF while parsing an object"),
        (&["check", "--allow", "everything"], "invalid value 'everything' for '--allow <KIND>'"),
        (&["check", "--against", "-", "--sdk-key-env", "OTHER"], "cannot be used with"),
    ];
    for (arguments, message) in cases {
        let run = package.run(arguments, &[], "");
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    }
    package.server.behave(answer(404, KEY));
    let run = package.download(&["check"]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""));
    assert!(run.stderr.contains("the server answered with status 404"), "{run:?}");
}
