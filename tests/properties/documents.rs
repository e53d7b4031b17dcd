//! Documents: mostly as they should be, with some parts that are anything.

use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Map, Value as Json};

use super::{
    documents_v6,
    users::{ATTRIBUTE_NAMES, attribute_text},
};

/// Any JSON, from a single value to a small tree.
pub(crate) fn any_json() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        text().prop_map(Json::from),
    ];
    let key = prop_oneof![4 => select(vec!["f", "p", "s", "v", "t", "r", "i", "o", "a", "c"]).prop_map_into(), 1 => text()];
    leaf.prop_recursive(4, 24, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Json::from),
            vec((key.clone(), inner), 0..6).prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
    .boxed()
}

/// The text of a document in one of the formats.
pub(crate) fn document() -> BoxedStrategy<String> {
    let config = object(vec![
        ("f", mostly(settings(setting()))),
        (
            "p",
            option::weighted(0.5, mostly(object(vec![("u", mostly(text().prop_map_into()))])))
                .prop_map(Option::flatten)
                .boxed(),
        ),
    ]);
    let plain_value = prop_oneof![value_of_type(0), value_of_type(1), value_of_type(2), value_of_type(3)];
    let simple = object(vec![("flags", mostly(settings(mostly(plain_value))))]);
    prop_oneof![8 => config, 8 => documents_v6::document(), 1 => simple]
        .prop_map(|json| json.to_string())
        .boxed()
}

/// Texts with a piece replaced by something else.
pub(crate) fn damaged(texts: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    (texts, any::<prop::sample::Index>(), 0..20_usize, any::<String>()).prop_map(
        |(text, at, length, piece)| {
            let characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len());
            let end = (start + length).min(characters.len());
            let (before, after) = (&characters[..start], &characters[end..]);
            before.iter().copied().chain(piece.chars()).chain(after.iter().copied()).collect()
        },
    )
}

pub(crate) fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![4 => "[a-c@., é]{0,6}", 1 => any::<String>()]
}

/// What is expected in a place, seldom nothing or anything at all.
pub(crate) fn mostly(expected: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Option<Json>> {
    prop_oneof![150 => expected.prop_map(Some), 1 => Just(None), 1 => any_json().prop_map(Some)].boxed()
}

/// What is expected in a place that may as well be left out.
pub(crate) fn optional(expected: impl Strategy<Value = Json> + 'static) -> BoxedStrategy<Option<Json>> {
    option::weighted(0.5, mostly(expected)).prop_map(Option::flatten).boxed()
}

pub(crate) fn object(members: Vec<(&'static str, BoxedStrategy<Option<Json>>)>) -> BoxedStrategy<Json> {
    let (names, values): (Vec<_>, Vec<_>) = members.into_iter().unzip();
    let with_names = move |values: Vec<Option<Json>>| {
        let members = names.iter().zip(values).filter_map(|(name, value)| Some(((*name).to_owned(), value?)));
        Json::Object(members.collect())
    };
    values.prop_map(with_names).boxed()
}

/// Settings by keys of which two documents are likely to share some.
fn settings(setting: BoxedStrategy<Option<Json>>) -> impl Strategy<Value = Json> {
    let key = prop_oneof![9 => "[a-h]", 1 => text()];
    vec((key, setting), 0..6).prop_map(|members| {
        let members = members.into_iter().filter_map(|(key, setting)| Some((key, setting?)));
        Json::Object(members.collect::<Map<_, _>>())
    })
}

fn setting() -> BoxedStrategy<Option<Json>> {
    let of_type = |number: i64| {
        let value = || mostly(value_of_type(number));
        mostly(object(vec![
            ("t", mostly(Just(Json::from(number)))),
            ("v", value()),
            ("i", optional(variation_id())),
            ("r", mostly(list_of(rule(value())))),
            ("p", optional(list_of(percentage_option(value())))),
        ]))
    };
    prop_oneof![of_type(0), of_type(1), of_type(2), of_type(3)].boxed()
}

fn rule(value: BoxedStrategy<Option<Json>>) -> BoxedStrategy<Json> {
    object(vec![
        ("o", optional((0..5).prop_map(Json::from))),
        ("a", mostly(select(ATTRIBUTE_NAMES.to_vec()).prop_map(Json::from))),
        ("t", mostly((0..18).prop_map(Json::from))),
        ("c", mostly(comparison_value().prop_map(Json::from))),
        ("v", value),
        ("i", optional(variation_id())),
    ])
}

fn percentage_option(value: BoxedStrategy<Option<Json>>) -> BoxedStrategy<Json> {
    object(vec![
        ("o", optional((0..5).prop_map(Json::from))),
        ("p", mostly((0..=100).prop_map(Json::from))),
        ("v", value),
        ("i", optional(variation_id())),
    ])
}

pub(crate) fn list_of(item: BoxedStrategy<Json>) -> impl Strategy<Value = Json> {
    vec(item, 0..4).prop_map(Json::from)
}

pub(crate) fn value_of_type(number: i64) -> BoxedStrategy<Json> {
    match number {
        0 => any::<bool>().prop_map(Json::from).boxed(),
        1 => text().prop_map(Json::from).boxed(),
        2 => any::<i64>().prop_map(Json::from).boxed(),
        _ => any::<f64>()
            .prop_map(Json::from)
            .prop_filter("JSON has finite numbers only", |json| !json.is_null())
            .boxed(),
    }
}

/// Few, so that some are used more than once.
pub(crate) fn variation_id() -> impl Strategy<Value = Json> {
    "[0-9a-f]{2}".prop_map(Json::from)
}

/// What users have, as a list or alone, so that comparisons have every outcome.
fn comparison_value() -> impl Strategy<Value = String> {
    const SHA1_OF_ABC: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

    let item = prop_oneof![6 => attribute_text(), 1 => Just(SHA1_OF_ABC.to_owned()), 1 => any::<String>()];
    vec(item, 1..3).prop_map(|items| items.join(", "))
}
