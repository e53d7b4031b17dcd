//! Errors and defects say where in the document they are.

use configcat_core::{Config, ParseError, config::Position};

/// Where the mark `⟨` is in a text, and the text without it.
fn marked(text: &str) -> (Position, String) {
    let (before, after) = text.split_once('⟨').expect("a mark");
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let position = Position { line: before.matches('\n').count() + 1, column: before.len() - line_start + 1 };
    (position, format!("{before}{after}"))
}

/// What is wrong with the only broken setting, and where.
fn defects(document: &str) -> Vec<(Position, String)> {
    let config = Config::parse(document).expect("a config document");
    let broken = config.broken_settings().next().expect("a broken setting");
    broken.defects().iter().map(|defect| (defect.position(), defect.to_string())).collect()
}

#[test]
fn a_parse_error_has_the_line_and_column_of_the_unexpected_byte() {
    for (text, message) in [
        ("⟨x", "expected value"),
        ("{\"f\": ⟨x}", "expected value"),
        ("{\n  \"f\": {\n    \"a\" ⟨1\n  }\n}", "expected `:`"),
        ("{\r\n  \"f\": {\"a\": tru⟨}\r\n}", "expected ident"),
        ("{\"f\": {}}\n\n ⟨x", "trailing characters"),
        // Columns are bytes.
        ("{\n\"é\": ⟨x}", "expected value"),
    ] {
        let (Position { line, column }, document) = marked(text);
        let error = Config::parse(&document).expect_err("the document is broken");
        assert_eq!(error.to_string(), format!("line {line}, column {column}: {message}"), "{text}");
    }
}

#[test]
fn a_parse_error_at_the_end_has_the_last_line_and_no_column_below_one() {
    for (document, expected) in [("", (1, 1)), ("{\n\n", (3, 1)), ("{\n  \"f\": {", (2, 8))] {
        let error = Config::parse(document).expect_err("the document ends too early");
        assert!(
            matches!(error, ParseError::Json { line, column, .. } if (line, column) == expected),
            "{document:?}: {error:?}"
        );
    }
    let error = Config::parse("{\n  \"f\": tru").expect_err("not JSON");
    assert_eq!(error.to_string(), "line 2, column 10: EOF while parsing a value");
}

#[test]
fn a_defect_of_a_value_is_where_the_value_starts() {
    for text in [
        r#"{"f": {"a": {"t": 0, "v": ⟨1}}}"#,
        "{\n  \"f\": {\n    \"good\": {\"v\": 1},\n    \"a\": {\n      \"t\": 0,\n      \"v\": ⟨1\n    }\n  }\n}",
        "{\r\n\"f\": {\r\n\"é\": {\"t\": 0,\t\"v\": ⟨1}}}",
    ] {
        let (position, document) = marked(text);
        assert_eq!(defects(&document), [(position, "value `1` is not a bool".to_owned())], "{text}");
    }
}

#[test]
fn defects_of_rules_and_options_are_where_their_values_start() {
    let document = "{\"f\": {\n\"a\": {\"t\": 0, \"v\": true,\n\"r\": [{\"v\": true},\n  {\"v\": 1}],\n\n \"p\": [{\"v\": 2}]}}}";
    let found = defects(document);
    let at = |line, column| Position { line, column };
    assert_eq!(
        found,
        [
            (at(4, 9), "targeting rule 2: value `1` is not a bool".to_owned()),
            (at(6, 14), "percentage option 1: value `2` is not a bool".to_owned()),
        ]
    );
}

#[test]
fn a_defect_of_a_setting_is_where_the_setting_starts() {
    for (text, message) in [
        ("{\"f\":\n {\"a\":\n\n   ⟨{\"t\": 0}}}", "the value is missing"),
        ("{\"f\":\n {\"\": ⟨{\"v\": 1}}}", "the key is empty"),
        ("{\"flags\":\n {\"a\":\n  ⟨[]}}", "value `[]` is not of a type that a flag can have"),
    ] {
        let (position, document) = marked(text);
        assert_eq!(defects(&document), [(position, message.to_owned())], "{text}");
    }
}

#[test]
fn a_defect_of_a_member_or_item_is_where_its_value_starts() {
    for (text, message) in [
        ("{\"f\":\n {\"a\": {\"t\": ⟨7, \"v\": 1}}}", "unknown setting type `7`"),
        ("{\"f\": {\"a\": {\"v\": 1, \"p\": ⟨3}}}", "`p` is `3`, not a list"),
        ("{\n\"f\": {\n  \"a\": {\"v\": 1, \"r\": ⟨3}}}", "`r` is `3`, not a list"),
        (
            "{\n\"f\": {\n  \"a\": {\n    \"v\": 1,\n    \"r\": [{\"v\": 1},\n      {\"v\": 1, \"a\": ⟨5}]}}}",
            "targeting rule 2: `a` is `5`, not a text",
        ),
        ("{\"f\":\n  {\"a\": ⟨5}}", "`5` is not a setting (a JSON object with a value `v`)"),
    ] {
        let (position, document) = marked(text);
        assert_eq!(defects(&document), [(position, message.to_owned())], "{text}");
    }
}

#[test]
fn columns_do_not_count_a_byte_order_mark() {
    let (position, document) = marked(r#"{"f": {"a": {"t": 0, "v": ⟨1}}}"#);
    assert_eq!(defects(&format!("\u{feff}{document}"))[0].0, position);
}
