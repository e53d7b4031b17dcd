//! `cargo configcat pull`

use std::fs;

use configcat_test_fakes::{Behaviour, response};

use crate::package::{AFTER, BEFORE, KEY, Package, answer};

const LAID_OUT: &str = r#"{
  "f": {
    "a": {
      "t": 3,
      "v": 1.50
    },
    "b": {
      "t": 0,
      "v": true
    }
  }
}
"#;

#[test]
fn a_lock_is_made_and_kept_up_to_date() {
    let package = Package::new(None, r#"{"f":{"b":{"t":0,"v":true},"a":{"t":3,"v":1.50}}}"#);
    let run = package.download(&["pull"]);
    assert_eq!(
        (run.code, &*run.stdout, &*run.stderr),
        (Some(0), "flags/config.json: downloaded (2 flags)\n", "")
    );
    assert_eq!(package.lock().as_deref(), Some(LAID_OUT));

    let written = fs::metadata(package.path("flags/config.json")).unwrap().modified().unwrap();
    let run = package.download(&["pull"]);
    assert_eq!((run.code, &*run.stdout), (Some(0), "flags/config.json: nothing has changed (2 flags)\n"));
    assert_eq!(fs::metadata(package.path("flags/config.json")).unwrap().modified().unwrap(), written);

    package.server.behave(answer(200, r#"{"f":{"b":{"t":0,"v":true,"i":"id"},"a":{"t":3,"v":1.50}}}"#));
    let run = package.download(&["pull"]);
    let expected = "flags/config.json: updated, but no flag differs in type, value or rules (2 flags)\n";
    assert_eq!((run.code, &*run.stdout), (Some(0), expected));

    // A lock that cannot be read any more is no obstacle.
    package.write("flags/config.json", "<<<<<<< HEAD");
    assert_eq!(package.download(&["pull"]).stdout, "flags/config.json: downloaded (2 flags)\n");
}

#[test]
fn what_has_changed_is_told() {
    let package = Package::new(Some(BEFORE), AFTER);
    let run = package.download(&["pull"]);
    assert_eq!(
        run.stdout,
        "flags/config.json: updated (4 flags)
  fallback  banner: \"hi\" → \"hello\"
  rules     checkout
    - IF User.Country IS ONE OF ['Hungary'] THEN 'true'
    + IF User.Country IS ONE OF ['Hungary', 'Austria'] THEN 'true'
  removed   legacy (bool)
  added     newFlag (bool)
  type      seats: whole number → decimal number
"
    );
    assert_eq!((run.code, &*run.stderr), (Some(0), ""));
    let run = package.download(&["pull", "--format", "json"]);
    let expected = r#"{
  "lock": "flags/config.json",
  "change": "none",
  "flags": 4,
  "drift": []
}
"#;
    assert_eq!((run.code, &*run.stdout), (Some(0), expected));
}

#[test]
fn the_download_can_be_told_where_from() {
    let package = Package::new(None, AFTER);
    let url = package.server.url();
    let arguments = [
        "pull",
        "--sdk-key-env",
        "STAGING",
        "--lock",
        "staging.json",
        "--base-url",
        &url,
        "--config-version",
        "v6",
        "--data-governance",
        "eu",
    ];
    let run = package.run(&arguments, &[("STAGING", KEY)], "");
    assert_eq!((run.code, &*run.stdout), (Some(0), "staging.json: downloaded (4 flags)\n"), "{run:?}");
    let [request] = package.server.requests().try_into().unwrap();
    assert_eq!(request.path, format!("/configuration-files/{KEY}/config_v6.json"));

    // Plain `http` to another machine is no accident.
    let insecure = ["pull", "--base-url", "http://a.example", "--proxy", &url, "--lock", "insecure.json"];
    let run = package.run(&insecure, &[("CONFIGCAT_SDK_KEY", KEY)], "");
    assert!(run.code == Some(2) && run.stderr.contains("`http://a.example` is not secure"), "{run:?}");
    let allowed = [&insecure[..], &["--allow-insecure-http"]].concat();
    let run = package.run(&allowed, &[("CONFIGCAT_SDK_KEY", KEY)], "");
    assert_eq!(run.code, Some(0), "{run:?}");

    // Through a proxy, which gets the whole URL.
    let arguments =
        ["pull", "--base-url", "http://flags.localhost", "--proxy", &url, "--lock", "proxied.json"];
    let run = package.run(&arguments, &[("CONFIGCAT_SDK_KEY", KEY)], "");
    assert_eq!(run.code, Some(0), "{run:?}");
    let request = package.server.requests().pop().unwrap();
    assert_eq!(request.path, format!("http://flags.localhost/configuration-files/{KEY}/config_v5.json"));
}

#[test]
fn failures_keep_the_lock() {
    let package = Package::new(Some(BEFORE), AFTER);
    let redirect = |location: &str| Behaviour::Answer(response(302, &format!("Location: {location}"), ""));
    for (behaviour, message) in [
        (answer(404, KEY), "the SDK key `…T-4567` seems to be wrong: the server answered with status 404"),
        (answer(500, KEY), "the server answered with the unexpected status 500"),
        (
            answer(200, "{\"f\": {"),
            "the answer is not a config: line 1, column 7: EOF while parsing an object",
        ),
        (answer(200, "{\"f\": {}}"), "error: the downloaded config has no flags"),
        (
            redirect(&format!("http://a.example/{KEY}")),
            "the server redirects to an address that is not allowed",
        ),
        (Behaviour::Reset(Vec::new()), "the connection failed: "),
    ] {
        package.server.behave(behaviour);
        let run = package.download(&["pull"]);
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(message), "{run:?}");
        assert_eq!(package.lock().as_deref(), Some(BEFORE));
    }
    let run = package.download(&["pull", "--format", "json"]);
    assert_eq!((run.code, &*run.stdout), (Some(2), ""));
    assert!(run.stderr.starts_with("{\n  \"problems\": [\n"), "{run:?}");
}

#[test]
fn broken_flags_keep_the_lock_unless_forced() {
    const BROKEN: &str = r#"{"f":{"greeting":{"t":1,"v":{"b":true}},"other":{"t":0,"v":{"b":true}}}}"#;

    for before in [None, Some(BEFORE)] {
        let package = Package::new(before, BROKEN);
        let run = package.download(&["pull"]);
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        let [error, last] = run.stderr.lines().collect::<Vec<_>>().try_into().unwrap();
        assert!(
            error.starts_with(
                "error: the downloaded config:1:34: flag `greeting`: value `true` is not a text"
            ),
            "{run:?}"
        );
        let expected =
            "error: flags/config.json: the lock stays as it is: flags of the downloaded config are broken";
        assert!(last.starts_with(expected), "{run:?}");
        assert_eq!(package.lock().as_deref(), before);

        let run = package.download(&["pull", "--force"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(package.lock().unwrap().contains("greeting"), "{run:?}");
    }
}

#[test]
fn what_cannot_be_tried_is_a_failure() {
    let package = Package::new(None, AFTER);
    let key = ("CONFIGCAT_SDK_KEY", KEY);
    let none: &[(&str, &str)] = &[];
    let cases: [(&[&str], _, _); 8] = [
        (
            &["pull"],
            none,
            "error: the environment variable `CONFIGCAT_SDK_KEY` is not set (help: set it to the SDK key of the environment, or name another variable)\n",
        ),
        (
            &["pull", "--sdk-key-env", "OTHER"],
            &[key],
            "error: the environment variable `OTHER` is not set (help: set it to the SDK key of the environment, or name another variable)\n",
        ),
        (
            &["pull"],
            &[key, ("CONFIGCAT_OFFLINE", "1")],
            "error: `CONFIGCAT_OFFLINE` is set, which forbids downloads\n",
        ),
        (&["pull", "--base-url", "nonsense"], &[key], "the base URL `nonsense` is not valid"),
        (
            &["pull", "--proxy", "socks4://jane:SECRET@a"],
            &[key],
            "error: `--proxy`: proxies of the kind `socks4`",
        ),
        (
            &["pull", "--root-certificate", "nowhere.pem"],
            &[key],
            "error: `--root-certificate`: cannot read `nowhere.pem`",
        ),
        (
            &["pull", "--root-certificate", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")],
            &[key],
            "Cargo.toml`: the text is not PEM",
        ),
        (
            &["pull", "--data-governance", "mars"],
            &[key],
            "invalid value 'mars' for '--data-governance <WHERE>'",
        ),
    ];
    for (arguments, environment, message) in cases {
        let run = package.run(arguments, environment, "");
        assert_eq!((run.code, &*run.stdout), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains(message), "{run:?}");
    }
    assert!(package.server.requests().is_empty() && package.lock().is_none());

    // A file where the folder should be.
    package.write("flags", "");
    let run = package.download(&["check"]);
    assert!(run.stderr.starts_with("error: flags/config.json: there is no lock (help: "), "{run:?}");
    let run = package.download(&["pull"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.starts_with(
            "error: flags/config.json: the lock cannot be written: there cannot be a folder `flags`: "
        ),
        "{run:?}"
    );
}
