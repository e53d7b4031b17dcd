//! Config documents, parsed and compiled: the settings of the ConfigCat dashboard as data.
//!
//! [`Config::parse`] reads a document of any format: `config_v5.json`, `config_v6.json`, or a simple document
//! `{"flags": {"key": value}}`. The formats of ConfigCat are described in
//! [configcat/config-json](https://github.com/configcat/config-json). The result is the same model for all of them:
//!
//! - a [`Config`] has [`Setting`]s, [`Segment`]s, and a [`BrokenSetting`] for each setting that has [`Defect`]s;
//! - a [`Setting`] has a [`ServedValue`] for everyone, [`TargetingRule`]s and [`PercentageOption`]s;
//! - a [`TargetingRule`] has [`Condition`]s and a [`ServedValue`] or [`PercentageOption`]s;
//! - a [`UserCondition`] names an attribute, a [`UserComparator`] and a [`ComparisonValue`];
//!   a [`SegmentCondition`] names a segment, and a [`PrerequisiteCondition`] names another flag.
//!
//! In this config v6, `v` is the value for everyone, `r` are the targeting rules, and `p` the percentage options. The
//! user condition `u` has the attribute `a`, the number of the comparator `c`, and the comparison value `l`:
//!
//! ```
//! use configcat_core::config::{ComparisonValue, Condition, Config, UserComparator};
//!
//! let config = Config::parse(
//!     r#"{"f": {"newCheckout": {
//!         "t": 0,
//!         "v": {"b": false},
//!         "r": [{
//!             "c": [{"u": {"a": "Country", "c": 0, "l": ["AT", "HU"]}}],
//!             "s": {"v": {"b": true}, "i": "c0ffee"}
//!         }],
//!         "p": [{"p": 20, "v": {"b": true}}, {"p": 80, "v": {"b": false}}]
//!     }}}"#,
//! )?;
//! for setting in config.settings() {
//!     assert_eq!((setting.key().as_str(), setting.served().value().to()), ("newCheckout", Some(false)));
//!     for rule in setting.targeting_rules() {
//!         assert_eq!(rule.to_string(), "IF User.Country IS ONE OF ['AT', 'HU'] THEN 'true'");
//!         for condition in rule.conditions() {
//!             let Condition::User(condition) = condition else { continue };
//!             assert_eq!(condition.attribute(), "Country");
//!             assert_eq!(condition.comparator(), UserComparator::TextIsOneOf);
//!             assert!(matches!(condition.comparison_value(), ComparisonValue::Texts([_, hu]) if hu == "HU"));
//!         }
//!         assert_eq!(rule.served().and_then(|served| served.variation_id()).unwrap(), "c0ffee");
//!     }
//!     let percentages: Vec<f64> =
//!         setting.percentage_options().iter().map(|option| option.percentage()).collect();
//!     assert_eq!(percentages, [20.0, 80.0]);
//! }
//! # Ok::<(), configcat_core::ParseError>(())
//! ```
//!
//! [`Overrides`] have a config of local flags. [`Overrides::apply`] merges it with the config of ConfigCat.
// `parse` tries `one_pass` first, and falls back to `wire` and `compile`, setting by setting. `wire` mirrors the JSON;
// `compile` turns it into the model (`setting`, `targeting_rule`, `operand`, …) and records each defect in a
// `DefectLog`; `locate` finds the position of each. `cycles` then marks the flags that are prerequisites of themselves.

mod attribute_type;
mod bounded_file;
mod comparator;
mod comparison_value;
mod compile;
mod condition;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod config;
mod cycles;
mod defect;
mod document_format;
pub(crate) mod hash;
mod index;
mod json_mistake;
mod local_document;
mod locate;
mod merge;
mod one_pass;
mod operand;
mod override_error;
mod overrides;
mod parse;
mod parse_error;
mod percentage_option;
mod prerequisite_condition;
mod redirect;
mod segment;
mod served_value;
mod setting;
mod slot;
mod targeting_rule;
mod user_condition;
mod wire;

pub use attribute_type::AttributeType;
#[cfg(feature = "http")]
pub(crate) use bounded_file::read_bounded;
pub use comparator::{PrerequisiteFlagComparator, SegmentComparator, UserComparator};
pub use comparison_value::ComparisonValue;
pub use condition::Condition;
pub use config::Config;
pub use defect::{BrokenSetting, Defect, Position};
pub use document_format::DocumentFormat;
#[cfg(feature = "http")]
pub(crate) use hash::hex_sha1;
#[doc(hidden)]
pub use local_document::LocalDocument;
pub(crate) use operand::number::NumberReading;
pub(crate) use operand::{InvalidVersion, Operand};
pub use override_error::OverrideError;
pub use overrides::{OverrideBehaviour, Overrides};
pub use parse_error::ParseError;
pub use percentage_option::PercentageOption;
pub(crate) use percentage_option::PercentageOptions;
pub use prerequisite_condition::PrerequisiteCondition;
#[cfg(feature = "http")]
pub(crate) use redirect::Redirect;
pub use segment::{Segment, SegmentCondition};
pub use served_value::ServedValue;
pub use setting::Setting;
pub(crate) use slot::SettingSlot;
pub use targeting_rule::TargetingRule;
pub(crate) use targeting_rule::Then;
pub use user_condition::UserCondition;
