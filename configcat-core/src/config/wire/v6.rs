//! The settings and segments of a `config_v6.json`.

use serde_json::value::RawValue;

use super::member::{List, Str, object};

object! {
    Setting: "a setting (a JSON object with a value `v`)" {
        /// Setting type.
        t: i64,
        /// Percentage attribute.
        a: Str<'a>,
        /// Targeting rules.
        r: List<'a, Rule<'a>>,
        /// Percentage options.
        p: List<'a, PercentageOption<'a>>,
        /// Value.
        v: Value<'a>,
        /// Variation id.
        i: Str<'a>,
    }
}

object! {
    Value: "a value such as `{\"b\": true}`" {
        /// Bool.
        b: &'a RawValue,
        /// Text.
        s: &'a RawValue,
        /// Whole number.
        i: &'a RawValue,
        /// Decimal number.
        d: &'a RawValue,
    }
}

object! {
    Rule: "a targeting rule (a JSON object)" {
        /// Conditions.
        c: List<'a, Condition<'a>>,
        /// Served value.
        s: ServedValue<'a>,
        /// Percentage options.
        p: List<'a, PercentageOption<'a>>,
    }
}

object! {
    ServedValue: "a served value (a JSON object)" {
        /// Value.
        v: Value<'a>,
        /// Variation id.
        i: Str<'a>,
    }
}

object! {
    PercentageOption: "a percentage option (a JSON object)" {
        /// Percentage.
        p: f64,
        /// Value.
        v: Value<'a>,
        /// Variation id.
        i: Str<'a>,
    }
}

object! {
    Condition: "a condition (a JSON object)" {
        /// User condition.
        u: UserCondition<'a>,
        /// Segment condition.
        s: SegmentCondition<'a>,
        /// Prerequisite flag condition.
        p: PrerequisiteCondition<'a>,
    }
}

object! {
    UserCondition: "a user condition (a JSON object)" {
        /// Attribute name.
        a: Str<'a>,
        /// Comparator.
        c: i64,
        /// Text to compare with.
        s: Str<'a>,
        /// Number to compare with.
        d: f64,
        /// Texts to compare with.
        l: List<'a, Str<'a>>,
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
    PrerequisiteCondition: "a prerequisite flag condition (a JSON object)" {
        /// Key of the flag.
        f: Str<'a>,
        /// Comparator.
        c: i64,
        /// Value to compare with.
        v: Value<'a>,
    }
}

object! {
    Segment: "a segment (a JSON object)" {
        /// Name.
        n: Str<'a>,
        /// Conditions.
        r: List<'a, UserCondition<'a>>,
    }
}
