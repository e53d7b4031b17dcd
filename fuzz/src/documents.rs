//! Recorded documents with parts moved or replaced.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    sync::LazyLock,
};

use arbitrary::{Arbitrary as _, Result, Unstructured};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

/// The recorded config documents, v5 and v6.
///
/// # Panics
///
/// If `tests/data` cannot be read.
pub(crate) fn seeds() -> &'static [Value] {
    static SEEDS: LazyLock<Vec<Value>> =
        LazyLock::new(|| ["v5", "v6"].into_iter().flat_map(recorded_documents).collect());
    &SEEDS
}

fn recorded_documents(name: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/data/{name}.jsonl.gz"));
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let document = |line: std::io::Result<String>| {
        let mut record: Value = serde_json::from_str(&line.expect("UTF-8")).expect("a recorded config");
        record["config"].take()
    };
    BufReader::new(GzDecoder::new(file)).lines().map(document).collect()
}

/// A recorded document with a few changes.
///
/// # Errors
///
/// None that matters: after the end of the bytes, each choice is the first one.
///
/// # Panics
///
/// If `tests/data` cannot be read.
pub(crate) fn any_document(bytes: &mut Unstructured<'_>) -> Result<Value> {
    let mut document = bytes.choose(seeds())?.clone();
    for _ in 0..bytes.int_in_range(0..=8)? {
        let donor = bytes.choose(seeds())?;
        let replacement = match bytes.int_in_range(0..=9)? {
            // A part of a document, which is likely to be valid in another place too.
            0..=5 => part(&mut donor.clone(), bytes)?.clone(),
            6 => part(&mut document.clone(), bytes)?.clone(),
            _ => any_json(bytes)?,
        };
        let old = part(&mut document, bytes)?;
        match (old, replacement) {
            (Value::Object(old), Value::Object(new)) if bool::arbitrary(bytes)? => old.extend(new),
            (Value::Array(old), new) if bool::arbitrary(bytes)? => old.push(new),
            (old, new) => *old = new,
        }
    }
    Ok(document)
}

/// A part of a document, up to nine levels down.
fn part<'a>(document: &'a mut Value, bytes: &mut Unstructured<'_>) -> Result<&'a mut Value> {
    let depth = bytes.int_in_range(1..=9)?;
    let mut part = document;
    for _ in 0..depth {
        let members = match part {
            Value::Array(items) => items.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        if members == 0 {
            break;
        }
        let index = bytes.choose_index(members)?;
        part = match part {
            Value::Array(items) => &mut items[index],
            Value::Object(members) => members.iter_mut().nth(index).expect("the index is below the length").1,
            other => other,
        };
    }
    Ok(part)
}

fn any_json(bytes: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match bytes.int_in_range(0..=9)? {
        0 => Value::Null,
        1 => json!(bool::arbitrary(bytes)?),
        2 => json!(bytes.int_in_range(-2..=40)?),
        3 => json!(i64::arbitrary(bytes)?),
        4 => json!(f64::arbitrary(bytes)?),
        5 => json!(String::arbitrary(bytes)?),
        6 => json!([]),
        7 => json!({}),
        8 => {
            json!({"c": bytes.int_in_range(0..=36)?, "a": "Email", "l": ["a", "5_00"], "s": "1.0.0", "d": 1.5})
        }
        // The key of a flag, which can make a cycle of prerequisite flags.
        _ => {
            let flags = bytes.choose(seeds())?["f"].as_object();
            json!(flags.and_then(|flags| flags.keys().next()))
        }
    })
}
