//! The lints: they find mistakes in the compiled config.

mod attributes;
mod check;
mod comparisons;
mod conditions;
mod finding;
mod percentages;
mod place;
mod positions;
mod reachability;
mod similar_names;
mod spelling;
mod values;

pub(super) use check::{check, check_text};
pub use positions::flag_positions;
pub(super) use positions::{Positions, SettingPart};
