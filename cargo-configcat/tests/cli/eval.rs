//! `eval`: users, keys, and the lines that come of them.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
};

use crate::process::{command, run};

const DOCUMENT: &str = r#"{"f": {
    "bool": {"t": 0, "v": false, "r": [{"a": "Email", "t": 2, "c": "@example.com", "v": true, "i": "id\"1"}]},
    "text": {"t": 1, "v": "a\"\n\u0000é😀"},
    "int": {"t": 2, "v": -9223372036854775808, "i": null},
    "float": {"t": 3, "v": 0.1, "r": [
        {"a": "n", "t": 10, "c": "1", "v": 1e300}, {"a": "n", "t": 10, "c": "2", "v": 5}, {"a": "n", "t": 10, "c": "3", "v": 0.10957860598549463}
    ]},
    "broken": {"t": 0, "v": "x"}
}}"#;

/// What `bool` and `float` serve to some users, as `value` and `value`.
fn values(users: &str) -> Vec<String> {
    let arguments = ["eval", &document(), "--key", "bool", "--key", "float", "--users", "-"];
    let printed = run(&arguments, users).success();
    let lines: Vec<serde_json::Value> =
        printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines
        .chunks(2)
        .map(|pair| {
            assert_eq!(pair[0]["user"], pair[1]["user"]);
            format!("{} {} {}", pair[0]["user"], pair[0]["value"], pair[1]["value"])
        })
        .collect()
}

/// The path of the document.
fn document() -> String {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/eval.json");
    // Tests run at the same time: none may see half a file.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let own = folder.path().join("eval.json");
    fs::write(&own, DOCUMENT).unwrap();
    fs::rename(own, path).unwrap();
    path.to_owned()
}

#[test]
fn a_line_for_each_user_and_key_in_their_order() {
    let jane = r#"{"Identifier": "1", "Email": "jane@example.com", "custom": {"n": 1}}"#;
    assert_eq!(
        run(&["eval", "-", "--user", jane], DOCUMENT).success().lines().collect::<Vec<_>>(),
        [
            r#"{"user":0,"key":"bool","value":true,"variation_id":"id\"1","error":null}"#,
            r#"{"user":0,"key":"text","value":"a\"\n\u0000é😀","variation_id":null,"error":null}"#,
            r#"{"user":0,"key":"int","value":-9223372036854775808,"variation_id":null,"error":null}"#,
            r#"{"user":0,"key":"float","value":1e+300,"variation_id":null,"error":null}"#,
            r#"{"user":0,"key":"broken","value":null,"variation_id":null,"error":"flag `broken` cannot be evaluated: value `\"x\"` is not a bool"}"#,
        ],
    );
    let users = format!("null\n{jane}\n");
    let arguments = ["eval", &document(), "--key", "none", "--users", "-", "--key", "bool"];
    let expected = [
        r#"{"user":0,"key":"none","value":null,"variation_id":null,"error":"flag `none` is not in the config"}"#,
        r#"{"user":0,"key":"bool","value":false,"variation_id":null,"error":null}"#,
        r#"{"user":1,"key":"none","value":null,"variation_id":null,"error":"flag `none` is not in the config"}"#,
        r#"{"user":1,"key":"bool","value":true,"variation_id":"id\"1","error":null}"#,
    ];
    let printed = run(&arguments, &users).success();
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
    for format in ["text", "json"] {
        assert_eq!(run(&[&arguments[..], &["--format", format]].concat(), &users).success(), printed);
    }
}

#[test]
fn a_key_that_is_almost_one_is_told() {
    let printed = run(&["eval", "-", "--user", "null", "--key", "flaot", "--key", "bool"], DOCUMENT);
    assert_eq!((printed.code, printed.stdout.lines().count()), (0, 2));
    let expected =
        "warning: flag `flaot`: there is no such flag in the document (help: did you mean `float`?)\n";
    assert_eq!(printed.stderr, expected);
}

#[test]
fn a_user_over_several_lines_has_positions() {
    let user = "{\n  \"Identifier\": \"1\",\n  \"plan\": \"pro\"\n}";
    let refused = run(&["eval", "-", "--user", user], DOCUMENT);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.starts_with("error: --user:3:8: not a user: unknown field `plan`"), "{refused:?}");
}

