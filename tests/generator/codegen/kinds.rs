//! Enums, JSON, all flags at once, test doubles, start-up checks and removed flags: the generated code of `cases/kinds.json`,
//! compiled with warnings denied and used as an application would.

#![expect(clippy::allow_attributes, reason = "generated code must not depend on the lints of an application")]

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use configcat_core::{
    Client, Config, ConfigDrift, FlagDrift, Hooks, OverrideBehaviour, Overrides, PollingMode, Snapshot, User,
};
use configcat_test_fakes::{Answer, FakeTransport};
use configcat_test_support::log_events_of;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[rustfmt::skip]
#[path = "cases/kinds.rs"]
mod generated;

use generated::{ButtonColor, Flag2faMethod, Flags};

/// The type that the flag `limits` is parsed into.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Limits {
    pub(crate) uploads: u32,
    #[serde(default)]
    pub(crate) sizes: Vec<f64>,
}

fn with_plan(plan: &str) -> User {
    User::new("1").custom("plan", plan)
}

/// Flags of a config with other values than the compiled one.
fn flags_of(document: &str) -> Flags {
    Flags::new(Snapshot::from(Config::parse(document).unwrap()))
}

/// Cargo sets variables with this prefix for a test.
mod version {
    configcat_macros::flags! { pub(super) struct Version; spec = "codegen/cases/version.json" }
}

#[test]
fn variables_of_the_environment_are_overrides() {
    let overrides = version::Version::overrides_from_env("CARGO_PKG_VERSION_").unwrap();
    assert_eq!(overrides.behaviour(), OverrideBehaviour::LocalOverRemote);
    let merged = overrides.apply(&Config::parse(version::Version::DOCUMENT).unwrap());
    let flags = version::Version::new(Snapshot::from(merged));
    let versions = [flags.major(None), flags.minor(None), flags.patch(None)].map(|number| number.to_string());
    assert_eq!(versions.join("."), env!("CARGO_PKG_VERSION"));
    assert_eq!((flags.pre(None).as_str(), flags.channel(None).as_str()), ("", "stable"));

    let error = version::Version::overrides_from_env("CARGO_PKG_").unwrap_err().to_string();
    assert!(error.contains("\n- `CARGO_PKG_VERSION_MAJOR`: there is no flag `VERSION_MAJOR`"), "{error}");
    let variables = [("APP_BUTTON_COLOR", "greeen"), ("APP_LIMITS", "{}"), ("APP_beta", "off")]
        .map(|(variable, value)| (variable.into(), value.into()));
    let error = configcat_core::generated::overrides_from_vars::<Flags>("APP_", variables).unwrap_err();
    assert_eq!(
        error.to_string().lines().collect::<Vec<_>>(),
        [
            "environment variables that set flags cannot be read:",
            "- `APP_BUTTON_COLOR`: `greeen` is no value of the flag; use one of `gold`, `light-gray`, `red`, `gray`, `blue`",
            "- `APP_LIMITS`: `{}` is not a `codegen::kinds::Limits` as JSON: missing field `uploads` at line 1 column 2",
        ],
    );
}

#[test]
fn texts_are_variants() {
    let flags = Flags::embedded();
    assert_eq!(flags.button_color(&with_plan("pro")), ButtonColor::Gold);
    assert_eq!(flags.button_color(&with_plan("free")), ButtonColor::LightGray);
    assert_eq!(flags.button_color(None), ButtonColor::Gray);
    assert_eq!(flags.flag_2fa_method(&with_plan("pro")), Flag2faMethod::Self_);
    assert_eq!(flags.flag_2fa_method(&with_plan("none")), Flag2faMethod::AnotherMethod);
    assert_eq!(flags.flag_2fa_method(None), Flag2faMethod::Empty);

    let details = flags.button_color_details(&with_plan("pro"));
    assert_eq!(details.value, ButtonColor::Gold);
    assert!(details.matched_targeting_rule().is_some() && details.error.is_none());
}

