//! The settings and segments of a `config_v6.json`.

use serde_json::value::RawValue;

use crate::config::wire::{
    member::{List, Str},
    object::object,
};

object! {
    Setting<'de>: "a setting (a JSON object with a value `v`)" {
        /// Setting type.
        t: i64,
        /// Percentage attribute.
        a: Str<'de>,
        /// Targeting rules.
        r: List<Rule<'de>>,
        /// Percentage options.
        p: List<PercentageOption<'de>>,
        /// Value.
        v: Value<'de>,
        /// Variation id.
        i: Str<'de>,
    }
}

object! {
    Value<'de>: "a value such as `{\"b\": true}`" {
        /// Bool.
        b: &'de RawValue,
        /// Text.
        s: &'de RawValue,
        /// Whole number.
        i: &'de RawValue,
        /// Decimal number.
        d: &'de RawValue,
    }
}

object! {
    Rule<'de>: "a targeting rule (a JSON object)" {
        /// Conditions.
        c: List<Condition<'de>>,
        /// Served value.
        s: ServedValue<'de>,
        /// Percentage options.
        p: List<PercentageOption<'de>>,
    }
}

object! {
    ServedValue<'de>: "a served value (a JSON object)" {
        /// Value.
        v: Value<'de>,
        /// Variation id.
        i: Str<'de>,
    }
}

object! {
    PercentageOption<'de>: "a percentage option (a JSON object)" {
        /// Percentage.
        p: f64,
        /// Value.
        v: Value<'de>,
        /// Variation id.
        i: Str<'de>,
    }
}

object! {
    Condition<'de>: "a condition (a JSON object)" {
        /// User condition.
        u: UserCondition<'de>,
        /// Segment condition.
        s: SegmentCondition,
        /// Prerequisite flag condition.
        p: Box<PrerequisiteCondition<'de>>,
    }
}

object! {
    UserCondition<'de>: "a user condition (a JSON object)" {
        /// Attribute name.
        a: Str<'de>,
        /// Comparator.
        c: i64,
        /// Text to compare with.
        s: Str<'de>,
        /// Number to compare with.
        d: f64,
        /// Texts to compare with.
        l: List<Str<'de>>,
    }
}

object! {
    SegmentCondition: "a segment condition (a JSON object)" {
        /// Index of the segment.
        s: i64,
        /// Comparator.
        c: i64,
    }
}

object! {
    PrerequisiteCondition<'de>: "a prerequisite flag condition (a JSON object)" {
        /// Key of the flag.
        f: Str<'de>,
        /// Comparator.
        c: i64,
        /// Value to compare with.
        v: Value<'de>,
    }
}

object! {
    Segment<'de>: "a segment (a JSON object)" {
        /// Name.
        n: Str<'de>,
        /// Conditions.
        r: List<UserCondition<'de>>,
    }
}
