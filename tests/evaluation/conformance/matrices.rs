//! The matrices of config v5 and v6: each cell is what a flag serves to the user of the row.

use std::collections::BTreeMap;

use configcat_core::{Client, Value};
use configcat_test_support::{Conformance, Matrix, evaluate, local_client, number_of};
use serde::Deserialize;

use crate::mismatches::Mismatches;

/// The suites of config v5 whose cells are values, with the number of their cells.
const V5_VALUES: [(&str, usize); 4] =
    [("v5/text", 15_180), ("v5/semantic", 210), ("v5/number", 50), ("v5/sensitive", 14)];

/// The suites of config v6 whose cells are values.
const V6_VALUES: [(&str, usize); 7] = [
    ("v6/text", 15_180),
    ("v6/semantic", 210),
    ("v6/number", 50),
    ("v6/sensitive", 14),
    ("v6/segments_old", 40),
    ("v6/and_or", 56),
    ("v6/unicode", 286),
];

#[test]
fn every_cell_of_the_v5_matrices_matches() {
    let Some(data) = Conformance::or_skip("every_cell_of_the_v5_matrices_matches") else { return };
    assert_eq!(compare_all(&data, &V5_VALUES, ("v5/variationid", 28)), 15_482);
}

#[test]
fn every_cell_of_the_v6_matrices_matches() {
    let Some(data) = Conformance::or_skip("every_cell_of_the_v6_matrices_matches") else { return };
    assert_eq!(compare_all(&data, &V6_VALUES, ("v6/variationid", 28)), 15_864);
}

/// Compares all cells of suites with values and of one with variation ids, and returns their number.
fn compare_all(data: &Conformance, values: &[(&str, usize)], variation_ids: (&str, usize)) -> usize {
    let mut cells = 0;
    for (suite, expected_cells) in values {
        let compared = compare_suite(data, suite, |client, key, user, expected| {
            let actual = evaluate(&client.snapshot(), key, user).value;
            (actual.as_ref().is_ok_and(|value| is_in_cell(value, expected)), format!("{actual:?}"))
        });
        assert_eq!(compared, *expected_cells, "cells of {suite}");
        cells += compared;
    }
    let (suite, expected_cells) = variation_ids;
    let compared = compare_suite(data, suite, |client, key, user, expected| {
        let actual = client.get_variation_id(key, user);
        (actual.as_deref() == Some(expected), format!("{actual:?}"))
    });
    assert_eq!(compared, expected_cells, "cells of {suite}");
    cells + compared
}

#[test]
fn every_published_variation_id_has_its_key_and_value() {
    #[derive(Deserialize)]
    struct KeyAndValue {
        key: String,
        value: serde_json::Value,
    }

    let Some(data) = Conformance::or_skip("every_published_variation_id_has_its_key_and_value") else {
        return;
    };
    let client = client_of(&data, "v5/variationid");
    let json = data.read("v5/variationid/key_and_value.json");
    let by_variation_id: BTreeMap<String, Option<KeyAndValue>> =
        serde_json::from_str(&json).expect("variation ids with key and value");
    let mut mismatches = Mismatches::default();
    for (variation_id, expected) in &by_variation_id {
        let actual = client.get_key_and_value(variation_id);
        let is_match = match (&actual, expected) {
            (Some((key, value)), Some(expected)) => *key == expected.key && is_json(value, &expected.value),
            (actual, expected) => actual.is_none() && expected.is_none(),
        };
        let expected = expected.as_ref().map(|expected| format!("{}: {}", expected.key, expected.value));
        let place = format_args!("variation id {variation_id}");
        mismatches.compare(is_match, place, expected.unwrap_or_else(|| "none".to_owned()), actual);
    }
    assert_eq!(mismatches.assert_none(), 17);
}

/// Compares all cells of a suite and returns their number. `read` tells whether a flag serves what a cell says, and
/// what it serves.
fn compare_suite(
    data: &Conformance,
    suite: &str,
    read: impl Fn(&Client, &str, Option<&configcat_core::User>, &str) -> (bool, String),
) -> usize {
    let client = client_of(data, suite);
    let csv = data.read(&format!("{suite}/matrix.csv"));
    let matrix = Matrix::parse(&csv);
    let mut mismatches = Mismatches::default();
    for row in matrix.rows() {
        for (key, expected) in matrix.cells(row) {
            let (is_match, actual) = read(&client, key, row.user.as_ref(), expected);
            let place = format_args!("{suite}, line {}, flag `{key}`", row.line);
            mismatches.compare(is_match, place, expected, actual);
        }
    }
    mismatches.assert_none()
}

fn client_of(data: &Conformance, suite: &str) -> Client {
    local_client(&data.read(&format!("{suite}/config.json")))
}

/// Whether a cell stands for a value. `True` and `False` are capitalized, numbers compare as numbers.
fn is_in_cell(value: &Value, cell: &str) -> bool {
    match value {
        Value::Bool(value) => cell == if *value { "True" } else { "False" },
        Value::Text(value) => value == cell,
        Value::Int(_) | Value::Float(_) => number_of(value) == cell.parse().ok(),
    }
}

fn is_json(value: &Value, json: &serde_json::Value) -> bool {
    match value {
        Value::Int(_) | Value::Float(_) => number_of(value) == json.as_f64(),
        Value::Bool(value) => json == value,
        Value::Text(value) => json == value.as_str(),
    }
}
