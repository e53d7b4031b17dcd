//! No command, in no format, prints characters that control a terminal or make a text look other than it is.

use std::fs;

use crate::process::{Run, run};

/// Escape, the one-byte CSI, bell, delete, and marks that reorder a text.
const HAZARDS: &str = r"\u001b[2J\u009b31m\u0007\u007f\u202e\u2066\u200f\u061c\u2028";

#[track_caller]
fn assert_harmless(arguments: &[&str], run: &Run) {
    let is_hazard = |char: &char| {
        char.is_control() && *char != '\n'
            || matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for printed in [&run.stdout, &run.stderr] {
        let found: Vec<_> = printed.chars().filter(is_hazard).collect();
        assert!(found.is_empty(), "{arguments:?} prints {found:?}: {printed:?}");
    }
}

#[test]
fn nothing_is_printed_that_controls_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    // Windows has no such names.
    let name = if cfg!(unix) { "a\u{1b}[2J\u{202e}.json" } else { "a.json" };
    let [path, other] =
        [name, "other.json"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    let document = format!(
        r#"{{"f": {{
            "key{HAZARDS}": {{"t": 1, "v": " value{HAZARDS}", "i": "id{HAZARDS}", "r": [
                {{"a": "attribute{HAZARDS}", "t": 0, "c": "list{HAZARDS}", "v": "x{HAZARDS}"}},
                {{"a": "attribute{HAZARDS}", "t": 0, "c": "list{HAZARDS}", "v": "y"}}
            ]}},
            "enum": {{"t": 1, "v": "a{HAZARDS}", "p": [{{"p": 50, "v": "b{HAZARDS}"}}, {{"p": 40, "v": "c"}}]}},
            "broken{HAZARDS}": {{"t": 0, "v": "x{HAZARDS}"}}
        }}}}"#
    );
    fs::write(&path, &document).unwrap();
    fs::write(&other, document.replace("value", "another").replace("list", "lists")).unwrap();
    let hazards: String = serde_json::from_str(&format!("\"{HAZARDS}\"")).unwrap();
    let key = format!("key{hazards}");
    let similar = format!("{key}s");
    let skip = format!("broken{hazards}");
    let calls: [&[&str]; 14] = [
        &["lint", &path],
        &["lint", &path, "--deny", "all", "--skip", &key],
        &["list", &path],
        &["expand", &path],
        &["expand", &path, "--skip", &skip],
        &["expand", &path, "--skip", &skip, "--text-enums", "5"],
        &["explain", &path, &key],
        &["explain", &path, &similar],
        &["eval", &path, "--user", "null"],
        &["eval", &path, "--user", "null", "--key", &similar],
        &["check", "--lock", &path, "--against", &other],
        &["check", "--lock", &path, "--against", &path],
        &["list", &similar],
        &["lint", &path, "--deny", &key],
    ];
    for arguments in calls {
        for format in ["text", "json", "github", "sarif"] {
            let arguments = [arguments, &["--format", format]].concat();
            assert_harmless(&arguments, &run(&arguments, ""));
        }
    }
    for format in ["text", "json"] {
        let arguments = ["eval", &path, "--users", "-", "--format", format];
        assert_harmless(&arguments, &run(&arguments, "null\n{\"\u{9b}\u{202e}\": 1}\n"));
    }
}

#[test]
fn json_has_the_same_texts() {
    let document = format!(r#"{{"flags": {{"key{HAZARDS}": "value{HAZARDS}"}}}}"#);
    let [key, value] =
        ["key", "value"].map(|text| serde_json::from_str::<String>(&format!("\"{text}{HAZARDS}\"")).unwrap());
    let line: serde_json::Value =
        serde_json::from_str(&run(&["eval", "-", "--user", "null"], &document).success()).unwrap();
    assert_eq!((&line["key"], &line["value"]), (&key.as_str().into(), &value.as_str().into()));
    let listed = run(&["list", "-", "--format", "json"], &document).success();
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!((&listed["flags"][0]["key"], &listed["flags"][0]["value"]), (&key.into(), &value.into()));
}
