//! Config documents: parsed, compiled, and ready to be evaluated or shown.

mod comparator;
mod comparison_value;
mod compile;
mod condition;
#[expect(clippy::module_inception, reason = "files are named after the type that they hold")]
mod config;
mod cycles;
mod defect;
pub(crate) mod hash;
mod index;
mod locate;
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

pub use comparator::{PrerequisiteFlagComparator, SegmentComparator, UserComparator};
pub use comparison_value::ComparisonValue;
pub use condition::Condition;
pub use config::Config;
pub use defect::{BrokenSetting, Defect, Position};
#[cfg(feature = "http")]
pub(crate) use hash::hex_sha1;
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
