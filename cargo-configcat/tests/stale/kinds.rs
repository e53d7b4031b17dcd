//! Each kind of finding, with all that is known about it.

use configcat_core::User;
use serde_json::{Value, json};

use crate::package::{DOCUMENT, FLAGS, Package, client_of, dump_of, set};

#[test]
fn a_flag_that_is_used_and_differs_is_not_stale() {
    let package = Package::new(FLAGS);
    assert_eq!(package.found(&[]), set(&["constant twin", "constant switch"]));
    let run = package.run(&["flags/config.json", "--skip", "twin", "--skip=switch", "--deny", "all"]);
    assert_eq!((run.code, &*run.stdout, &*run.stderr), (0, "no stale flags found\n", ""));
}

/// The program of this test reads as the code of the package says.
#[test]
fn each_kind_has_its_evidence() {
    let package = Package::new(
        r#"
configcat_flags::flags! { pub struct Flags; spec = "flags/config.json"; removed("banner", true) }
pub fn page(flags: &Flags, client: &Client, user: &User) -> bool {
    flags.checkout(user) && flags.banner(user) && client.get_value("layout", 3, user) == 3
}
#[cfg(test)]
mod tests {
    #[test]
    fn colors() {
        assert_eq!(Flags::embedded().color(None), "gray");
    }
}
"#,
    );
    let (client, user) = (client_of(DOCUMENT), User::new("joe"));
    for _ in 0..1_000 {
        assert!(!client.get_value("checkout", true, &user));
    }
    assert_eq!(client.get_value("layout", 3, &user), 3);
    assert!(client.get_value("switch", false, &user));
    package.write("web.json", &dump_of(&client));

    let arguments = ["--usage", "web.json", "--removed", "banner=true"];
    let help = |finding: &mut Value| finding.as_object_mut().unwrap().remove("help").unwrap();
    let mut findings = package.findings(&arguments);
    assert!(findings.iter_mut().all(|finding| help(finding).as_str().is_some_and(|help| help.len() > 20)));
    let place = |line: u64, column: u64| json!({"file": "src/lib.rs", "line": line, "column": column});
    let finding = |kind: &str, key: &str, at: Option<(u64, u64)>, evidence: &str, reads, places: &[Value]| {
        let (line, column) = at.unzip();
        json!({
            "level": "warning", "kind": kind, "key": key, "line": line, "column": column,
            "evidence": evidence, "reads": reads, "places": places,
        })
    };
    let always_false = "programs read it 1000 times in less than an hour, and always got false";
    let only_tests = "only test code uses it, at one place";
    let switch_is_read = "no use in 1 file, but programs read it once in less than an hour";
    let banner = "the code uses its `removed` accessor, at one place";
    let layout = "the code reads its key, at one place; programs read it once in less than an hour";
    let expected = [
        finding("one-value", "checkout", Some((2, 17)), always_false, 1_000, &[]),
        finding("test-only", "color", Some((8, 14)), only_tests, 0, &[place(10, 38)]),
        finding("unread", "color", Some((8, 14)), "no read in less than an hour", 0, &[]),
        finding("unused", "twin", Some((11, 13)), "no use in 1 file", 0, &[]),
        finding("unread", "twin", Some((11, 13)), "no read in less than an hour", 0, &[]),
        finding(
            "constant",
            "twin",
            Some((11, 13)),
            "it serves everyone 1: all its rules and options do",
            0,
            &[],
        ),
        finding("unused", "switch", Some((12, 15)), switch_is_read, 1, &[]),
        finding("constant", "switch", Some((12, 15)), "it serves everyone true: it has no rules", 1, &[]),
        finding("removed", "banner", None, banner, 0, &[place(4, 35)]),
        finding("removed", "layout", None, layout, 1, &[place(4, 68)]),
    ];
    assert_eq!(findings, expected);
}

#[test]
fn without_dumps_nothing_is_said_about_reads() {
    let package = Package::new("");
    let findings = package.findings(&[]);
    assert_eq!(
        package.found(&[]),
        set(&[
            "unused checkout",
            "unused base",
            "unused color",
            "unused twin",
            "constant twin",
            "unused switch",
            "constant switch",
        ])
    );
    assert!(findings.iter().all(|finding| finding["reads"].is_null()));
    assert_eq!(findings[1]["evidence"], "no use in 1 file, nor of the flags that need it");
}

#[test]
fn findings_of_denied_kinds_are_errors() {
    let package = Package::new(FLAGS);
    package.write(
        "src/old.rs",
        "fn f(client: &Client) { client.get_value(\"é\", 1, None); client.get_value(\"é\", 2, None); }",
    );
    let run = |arguments: &[&str]| package.run(&[&["flags/config.json"], arguments].concat());
    for (arguments, code, summary) in [
        (&[][..], 0, "0 errors, 3 warnings\n"),
        (&["--deny", "unused,unread"], 0, "0 errors, 3 warnings\n"),
        (&["--deny", "removed"], 1, "1 error, 2 warnings\n"),
        (&["--deny", "unused", "--deny", "removed,constant"], 1, "3 errors, 0 warnings\n"),
        // It takes one value: what follows is a folder.
        (&["--deny", "all", "src"], 1, "3 errors, 0 warnings\n"),
        (&["--deny=all", "src/old.rs"], 1, "8 errors, 0 warnings\n"),
    ] {
        let run = run(arguments);
        assert_eq!((run.code, &*run.stderr), (code, ""), "{arguments:?}");
        assert!(run.stdout.ends_with(summary), "{arguments:?}: {}", run.stdout);
    }
    let json: Value = serde_json::from_str(&run(&["--deny", "removed", "--format", "json"]).stdout).unwrap();
    assert_eq!((&json["errors"], &json["warnings"]), (&1.into(), &2.into()));
    assert_eq!(
        (&json["findings"][2]["level"], &json["findings"][0]["level"]),
        (&"error".into(), &"warning".into())
    );
}

/// In SARIF, a finding is where the document has the flag. If the document does not have it, the finding is where the code
/// reads it.
#[test]
fn each_result_of_sarif_has_a_place() {
    let package = Package::new(FLAGS);
    package.write(
        "src/old.rs",
        "fn f(client: &Client) {\n    client.get_value(\"é\", 1, None); client.get_value(\"é\", 2, None);\n}",
    );
    package.write("src/bad.rs", "fn {");
    let run = package.run(&["flags/config.json", "--deny", "removed", "--format", "sarif"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let log = &log["runs"][0];
    let rules: Vec<_> =
        log["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    assert_eq!(
        rules,
        ["unused", "test-only", "unread", "constant", "one-value", "removed", "unreadable-source"]
    );
    let result = |result: &Value| {
        let place = &result["locations"][0]["physicalLocation"];
        let (file, region) = (&place["artifactLocation"]["uri"], &place["region"]);
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], *rules[rule]);
        let [rule, level, file] =
            [&result["ruleId"], &result["level"], file].map(|text| text.as_str().unwrap());
        format!("{rule} {level} {file}:{}:{}", region["startLine"], region["startColumn"])
    };
    let results: Vec<_> = log["results"].as_array().unwrap().iter().map(result).collect();
    assert_eq!(
        results,
        [
            "constant warning flags/config.json:11:13",
            "constant warning flags/config.json:12:15",
            "removed error src/old.rs:2:22",
            "removed error src/old.rs:2:54",
            "unreadable-source error src/bad.rs:1:4",
        ]
    );
    assert_eq!(log["invocations"][0]["executionSuccessful"], false);
}
