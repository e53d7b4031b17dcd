//! The lints: they find mistakes in the compiled config.

mod check;
mod conditions;
mod finding;
mod percentages;
mod positions;
mod reachability;
mod values;

pub(super) use check::check;
pub use positions::flag_positions;
pub(super) use positions::{Positions, SettingPart};
