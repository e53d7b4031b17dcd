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

pub use {
    comparator::{PrerequisiteFlagComparator, SegmentComparator, UserComparator},
    comparison_value::ComparisonValue,
    condition::Condition,
    config::Config,
    defect::{BrokenSetting, Defect, Position},
    override_error::OverrideError,
    overrides::{OverrideBehaviour, Overrides},
    parse_error::ParseError,
    percentage_option::PercentageOption,
    prerequisite_condition::PrerequisiteCondition,
    segment::{Segment, SegmentCondition},
    served_value::ServedValue,
    setting::Setting,
    targeting_rule::TargetingRule,
    user_condition::UserCondition,
};
pub(crate) use {
    hash::hex_sha1,
    operand::number::NumberReading,
    operand::{InvalidVersion, Operand},
    percentage_option::PercentageOptions,
    redirect::Redirect,
    slot::SettingSlot,
    targeting_rule::Then,
};