#[test]
fn texts_that_came_later_are_kept() {
    let flags = flags_of(r#"{"flags": {"buttonColor": "teal"}}"#);
    let color = flags.button_color(None);
    assert_eq!(color, ButtonColor::Other("teal".into()));
    assert!(color == "teal" && color.as_str() == "teal" && format!("{color}") == "teal");
    // No such flag: the fallback, which the document does not serve.
    assert_eq!(flags_of(r#"{"flags": {"other": 1}}"#).button_color(None), ButtonColor::Blue);
}

#[test]
fn variants_go_to_text_and_back() {
    assert_eq!(ButtonColor::ALL.len(), 5);
    for variant in ButtonColor::ALL {
        assert!(!matches!(variant, ButtonColor::Other(_)));
        assert_eq!(variant.as_str().parse::<ButtonColor>().unwrap(), *variant);
        assert_eq!(ButtonColor::from(variant.as_str()), *variant);
        assert_eq!(serde_json::to_value(variant).unwrap(), json!(variant.as_str()));
    }
    assert_eq!(format!("{:>6}|{}", ButtonColor::Red, Flag2faMethod::Value2ndDevice), "   red|2nd \"device\"");
    let distinct: HashSet<_> = ["red", "red", "teal"].map(ButtonColor::from).into();
    assert_eq!(distinct.len(), 2);
}

#[test]
fn json_is_parsed_into_the_type() {
    let flags = Flags::embedded();
    let limits = flags.limits(&with_plan("pro"));
    assert_eq!(*limits, Limits { uploads: 500, sizes: vec![1.0, 2.5] });
    assert_eq!(limits.sizes.len(), 2);
    assert_eq!(limits.text(), r#"{"uploads": 500, "sizes": [1, 2.5]}"#);
    assert_eq!(format!("{limits:?}"), r#"Json({"uploads": 500, "sizes": [1, 2.5]})"#);
    assert_eq!(serde_json::to_value(&limits).unwrap(), json!({"uploads": 500, "sizes": [1, 2.5]}));
    assert_eq!(serde_json::to_string(&limits).unwrap(), limits.text().as_str());
    assert_eq!(flags.limits_details(&with_plan("pro")).value, limits);
    assert!(
        std::ptr::eq(&raw const *limits, &raw const *flags.limits(&with_plan("pro"))),
        "it was parsed anew"
    );
}

#[test]
fn json_of_another_type_is_the_fallback_and_an_error() {
    let details = Flags::embedded().limits_details(&with_plan("odd"));
    assert_eq!(details.value.uploads, 10);
    assert_eq!((details.variation_id.clone(), details.matched_targeting_rule()), (None, None));
    let error = details.error.unwrap();
    assert_eq!(error.event_id(), 2012);
    let message = error.to_string();
    assert!(message.starts_with("flag `limits` serves a text that is not a `"), "{message}");
    assert!(message.contains("Limits`: invalid type: string \"many\", expected u32"), "{message}");
}

#[test]
fn json_that_cannot_be_parsed_is_logged_once() {
    let flags = flags_of(r#"{"flags": {"limits": "logged once"}}"#);
    let events = log_events_of(|| {
        let limits = [flags.limits(None), flags.limits_details(None).value, flags.all(None).limits];
        assert!(limits.iter().all(|limits| limits.uploads == 10));
    });
    assert_eq!(events.iter().filter(|event| event.event_id == Some(2012)).count(), 1, "{events:?}");
}

#[test]
fn a_missing_json_flag_is_its_fallback_with_the_error_of_the_evaluation() {
    let details = flags_of(r#"{"flags": {"other": 1}}"#).limits_details(None);
    assert_eq!((details.value.uploads, details.error.unwrap().event_id()), (10, 1001));
}

#[test]
fn all_flags_are_read_from_one_config() {
    let all = Flags::embedded().all(&with_plan("pro"));
    assert_eq!(all.button_color, ButtonColor::Gold);
    assert_eq!((all.limits.uploads, all.beta, all.greeting.as_str()), (500, true, "hello"));
    assert_eq!(
        serde_json::to_string(&all).unwrap(),
        r#"{"buttonColor":"gold","2faMethod":"self","limits":{"uploads": 500, "sizes": [1, 2.5]},"greeting":"hello","beta":true}"#,
    );
    assert_eq!(all.clone(), all);
    assert_ne!(all, Flags::embedded().all(None));
}

#[test]
fn every_kind_of_flag_can_be_watched() {
    let overrides = Overrides::from_json(Flags::DOCUMENT, OverrideBehaviour::LocalOnly).unwrap();
    let client = Client::builder("any").overrides(overrides).build().unwrap();
    for flags in [Flags::new(&client), Flags::embedded()] {
        let (color, mut limits) = (flags.watch().button_color(None), flags.watch().limits(None));
        let (all, greeting) = (flags.watch().all(None), flags.watch().greeting(None));
        let told = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&told);
        color.on_change(move |color| counter.store(color.as_str().len(), Ordering::Relaxed));
        assert_eq!((color.value(), greeting.value().as_str()), (flags.button_color(None), "hello"));

        let pro = with_plan("pro");
        color.set_user(&pro);
        limits.set_user(&pro);
        all.set_user(&pro);
        assert_eq!((color.value(), all.value()), (ButtonColor::Gold, flags.all(&pro)));
        assert_eq!(limits.changed_blocking(Duration::ZERO), Some(flags.limits(&pro)));
        while told.load(Ordering::Relaxed) != "gold".len() {
            std::thread::yield_now();
        }
    }
}

#[test]
fn json_is_serialized_as_it_is() {
    const TEXT: &str = r#"{"uploads": 7, "b": 123456789012345678901234567890, "a": 1.10, "sizes": []}"#;

    let flags = flags_of(&json!({"flags": {"limits": TEXT}}).to_string());
    let limits = flags.limits(None);
    assert_eq!(limits.uploads, 7);
    assert_eq!(serde_json::to_string(&limits).unwrap(), TEXT);
    assert_eq!(serde_json::to_vec_pretty(&limits).unwrap(), TEXT.as_bytes());
    let all = serde_json::to_string(&flags.all(None)).unwrap();
    assert!(all.contains(&format!(r#""limits":{TEXT},"#)), "{all}");
    assert_eq!(serde_json::to_value(&limits).unwrap()["uploads"], 7);
    // Not for people, and not JSON.
    let mut binary = Vec::new();
    ciborium::into_writer(&limits, &mut binary).unwrap();
    let value: serde_json::Value = ciborium::from_reader(binary.as_slice()).unwrap();
    assert_eq!(value, serde_json::from_str::<serde_json::Value>(TEXT).unwrap());
}

#[test]
fn hooks_are_told_of_all_flags() {
    let evaluated = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&evaluated);
    let hooks = Hooks::new().on_flag_evaluated(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let overrides = Overrides::from_json(Flags::DOCUMENT, OverrideBehaviour::LocalOnly).unwrap();
    let client = Client::builder("any").overrides(overrides).hooks(hooks).build().unwrap();
    assert_eq!(Flags::new(client).all(None), Flags::embedded().all(None));
    assert_eq!(evaluated.load(Ordering::Relaxed), Flags::KEYS.len());
}

#[test]
fn a_fake_has_what_was_set_and_fallbacks_else() {
    let flags = Flags::fake()
        .flag_2fa_method("other")
        .beta(false)
        .limits(Limits { uploads: 1, sizes: vec![] })
        .build();
    assert_eq!(flags.flag_2fa_method(&with_plan("pro")), Flag2faMethod::AnotherMethod);
    assert_eq!((flags.beta(None), flags.limits(None).uploads), (false, 1));
    // The fallback, not what is served to everyone, and no error.
    let details = flags.button_color_details(&with_plan("pro"));
    assert_eq!((details.value, details.error), (ButtonColor::Blue, None));
    assert_eq!(flags.greeting(None), "hello");

    let other =
        Flags::fake().button_color(ButtonColor::Other("teal".into())).greeting(String::from("hi")).build();
    assert_eq!((other.button_color(None).as_str(), other.greeting(None).as_str()), ("teal", "hi"));
    assert_eq!(Flags::fake().build().check(), Ok(()));
}

/// A [`Limits`] that becomes this JSON, or none.
struct Written(Limits, Option<&'static str>);

impl std::borrow::Borrow<Limits> for Written {
    fn borrow(&self) -> &Limits {
        &self.0
    }
}

impl Serialize for Written {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.1.ok_or_else(|| serde::ser::Error::custom("not today"))?;
        serializer.serialize_str(text)
    }
}

#[test]
#[should_panic(expected = "the fake of flag `limits` cannot be written as JSON: not today")]
fn a_fake_that_is_no_json_fails_its_test() {
    let _ = Flags::fake().limits(Written(Limits::default(), None));
}

#[test]
#[should_panic(
    expected = "Limits`: invalid type: string \"many\", expected struct Limits at line 1 column 6: `\"many\"`"
)]
fn a_fake_that_cannot_be_read_back_fails_its_test() {
    let _ = Flags::fake().limits(Written(Limits::default(), Some("many")));
}

#[test]
fn check_reports_each_difference() {
    let flags = flags_of(
        r#"{"f": {
            "buttonColor": {"t": 1, "v": "red", "p": [{"p": 50, "v": "teal"}, {"p": 50, "v": "teal"}]},
            "2faMethod": {"t": 1, "v": 5},
            "limits": {"t": 1, "v": "{}"},
            "beta": {"t": 2, "v": 1},
            "new": {"t": 0, "v": true}
        }}"#,
    );
    let drift = flags.check().unwrap_err();
    let keys: Vec<&str> = drift.flags().iter().map(|flag| flag.key().as_str()).collect();
    assert_eq!(keys, ["buttonColor", "2faMethod", "limits", "greeting", "beta"]);
    let limits = std::any::type_name::<Limits>();
    assert_eq!(
        drift.to_string(),
        format!(
            "the config is not what the program was compiled for:
- flag `buttonColor` can serve `teal`, which its enum does not have; the accessor returns `Other`
- flag `2faMethod` is broken: value `5` is not a text; the accessor returns its fallback
- flag `limits` can serve a text that is not a `{limits}`: missing field `uploads` at line 1 column 2; the accessor returns its fallback
- flag `greeting` is not in the config; the accessor returns its fallback
- flag `beta` is a whole number, but the program expects a bool; the accessor returns its fallback"
        ),
    );
}

#[test]
fn check_finds_values_of_the_compiled_document_itself() {
    let error = Flags::embedded().check().unwrap_err();
    assert!(matches!(error.flags(), [FlagDrift::JsonMismatch { .. }]), "{error}");
}

#[test]
fn check_follows_a_live_client() {
    let answers = ["{}", r#"{"uploads": 3}"#].map(|limits| {
        let of_kind = |value: &str| json!({"t": 1, "v": value});
        let flags = json!({
            "buttonColor": of_kind("red"),
            "2faMethod": of_kind(""),
            "limits": of_kind(limits),
            "greeting": of_kind(""),
            "beta": {"t": 0, "v": false},
        });
        Answer::document(json!({"f": flags}).to_string())
    });
    let builder = Client::builder("0123456789012345678901/0123456789012345678901");
    let transport = FakeTransport::new(answers);
    let client = builder.transport(transport).polling_mode(PollingMode::manual()).build().unwrap();
    let flags = Flags::new(&client);
    assert_eq!(flags.check(), Err(ConfigDrift::NoConfig));
    assert_eq!(ConfigDrift::NoConfig.flags(), []);
    assert_eq!(flags.all(None).limits.uploads, 10);
    client.force_refresh().unwrap();
    let error = flags.check().unwrap_err();
    assert!(matches!(error.flags(), [FlagDrift::JsonMismatch { .. }]), "{error}");
    client.force_refresh().unwrap();
    assert_eq!(flags.check(), Ok(()));
    assert_eq!(flags.all(None).limits.uploads, 3);
}

#[test]
#[expect(deprecated, reason = "that is what this is about")]
fn removed_flags_have_their_last_values() {
    let flags = Flags::embedded();
    assert!(!flags.old_flag(&with_plan("pro")) && flags.r#type(None) == "x");
    assert!(!Flags::KEYS.contains(&"oldFlag"));
}
