//! The settings of a `config_v5.json`. Only the member `v` is required.

use serde_json::value::RawValue;

use crate::config::wire::{
    member::{List, Str},
    object::object,
};

object! {
    Setting<'de>: "a setting (a JSON object with a value `v`)" {
        /// Value.
        v: &'de RawValue,
        /// Setting type.
        t: i64,
        /// Variation id.
        i: Str<'de>,
        /// Targeting rules.
        r: List<Rule<'de>>,
        /// Percentage options.
        p: List<PercentageOption<'de>>,
    }
}

object! {
    Rule<'de>: "a targeting rule (a JSON object)" {
        /// Order.
        o: i64,
        /// Attribute name.
        a: Str<'de>,
        /// Comparator.
        t: i64,
        /// Comparison value.
        c: Str<'de>,
        /// Value.
        v: &'de RawValue,
        /// Variation id.
        i: Str<'de>,
    }
}

object! {
    PercentageOption<'de>: "a percentage option (a JSON object)" {
        /// Order.
        o: i64,
        /// Value.
        v: &'de RawValue,
        /// Percentage.
        p: f64,
        /// Variation id.
        i: Str<'de>,
    }
}
