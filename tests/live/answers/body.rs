//! [`Body`]: the body of an answer, at random.

use fastrand::Rng;

use crate::reply::choose;

/// Base URLs that configs prefer.
const TARGETS: [&str; 8] = [
    "https://cdn-eu.configcat.com",
    "https://cdn-global.configcat.com",
    "https://own.example",
    "https://other.example/",
    "https://other.example/path",
    "http://plain.example",
    "nonsense",
    "",
];

/// The body of an answer.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// A config of this version: the flags `flag` and `copy` have it as their value.
    Config(u32),
    /// The same, but one of three settings is broken.
    PartlyBroken(u32),
    /// A config without settings.
    NoSettings,
    /// A config whose settings are all broken.
    AllBroken,
    /// The config of this version, and the base URL that it prefers: at the index of [`TARGETS`], with this redirect.
    Redirect(Option<u32>, usize, u8),
    /// No config.
    Garbage(Vec<u8>),
}

impl Body {
    pub(crate) fn random(rng: &mut Rng, version: u32) -> Self {
        match rng.u8(0..16) {
            0..4 => Self::Config(version),
            4 => Self::Config(version - 1),
            5 => Self::PartlyBroken(version),
            6 => Self::NoSettings,
            7 => Self::AllBroken,
            8..11 => {
                let version = rng.bool().then_some(version);
                Self::Redirect(version, rng.usize(..TARGETS.len()), rng.u8(0..3))
            }
            _ => Self::Garbage(garbage(rng, version)),
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let text = match self {
            Self::Config(version) => document(*version, ""),
            Self::PartlyBroken(version) => document(*version, r#", "broken": {"t": 1, "v": 5}"#),
            Self::NoSettings => r#"{"f": {}}"#.to_owned(),
            Self::AllBroken => r#"{"f": {"flag": {"t": 1, "v": 5}, "copy": {"t": 77}}}"#.to_owned(),
            Self::Redirect(version, target, redirect) => {
                let preferences = format!(r#"{{"p": {{"u": "{}", "r": {redirect}}}"#, TARGETS[*target]);
                match version {
                    Some(version) => document(*version, "").replacen('{', &(preferences + ", "), 1),
                    None => preferences + "}",
                }
            }
            Self::Garbage(bytes) => return bytes.clone(),
        };
        text.into_bytes()
    }

    /// The base URL that the config prefers, without the slash at its end.
    pub(crate) fn target(&self) -> Option<(&'static str, u8)> {
        match self {
            Self::Redirect(_, target, redirect) => Some((TARGETS[*target].trim_end_matches('/'), *redirect)),
            _ => None,
        }
    }
}

/// A config document whose flags have the version as their value, with more settings.
pub(crate) fn document(version: u32, more: &str) -> String {
    let flag = format!(r#"{{"t": 1, "v": "{version}"}}"#);
    format!(r#"{{"f": {{"flag": {flag}, "copy": {flag}{more}}}}}"#)
}

/// Bytes that are no config, though some of them begin like one.
fn garbage(rng: &mut Rng, version: u32) -> Vec<u8> {
    let good = document(version, "");
    match rng.u8(0..9) {
        0 => Vec::new(),
        1 => good.as_bytes()[..rng.usize(..good.len())].to_vec(),
        2 => (0..rng.usize(1..200)).map(|_| rng.u8(..)).chain([0xff]).collect(),
        3 => [good.as_bytes(), &[0xc3]].concat(),
        4 => good.replacen("flag", "fl\u{0}ag", 1).into_bytes(),
        5 => choose(rng, &["null", "[]", "5", "\"f\"", "{}", r#"{"a": 1}"#, r#"{"f": 1}"#, "<html>"])
            .as_bytes()
            .to_vec(),
        6 => format!("{good}{good}").into_bytes(),
        7 => ["[", r#"{"f":"#][rng.usize(..2)].repeat(rng.usize(200..2_000)).into_bytes(),
        // Large enough to be parsed on a thread of its own.
        _ if rng.u8(0..20) == 0 => "[".repeat(200_000).into_bytes(),
        _ => b"\x1f\x8b\x08\0\0\0".to_vec(),
    }
}
