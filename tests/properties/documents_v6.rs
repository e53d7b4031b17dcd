//! Documents of config v6: with segments, prerequisite flags (circles included) and all comparators.

use configcat_test_support::hashed;
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value as Json, json};

use super::{
    documents::{list_of, mostly, object, optional, text, value_of_type, variation_id},
    users::{ATTRIBUTE_NAMES, attribute_text},
};

/// The keys of flags with their types, so that a condition on another flag mostly has the right one.
const KEYS: [(&str, i64); 8] =
    [("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 1), ("f", 1), ("g", 2), ("h", 3)];

/// A document.
pub(crate) fn document() -> impl Strategy<Value = Json> {
    let preferences = object(vec![("s", mostly(Just(json!("salt"))))]);
    let segment = object(vec![
        ("n", mostly(select(vec!["seg", "a"]).prop_map(Json::from))),
        ("r", mostly(few(user_condition("seg")))),
    ]);
    let settings = vec(select(KEYS.to_vec()), 0..8).prop_flat_map(|keys| {
        let settings: Vec<_> =
            keys.iter().map(|(key, setting_type)| mostly(setting(key, *setting_type))).collect();
        settings.prop_map(move |settings| {
            let members = keys.iter().zip(settings);
            members.filter_map(|((key, _), setting)| Some(((*key).to_owned(), setting?))).collect::<Json>()
        })
    });
    object(vec![
        ("p", mostly(preferences)),
        ("s", mostly(vec(segment, 1..4).prop_map(Json::from))),
        ("f", mostly(settings)),
    ])
}

fn setting(key: &'static str, setting_type: i64) -> BoxedStrategy<Json> {
    object(vec![
        ("t", mostly(Just(json!(setting_type)))),
        ("a", optional(select(ATTRIBUTE_NAMES.to_vec()).prop_map(Json::from))),
        ("r", mostly(list_of(rule(key, setting_type)))),
        ("p", optional(options(setting_type))),
        ("v", mostly(value(setting_type))),
        ("i", optional(variation_id())),
    ])
}

fn rule(key: &'static str, setting_type: i64) -> BoxedStrategy<Json> {
    let conditions = mostly(few(condition(key)));
    let served = object(vec![("v", mostly(value(setting_type))), ("i", optional(variation_id()))]);
    prop_oneof![
        3 => object(vec![("c", conditions.clone()), ("s", mostly(served))]),
        1 => object(vec![("c", conditions), ("p", mostly(options(setting_type)))]),
    ]
    .boxed()
}

/// Options that cover everyone, or any.
fn options(setting_type: i64) -> impl Strategy<Value = Json> {
    let option = |percentage: BoxedStrategy<Json>| {
        object(vec![
            ("p", mostly(percentage)),
            ("v", mostly(value(setting_type))),
            ("i", optional(variation_id())),
        ])
    };
    let of = |percentage: i64| option(Just(json!(percentage)).boxed());
    let covering = (of(30), of(70)).prop_map(|(first, second)| json!([first, second]));
    prop_oneof![4 => covering, 1 => list_of(option((0..=100).prop_map(Json::from).boxed()))]
}

fn condition(key: &'static str) -> BoxedStrategy<Json> {
    let comparator = || mostly((0..2).prop_map(Json::from));
    let segment = object(vec![("s", mostly((0..2).prop_map(Json::from))), ("c", comparator())]);
    let flag = select(KEYS.to_vec()).prop_flat_map(move |(key, setting_type)| {
        object(vec![("f", mostly(Just(json!(key)))), ("c", comparator()), ("v", mostly(value(setting_type)))])
    });
    prop_oneof![
        2 => object(vec![("u", mostly(user_condition(key)))]),
        1 => object(vec![("s", mostly(segment))]),
        1 => object(vec![("p", mostly(flag))]),
    ]
    .boxed()
}

/// A list so short that all of it holds now and then.
fn few(item: BoxedStrategy<Json>) -> impl Strategy<Value = Json> {
    vec(item, 0..3).prop_map(Json::from)
}

/// A condition of any comparator with what it compares with. Hashes are made with this context.
fn user_condition(context: &'static str) -> BoxedStrategy<Json> {
    (0..36_i64)
        .prop_flat_map(move |comparator| {
            let hash = move || attribute_text().prop_map(move |text| json!(hashed(&text, "salt", context)));
            let plain = || attribute_text().prop_map(Json::from);
            let affix = attribute_text()
                .prop_map(move |text| json!(format!("{}_{}", text.len(), hashed(&text, "salt", context))));
            let number = prop_oneof![(-5..20).prop_map(Json::from), value_of_type(3)];
            let (member, operand) = match comparator {
                6..=9 | 28 | 29 => ("s", plain().boxed()),
                20 | 21 => ("s", hash().boxed()),
                10..=15 | 18 | 19 => ("d", number.boxed()),
                16 | 17 | 26 | 27 => ("l", list_of(hash().boxed()).boxed()),
                22..=25 => ("l", list_of(affix.boxed()).boxed()),
                _ => ("l", list_of(plain().boxed()).boxed()),
            };
            object(vec![
                ("a", mostly(select(ATTRIBUTE_NAMES.to_vec()).prop_map(Json::from))),
                ("c", mostly(Just(json!(comparator)))),
                (member, mostly(operand)),
            ])
        })
        .boxed()
}

fn value(setting_type: i64) -> BoxedStrategy<Json> {
    let (member, value) = match setting_type {
        0 => ("b", value_of_type(0)),
        // Few, so that conditions on other flags hold now and then.
        1 => (
            "s",
            prop_oneof![select(vec!["x", "y"]).prop_map(Json::from), text().prop_map(Json::from)].boxed(),
        ),
        2 => ("i", (0..3).prop_map(Json::from).boxed()),
        _ => ("d", prop_oneof![Just(json!(0.5)), value_of_type(3)].boxed()),
    };
    object(vec![(member, mostly(value))])
}
