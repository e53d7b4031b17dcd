//! `cargo configcat check --env`: several environments in one call.

use configcat_test_fakes::{Behaviour, Server};

use crate::package::{AFTER, BEFORE, KEY, Package, Run, answer};

const OTHER_KEY: &str = "SECRET-THIRD-PART-0123/SECRET-FINAL-PART-4567";

const BOTH: [&str; 4] = ["--env", "production=PRODUCTION_KEY", "--env", "staging=STAGING_KEY"];
const KEYS: [(&str, &str); 2] = [("PRODUCTION_KEY", KEY), ("STAGING_KEY", OTHER_KEY)];

/// A package whose server has one config for the first key, and another one for the second.
fn package(production: &str, staging: Behaviour) -> Package {
    let mut package = Package::new(Some(BEFORE), "");
    let production = answer(200, production);
    package.server =
        Server::start(
            move |request| {
                if request.path.contains(KEY) { production.clone() } else { staging.clone() }
            },
        );
    package
}

fn check(package: &Package, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let url = package.server.url();
    package.run(&[&["check", "--base-url", &url], arguments].concat(), environment, "")
}

#[test]
fn each_environment_is_told_with_its_name() {
    let package = package(BEFORE, answer(200, AFTER));
    let run = check(&package, &BOTH, &KEYS);
    let expected = "flags/config.json agrees with the environment `production` (4 flags)
flags/config.json and the environment `staging` differ in 5 points:
  fallback  banner: \"hi\" → \"hello\"
";
    assert_eq!((run.code, &*run.stderr), (Some(1), ""));
    assert!(run.stdout.starts_with(expected), "{run:?}");
    let allowed = [&BOTH[..], &["--allow", "added,removed,fallback,rules,type"]].concat();
    assert_eq!(check(&package, &allowed, &KEYS).code, Some(0));
    assert_eq!(check(&package, &BOTH[..2], &KEYS).code, Some(0));
}

#[test]
fn an_environment_that_cannot_be_read_does_not_hide_the_others() {
    let package = package(AFTER, answer(404, ""));
    let run = check(&package, &BOTH, &KEYS);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stdout.starts_with("flags/config.json and the environment `production` differ in 5"),
        "{run:?}"
    );
    let error = "error: the environment `staging`: the config cannot be downloaded with the SDK key of `STAGING_KEY`: ";
    assert!(run.stderr.starts_with(error) && run.stderr.lines().count() == 1, "{run:?}");
    let run = check(&package, &BOTH, &KEYS[..1]);
    let error = "error: the environment `staging`: the environment variable `STAGING_KEY` is not set (help: set it to the SDK key of the environment, or name another variable)\n";
    assert_eq!((run.code, &*run.stderr), (Some(2), error));
}

#[test]
fn programs_read_a_list() {
    let package = package(BEFORE, answer(200, &BEFORE.replace("\"hi\"", "\"ho\"")));
    let run = check(&package, &[&BOTH[..], &["--format", "json"]].concat(), &KEYS);
    let expected = r#"{
  "lock": "flags/config.json",
  "flags": 4,
  "environments": [
    {
      "environment": "production",
      "against": "the environment `production`",
      "drift": []
    },
    {
      "environment": "staging",
      "against": "the environment `staging`",
      "drift": [
        {
          "kind": "fallback",
          "key": "banner",
          "before": [
            "\"hi\""
          ],
          "after": [
            "\"ho\""
          ],
          "allowed": false
        }
      ]
    }
  ]
}
"#;
    assert_eq!((run.code, &*run.stdout), (Some(1), expected));
    // One environment is a list of one.
    let run = check(&package, &[&BOTH[..2], &["--format", "json"]].concat(), &KEYS);
    assert!(run.stdout.contains("\"environments\": [\n    {\n"), "{run:?}");
}

#[test]
fn drift_is_annotated_at_the_flag() {
    let package = package(BEFORE, answer(200, AFTER));
    let arguments = [&BOTH[..], &["--allow", "added", "--format", "github"]].concat();
    let run = check(&package, &arguments, &KEYS);
    let expected = "flags/config.json agrees with the environment `production` (4 flags)
::error file=flags/config.json,line=2,col=15,title=flag `banner`%3A drift (`fallback`) from the environment `staging`::- \"hi\"%0A+ \"hello\"
";
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with(expected), "{run:?}");
    assert!(run.stdout.contains("\n::notice file=flags/config.json,title=flag `newFlag`"), "{run:?}");
    assert!(
        run.stdout.ends_with("flags/config.json and the environment `staging` differ in 5 points\n"),
        "{run:?}"
    );
}

#[test]
fn an_environment_is_a_name_and_a_variable() {
    let package = Package::new(Some(BEFORE), BEFORE);
    for (arguments, message) in [
        (
            ["check", "--env", "production"].as_slice(),
            "write it as NAME=VARIABLE, such as `production=PRODUCTION_KEY`",
        ),
        (&["check", "--env", "=KEY"], "write it as NAME=VARIABLE"),
        (&["check", "--env", "a=A", "--sdk-key-env", "B"], "cannot be used with"),
        (&["check", "--env", "a=A", "--against", "-"], "cannot be used with"),
    ] {
        let run = package.run(arguments, &[], "");
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    }
}
