//! LaunchDarkly's evaluation engine, without its SDK.

use std::{collections::HashMap, hint::black_box};

use launchdarkly_server_sdk_evaluation::{
    Context, ContextBuilder, Flag as EngineFlag, FlagValue, Segment, Store, evaluate,
};
use serde_json::{Value, json};

use super::{floor, repeat::repeat};
use crate::{
    contender::Contender,
    document::{Attribute, Comparison, Flag, Rule, Targeting, user},
    loader::Loader,
    question::Question,
};

/// The name of the column.
const NAME: &str = "LaunchDarkly engine";

/// The engine, with its flags in a map, as its SDK keeps them.
pub(super) struct LaunchDarkly {
    flags: Flags,
    context: Context,
    no_user: Context,
}

struct Flags(HashMap<String, EngineFlag>);

impl LaunchDarkly {
    pub(super) fn new(flags: &[Flag]) -> Self {
        let context = context();
        // The engine has no hashed lists.
        let flags = flags.iter().filter(|flag| setting(flag, "").is_some());
        let flags = flags.map(|flag| (flag.key.clone(), agreeing(flag, &context)));
        let no_user = ContextBuilder::new("nobody").build().expect("a context");
        Self { flags: Flags(flags.collect()), context, no_user }
    }
}

impl Contender for LaunchDarkly {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, Question { key, for_user }: Question, times: u64) -> Option<bool> {
        self.flags.0.get(key)?;
        let context = if for_user { &self.context } else { &self.no_user };
        repeat(times, || {
            let flag = self.flags.0.get(black_box(key));
            flag.is_some_and(|flag| serves_true(&self.flags, flag, black_box(context)))
        })
    }

    fn read_all(&self, times: u64) -> usize {
        let mut values = HashMap::new();
        for _ in 0..times {
            let flags = self.flags.0.iter();
            values = flags
                .map(|(key, flag)| (key.clone(), serves_true(&self.flags, flag, black_box(&self.context))))
                .collect();
            black_box(&values);
        }
        values.values().filter(|value| **value).count()
    }
}

impl Store for Flags {
    fn flag(&self, key: &str) -> Option<EngineFlag> {
        self.0.get(key).cloned()
    }

    fn segment(&self, _: &str) -> Option<Segment> {
        None
    }
}

pub(super) fn loader(flags: &[Flag]) -> Loader {
    Loader { name: NAME, document: document(flags), load: |document| Box::new(load(document)) }
}

/// The document that its SDK would download, `{key: flag}`.
fn document(flags: &[Flag]) -> String {
    let flags = flags.iter().filter_map(|flag| Some((flag.key.clone(), setting(flag, "salt")?)));
    Value::Object(flags.collect()).to_string()
}

fn load(document: &str) -> HashMap<String, EngineFlag> {
    serde_json::from_str(document).expect("a document of LaunchDarkly")
}

fn serves_true(flags: &Flags, flag: &EngineFlag, context: &Context) -> bool {
    evaluate(flags, flag, context, None).value.and_then(FlagValue::as_bool).unwrap_or(false)
}

/// The flag with a salt for which the engine serves the same value as the others, although its hash differs.
fn agreeing(flag: &Flag, context: &Context) -> EngineFlag {
    let wanted = match flag.targeting {
        Targeting::Half => Some(floor::serves_true(flag)),
        _ => None,
    };
    let salted = (0..).map(|salt: u32| {
        let setting = setting(flag, &salt.to_string()).expect("a flag that the engine supports");
        serde_json::from_value(setting).expect("a flag of LaunchDarkly")
    });
    let nothing = Flags(HashMap::new());
    let agrees =
        |flag: &EngineFlag| wanted.is_none_or(|wanted| serves_true(&nothing, flag, context) == wanted);
    salted.into_iter().find(agrees).expect("a salt")
}

fn setting(flag: &Flag, salt: &str) -> Option<Value> {
    let half = json!({"rollout": {"variations": [
        {"variation": 0, "weight": 50_000}, {"variation": 1, "weight": 50_000},
    ]}});
    let (fallthrough, rules) = match &flag.targeting {
        Targeting::Everyone => (json!({"variation": 0}), Vec::new()),
        Targeting::Half => (half, Vec::new()),
        Targeting::Rules(rules) => {
            (json!({"variation": 1}), rules.iter().enumerate().map(rule).collect::<Option<_>>()?)
        }
    };
    Some(json!({
        "key": flag.key, "version": 1, "on": true, "salt": salt, "targets": [], "prerequisites": [],
        "rules": rules, "fallthrough": fallthrough, "offVariation": 1, "variations": [true, false],
        "clientSide": false,
    }))
}

fn rule((index, Rule { attribute, comparison }): (usize, &Rule)) -> Option<Value> {
    let attribute = match attribute {
        Attribute::Id => "key",
        Attribute::Email => "email",
        Attribute::Country => "country",
        Attribute::Version => "version",
        Attribute::Seats => "seats",
    };
    let (op, negate, values) = match comparison {
        Comparison::Contains(text) => ("contains", false, json!([text])),
        Comparison::OneOf(texts) => ("in", false, json!(texts)),
        Comparison::HashedOneOf(_) => return None,
        Comparison::VersionBelow(version) => ("semVerLessThan", false, json!([version])),
        Comparison::VersionFrom(version) => ("semVerLessThan", true, json!([version])),
        Comparison::Above(number) => ("greaterThan", false, json!([number])),
    };
    let clause = json!({"attribute": attribute, "op": op, "negate": negate, "values": values});
    Some(json!({"id": index.to_string(), "clauses": [clause], "variation": 0, "trackEvents": false}))
}

fn context() -> Context {
    ContextBuilder::new(user::ID)
        .set_string("email", user::EMAIL)
        .set_string("country", user::COUNTRY)
        .set_string("version", user::VERSION)
        .set_float("seats", user::SEATS)
        .build()
        .expect("a context")
}
