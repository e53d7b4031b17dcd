//! Unleash's evaluation engine, Yggdrasil.

use std::{collections::HashMap, hint::black_box};

use serde_json::{Value, json};
use unleash_types::client_features::{ClientFeatures, Context};
use unleash_yggdrasil::{EngineState, UpdateMessage};

use super::{floor, repeat::repeat};
use crate::{
    contender::Contender,
    document::{Attribute, Comparison, Flag, Rule, Targeting, user},
    loader::Loader,
    question::Question,
};

/// The name of the column.
const NAME: &str = "Unleash engine";

/// The engine and the user.
pub(super) struct Unleash {
    engine: EngineState,
    context: Context,
    no_user: Context,
}

impl Unleash {
    pub(super) fn new(flags: &[Flag]) -> Self {
        let context = context();
        let flags = flags.iter().filter_map(|flag| agreeing(flag, &context)).collect();
        Self { engine: load(&features(flags)), context, no_user: Context::default() }
    }
}

impl Contender for Unleash {
    fn name(&self) -> &'static str {
        NAME
    }

    fn read(&self, Question { key, for_user }: Question, times: u64) -> Option<bool> {
        self.engine.resolve(key, &self.context, &None)?;
        let context = if for_user { &self.context } else { &self.no_user };
        repeat(times, || self.engine.is_enabled(black_box(key), black_box(context), &None))
    }

    fn read_all(&self, times: u64) -> usize {
        let mut values = HashMap::new();
        for _ in 0..times {
            values = self.engine.resolve_all(black_box(&self.context), &None).expect("a state");
            black_box(&values);
        }
        values.values().filter(|resolved| resolved.enabled).count()
    }
}

pub(super) fn loader(flags: &[Flag]) -> Loader {
    Loader { name: NAME, document: document(flags), load: |document| Box::new(load(document)) }
}

/// The document that its SDK would download.
fn document(flags: &[Flag]) -> String {
    features(flags.iter().filter_map(|flag| feature(flag, &flag.key)).collect())
}

fn load(document: &str) -> EngineState {
    let features: ClientFeatures = serde_json::from_str(document).expect("a document of Unleash");
    let engine = EngineState::default();
    let warnings = engine.take_state(UpdateMessage::FullResponse(features));
    assert!(warnings.is_none(), "{warnings:?}");
    engine
}

fn features(features: Vec<Value>) -> String {
    json!({"version": 2, "features": features}).to_string()
}

/// The flag with a group id for which the engine serves the same value as the others, although its hash differs.
fn agreeing(flag: &Flag, context: &Context) -> Option<Value> {
    if !matches!(flag.targeting, Targeting::Half) {
        return feature(flag, &flag.key);
    }
    let wanted = floor::serves_true(flag);
    (0..).map(|group: u32| feature(flag, &format!("{}{group}", flag.key))).find(|feature| {
        let engine = load(&features(feature.iter().cloned().collect()));
        engine.is_enabled(&flag.key, context, &None) == wanted
    })?
}

fn feature(flag: &Flag, group: &str) -> Option<Value> {
    let strategies = match &flag.targeting {
        Targeting::Everyone => vec![json!({"name": "default"})],
        Targeting::Half => {
            let parameters = json!({"rollout": "50", "stickiness": "userId", "groupId": group});
            vec![json!({"name": "flexibleRollout", "parameters": parameters})]
        }
        Targeting::Rules(rules) => rules.iter().map(strategy).collect::<Option<_>>()?,
    };
    Some(json!({"name": flag.key, "type": "release", "enabled": true, "strategies": strategies}))
}

fn strategy(Rule { attribute, comparison }: &Rule) -> Option<Value> {
    let name = match attribute {
        Attribute::Id => "userId",
        Attribute::Email => "email",
        Attribute::Country => "country",
        Attribute::Version => "version",
        Attribute::Seats => "seats",
    };
    let mut constraint = match comparison {
        Comparison::Contains(text) => json!({"operator": "STR_CONTAINS", "values": [text]}),
        Comparison::OneOf(texts) => json!({"operator": "IN", "values": texts}),
        Comparison::HashedOneOf(_) => return None,
        Comparison::VersionBelow(version) => json!({"operator": "SEMVER_LT", "value": version}),
        Comparison::VersionFrom(version) => {
            json!({"operator": "SEMVER_LT", "value": version, "inverted": true})
        }
        Comparison::Above(number) => json!({"operator": "NUM_GT", "value": number.to_string()}),
    };
    constraint["contextName"] = json!(name);
    Some(json!({"name": "default", "constraints": [constraint]}))
}

fn context() -> Context {
    let properties = [
        ("email", user::EMAIL.to_owned()),
        ("country", user::COUNTRY.to_owned()),
        ("version", user::VERSION.to_owned()),
        ("seats", user::SEATS.to_string()),
    ];
    let properties = properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Context { user_id: Some(user::ID.to_owned()), properties: Some(properties), ..Context::default() }
}
