//! The flags that all contenders read, independent of any file format. The build script uses this module too.

pub mod config_v6;
mod flag;
mod flag_sets;
pub mod user;

pub use flag::{Attribute, Comparison, Flag, Rule, Targeting};
pub use flag_sets::{
    flag_with_list, flag_with_rules, flags_with_five_rules, hundred_flags, hundred_flags_and_a_hashed_one,
};
