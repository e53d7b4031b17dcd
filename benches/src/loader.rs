//! [`Loader`]: what turns a document into something that flags can be read from.

use std::collections::HashMap;

use configcat_core::Config;
use serde::Deserialize;

#[cfg(feature = "peers")]
use crate::contender::{launchdarkly, unleash};
use crate::document::{Flag, config_v6};

/// Somebody's document, and how it is loaded.
#[derive(Debug)]
pub struct Loader {
    /// The name of the column.
    pub name: &'static str,
    /// The document.
    pub document: String,
    load: for<'d> fn(&'d str) -> Box<dyn Loaded + 'd>,
}

/// What has been loaded: only good for being kept.
pub trait Loaded {}

impl<T> Loaded for T {}

impl Loader {
    /// Loads the document.
    #[must_use]
    pub fn load(&self) -> Box<dyn Loaded + '_> {
        (self.load)(&self.document)
    }
}

/// The loaders of everybody, in the order of [`everybody`](crate::contender::everybody).
#[must_use]
pub fn loaders(flags: &[Flag]) -> Vec<Loader> {
    let v6 = config_v6::document(flags);
    vec![
        Loader { name: "ours", document: v6.clone(), load: |document| Box::new(ours(document)) },
        #[cfg(feature = "peers")]
        Loader {
            name: "`configcat` 0.1.7",
            document: v6.clone(),
            load: |document| Box::new(official(document)),
        },
        #[cfg(feature = "peers")]
        Loader {
            name: "LaunchDarkly engine",
            document: launchdarkly::document(flags),
            load: |document| Box::new(launchdarkly::load(document)),
        },
        #[cfg(feature = "peers")]
        Loader {
            name: "Unleash engine",
            document: unleash::document(flags),
            load: |document| Box::new(unleash::load(document)),
        },
        Loader { name: "floor of the machine", document: v6, load: |document| Box::new(floor(document)) },
    ]
}

fn ours(document: &str) -> Config {
    let config = Config::parse(document).expect("a config document");
    assert_eq!(config.broken_settings().count(), 0);
    config
}

/// What its client does with a body, but for the bookkeeping around it.
#[cfg(feature = "peers")]
fn official(document: &str) -> configcat::Config {
    serde_json::from_str(document).expect("a config document")
}

/// `serde_json` alone: the members of the document, borrowed from it.
fn floor(document: &str) -> wire::Document<'_> {
    serde_json::from_str(document).expect("a config document")
}

#[expect(dead_code, reason = "what is measured is how long it takes to fill this")]
mod wire {
    use super::{Deserialize, HashMap};

    #[derive(Deserialize)]
    pub(super) struct Document<'d> {
        #[serde(borrow)]
        f: HashMap<&'d str, Setting<'d>>,
    }

    #[derive(Deserialize)]
    struct Setting<'d> {
        t: u8,
        v: Value,
        i: Option<&'d str>,
        #[serde(borrow, default)]
        r: Box<[Rule<'d>]>,
        #[serde(borrow, default)]
        p: Box<[Served<'d>]>,
    }

    #[derive(Deserialize)]
    struct Value {
        b: bool,
    }

    #[derive(Deserialize)]
    struct Rule<'d> {
        #[serde(borrow)]
        c: Box<[Condition<'d>]>,
        s: Served<'d>,
    }

    #[derive(Deserialize)]
    struct Served<'d> {
        p: Option<u8>,
        v: Value,
        i: Option<&'d str>,
    }

    #[derive(Deserialize)]
    struct Condition<'d> {
        #[serde(borrow)]
        u: UserCondition<'d>,
    }

    #[derive(Deserialize)]
    struct UserCondition<'d> {
        a: &'d str,
        c: u8,
        #[serde(borrow)]
        l: Option<Box<[&'d str]>>,
        s: Option<&'d str>,
        d: Option<f64>,
    }
}