#[test]
fn users_are_read_as_documented() {
    for (users, expected) in [
        // Members may be missing or null; the last of a name counts.
        ("{}", "0 false 0.1"),
        (r#"{"Identifier": null, "Email": null, "Country": null, "custom": null}"#, "0 false 0.1"),
        (r#"{"Email": "x", "Email": "@example.com", "custom": {"n": 1}, "custom": {}}"#, "0 true 0.1"),
        (r#"{"custom": {"n": 1, "n": 2}}"#, "0 false 5.0"),
        (r#"{"custom": {"n": 1, "n": null}}"#, "0 false 0.1"),
        // Numbers, and text that is one.
        (r#"{"custom": {"n": 3}}"#, "0 false 0.10957860598549463"),
        (r#"{"custom": {"n": 3.0}}"#, "0 false 0.10957860598549463"),
        (r#"{"custom": {"n": 30e-1}}"#, "0 false 0.10957860598549463"),
        (r#"{"custom": {"n": " 3 "}}"#, "0 false 0.10957860598549463"),
        (r#"{"custom": {"n": ["3"]}}"#, "0 false 0.1"),
        // What is not custom is not looked for among what is.
        (r#"{"custom": {"Email": "@example.com"}}"#, "0 false 0.1"),
        // Escapes, and texts beyond ASCII.
        (r#"{"\u0045mail": "\u0040example.com😀"}"#, "0 true 0.1"),
        // The ends of lines, and a byte order mark.
        ("\u{feff}{\"Email\": \"@example.com\"}\r\n", "0 true 0.1"),
    ] {
        assert_eq!(values(users), [expected], "{users}");
    }
    assert_eq!(values(""), [""; 0]);
    assert_eq!(values("null\n\n \t\r\nnull"), ["0 false 0.1", "3 false 0.1"]);
}

#[test]
fn whole_numbers_are_exact() {
    let document = r#"{"f": {"a": {"t": 0, "v": false, "r": [
        {"a": "n", "t": 0, "c": "9007199254740993, -9223372036854775808, 18446744073709552000, 0.1, 1e+21", "v": true}]}}}"#;
    for (number, expected) in [
        ("9007199254740993", true),
        ("-9223372036854775808", true),
        ("18446744073709551615", true),
        ("0.1", true),
        ("0.10", true),
        ("1000000000000000000000", true),
        ("9007199254740992", false),
    ] {
        let user = format!(r#"{{"custom": {{"n": {number}}}}}"#);
        let printed = run(&["eval", "-", "--user", &user], document).success();
        assert!(printed.contains(&format!("\"value\":{expected},")), "{number}: {printed}");
    }
}

#[test]
fn a_bad_line_ends_it_after_what_comes_before() {
    for (line, expected) in [
        (r#"{"Identifier": "1", "plan": "pro"}"#, "3:26: not a user: unknown field `plan`, expected one of"),
        (r#"{"Identifier": 1}"#, "3:16: not a user: invalid type: integer `1`, expected a"),
        (
            r#"{"custom": {"a": true}}"#,
            "3:21: not a user: invalid type: boolean `true`, expected a text, a number or a list of texts",
        ),
        (r#"{"custom": {"a": {}}}"#, "not a user: invalid type: map, expected a text"),
        (r#"{"custom": {"a": [1]}}"#, "not a user: invalid type: integer `1`, expected a"),
        (r#"{"custom": []}"#, "not a user: invalid type: sequence, expected an object of custom attributes"),
        (r#"{"Identifier": "1"} {}"#, "3:21: not a user: trailing characters"),
        (r#"{"Identifier": "1""#, "3:18: not a user: EOF while parsing an object"),
        ("[]", "not a user: invalid type: sequence, expected a user (a JSON object)"),
        ("1", "not a user: invalid type: integer `1`, expected a user (a JSON object)"),
        (r#"{"Identifier": "\ud800"}"#, "not a user: "),
    ] {
        let users = format!("null\n{{}}\n{line}\nnull\n");
        let run = run(&["eval", &document(), "--key", "int", "--users", "-"], &users);
        assert_eq!(run.code, 2, "{line}");
        assert_eq!(run.stdout.lines().count(), 2, "{line}");
        let start = "error: <stdin>:3:";
        assert!(run.stderr.starts_with(start) && run.stderr.contains(expected), "{line}: {}", run.stderr);
        assert!(
            run.stderr.contains("(help: use `null` or an object such as `{\"Identifier\": "),
            "{}",
            run.stderr
        );
    }
    let bad = run(&["eval", "-", "--user", "{]"], DOCUMENT);
    assert_eq!((bad.code, bad.stdout.as_str()), (2, ""));
    assert!(bad.stderr.starts_with("error: --user:1:2: not a user: "), "{}", bad.stderr);
}

#[test]
fn users_are_given_once() {
    let both = run(&["eval", "-", "--users", "-"], "");
    assert_eq!(
        (both.code, both.stderr.as_str()),
        (2, "error: FILE and `--users` cannot both be the standard input (help: give one of them a path)\n"),
    );
    for arguments in [["eval", "-"].as_slice(), &["eval", "-", "--user", "null", "--users", "users.jsonl"]] {
        let run = run(arguments, "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("Usage: cargo configcat eval"), "{}", run.stderr);
    }
    let missing = run(&["eval", &document(), "--users", "missing.jsonl"], "");
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.starts_with("error: missing.jsonl: cannot read the file: "), "{}", missing.stderr);
}

#[test]
fn each_user_is_answered_before_the_next_one_comes() {
    let mut child = command(&["eval", &document(), "--key", "bool", "--users", "-"]).spawn().unwrap();
    let mut users = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for (number, (email, value)) in [("a@example.com", true), ("b", false)].into_iter().enumerate() {
        writeln!(users, r#"{{"Email": "{email}"}}"#).unwrap();
        let answer: serde_json::Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!((&answer["user"], &answer["value"]), (&number.into(), &value.into()));
    }
    drop(users);
    assert!(child.wait().unwrap().success());
}

/// More users than any buffer holds.
#[test]
fn many_users() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users.jsonl");
    let user = |number| format!(r#"{{"Identifier": "user {number}", "custom": {{"n": {}}}}}"#, number % 4);
    let users: Vec<String> = (0..20_000).map(user).collect();
    fs::write(&path, users.join("\n")).unwrap();
    let arguments =
        ["eval", &document(), "--key", "float", "--key", "broken", "--users", path.to_str().unwrap()];
    let printed = run(&arguments, "").success();
    assert_eq!(printed.lines().count(), 40_000);
    for (number, line) in printed.lines().step_by(2).enumerate() {
        let value = ["0.1", "1e+300", "5.0", "0.10957860598549463"][number % 4];
        let expected =
            format!(r#"{{"user":{number},"key":"float","value":{value},"variation_id":null,"error":null}}"#);
        assert_eq!(line, expected);
    }
}
