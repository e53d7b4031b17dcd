//! The settings of a `config_v5.json`. Every member but `v` may be missing.

use serde_json::value::RawValue;

use super::member::{List, Str, object};

object! {
    Setting: "a setting (a JSON object with a value `v`)" {
        /// Value.
        v: &'a RawValue,
        /// Setting type.
        t: i64,
        /// Variation id.
        i: Str<'a>,
        /// Targeting rules.
        r: List<'a, Rule<'a>>,
        /// Percentage options.
        p: List<'a, PercentageOption<'a>>,
    }
}

object! {
    Rule: "a targeting rule (a JSON object)" {
        /// Order.
        o: i64,
        /// Attribute name.
        a: Str<'a>,
        /// Comparator.
        t: i64,
        /// Comparison value.
        c: Str<'a>,
        /// Value.
        v: &'a RawValue,
        /// Variation id.
        i: Str<'a>,
    }
}

object! {
    PercentageOption: "a percentage option (a JSON object)" {
        /// Order.
        o: i64,
        /// Value.
        v: &'a RawValue,
        /// Percentage.
        p: f64,
        /// Variation id.
        i: Str<'a>,
    }
}
