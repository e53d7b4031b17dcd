//! LaunchDarkly's evaluation engine, without the SDK around it.

use std::{collections::HashMap, hint::black_box};

use launchdarkly_server_sdk_evaluation::{
    Context, ContextBuilder, Flag as Compiled, FlagValue, Segment, Store, evaluate,
};
use serde_json::{Value, json};

use super::{Contender, Question, repeat};
use crate::document::{Attribute, Flag, Rule, Targeting, Test, user};

/// The flags in a map, which is what its SDK keeps them in.
pub(super) struct LaunchDarkly {
    flags: Flags,
    context: Context,
    nobody: Context,
}

struct Flags(HashMap<String, Compiled>);

impl LaunchDarkly {
    pub(super) fn new(flags: &[Flag]) -> Self {
        let context = context();
        // Hashed lists are ConfigCat's alone.
        let flags = flags.iter().filter(|flag| setting(flag, "").is_some());
        let flags = flags.map(|flag| (flag.key.clone(), agreeing(flag, &context)));
        let nobody = ContextBuilder::new("nobody").build().expect("a context");
        Self { flags: Flags(flags.collect()), context, nobody }
    }
}

impl Contender for LaunchDarkly {
    fn name(&self) -> &'static str {
        "LaunchDarkly engine"
    }

    fn read(&self, Question { key, for_user }: Question, times: u64) -> Option<bool> {
        self.flags.0.get(key)?;
        let context = if for_user { &self.context } else { &self.nobody };
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
    fn flag(&self, key: &str) -> Option<Compiled> {
        self.0.get(key).cloned()
    }

    fn segment(&self, _: &str) -> Option<Segment> {
        None
    }
}

/// The document that its SDK would download, `{key: flag}`.
pub(crate) fn document(flags: &[Flag]) -> String {
    let flags = flags.iter().filter_map(|flag| Some((flag.key.clone(), setting(flag, "salt")?)));
    Value::Object(flags.collect()).to_string()
}

/// Reads a document.
pub(crate) fn load(document: &str) -> HashMap<String, Compiled> {
    serde_json::from_str(document).expect("a document of LaunchDarkly")
}

fn serves_true(flags: &Flags, flag: &Compiled, context: &Context) -> bool {
    evaluate(flags, flag, context, None).value.and_then(FlagValue::as_bool).unwrap_or(false)
}

/// The flag with a salt that gives the user what everybody gives: the hash is another one.
fn agreeing(flag: &Flag, context: &Context) -> Compiled {
    let wanted = match flag.targeting {
        Targeting::Half => Some(super::floor::serves_true(flag)),
        _ => None,
    };
    let salted = (0..).map(|salt: u32| {
        let setting = setting(flag, &salt.to_string()).expect("a flag that it knows");
        serde_json::from_value(setting).expect("a flag of LaunchDarkly")
    });
    let nothing = Flags(HashMap::new());
    let agrees = |flag: &Compiled| wanted.is_none_or(|wanted| serves_true(&nothing, flag, context) == wanted);
    salted.into_iter().find(agrees).expect("a salt")
}

fn setting(flag: &Flag, salt: &str) -> Option<Value> {
    let half = json!({"rollout": {"variations": [
        {"variation": 0, "weight": 50_000}, {"variation": 1, "weight": 50_000},
    ]}});
    let (fallthrough, rules) = match &flag.targeting {
        Targeting::Everybody => (json!({"variation": 0}), Vec::new()),
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

fn rule((index, Rule { attribute, test }): (usize, &Rule)) -> Option<Value> {
    let attribute = match attribute {
        Attribute::Id => "key",
        Attribute::Email => "email",
        Attribute::Country => "country",
        Attribute::Version => "version",
        Attribute::Seats => "seats",
    };
    let (op, negate, values) = match test {
        Test::Contains(text) => ("contains", false, json!([text])),
        Test::OneOf(texts) => ("in", false, json!(texts)),
        Test::HashedOneOf(_) => return None,
        Test::VersionBelow(version) => ("semVerLessThan", false, json!([version])),
        Test::VersionFrom(version) => ("semVerLessThan", true, json!([version])),
        Test::Above(number) => ("greaterThan", false, json!([number])),
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
