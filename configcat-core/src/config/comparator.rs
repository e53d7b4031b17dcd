//! [`UserComparator`], [`SegmentComparator`] and [`PrerequisiteFlagComparator`]: their numbers in config documents and
//! their names in evaluation logs.

use std::fmt;

/// Declares [`UserComparator`] from a table: number, name, wording, whether the comparator is negated, and whether its
/// comparison value is hashed.
macro_rules! user_comparators {
    ($($number:literal $name:ident $wording:literal $negation:ident $secrecy:ident;)*) => {
        /// How a user condition compares an attribute with its comparison value.
        ///
        /// All ConfigCat SDKs use these names. [`Display`](fmt::Display) writes the comparator as ConfigCat's
        /// evaluation logs do.
        ///
        /// ```
        /// use configcat_core::config::UserComparator;
        ///
        /// let comparator = UserComparator::TextIsNotOneOf;
        /// assert_eq!((comparator.number(), comparator.to_string().as_str()), (1, "IS NOT ONE OF"));
        /// assert!(comparator.is_negated() && !comparator.is_hashed());
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum UserComparator {
            $(#[doc = concat!("`", $wording, "`: ", stringify!($number), " in a config document.")] $name,)*
        }

        impl UserComparator {
            /// All comparators, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The number of the comparator in config v6.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self {
                    $(Self::$name => $number,)*
                }
            }

            /// The comparator with this number in config v6; `None` if there is none.
            #[must_use]
            pub const fn from_number(number: i64) -> Option<Self> {
                match number {
                    $($number => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The comparator as ConfigCat's evaluation logs write it, such as `IS NOT ONE OF`.
            #[must_use]
            pub const fn wording(self) -> &'static str {
                match self {
                    $(Self::$name => $wording,)*
                }
            }

            /// Whether the comparator negates another one: `TextIsNotOneOf` negates `TextIsOneOf`.
            #[must_use]
            #[inline]
            pub const fn is_negated(self) -> bool {
                match self {
                    $(Self::$name => user_comparators!(@ $negation),)*
                }
            }

            /// Whether the document has only hashes of the comparison value.
            #[must_use]
            pub const fn is_hashed(self) -> bool {
                match self {
                    $(Self::$name => user_comparators!(@ $secrecy),)*
                }
            }
        }
    };
    (@ not) => { true };
    (@ is) => { false };
    (@ hashed) => { true };
    (@ plain) => { false };
}

user_comparators! {
     0 TextIsOneOf                      "IS ONE OF"                   is  plain;
     1 TextIsNotOneOf                   "IS NOT ONE OF"               not plain;
     2 TextContainsAnyOf                "CONTAINS ANY OF"             is  plain;
     3 TextNotContainsAnyOf             "NOT CONTAINS ANY OF"         not plain;
     4 SemVerIsOneOf                    "IS ONE OF"                   is  plain;
     5 SemVerIsNotOneOf                 "IS NOT ONE OF"               not plain;
     6 SemVerLess                       "<"                           is  plain;
     7 SemVerLessOrEquals               "<="                          is  plain;
     8 SemVerGreater                    ">"                           is  plain;
     9 SemVerGreaterOrEquals            ">="                          is  plain;
    10 NumberEquals                     "="                           is  plain;
    11 NumberNotEquals                  "!="                          not plain;
    12 NumberLess                       "<"                           is  plain;
    13 NumberLessOrEquals               "<="                          is  plain;
    14 NumberGreater                    ">"                           is  plain;
    15 NumberGreaterOrEquals            ">="                          is  plain;
    16 SensitiveTextIsOneOf             "IS ONE OF"                   is  hashed;
    17 SensitiveTextIsNotOneOf          "IS NOT ONE OF"               not hashed;
    18 DateTimeBefore                   "BEFORE"                      is  plain;
    19 DateTimeAfter                    "AFTER"                       is  plain;
    20 SensitiveTextEquals              "EQUALS"                      is  hashed;
    21 SensitiveTextNotEquals           "NOT EQUALS"                  not hashed;
    22 SensitiveTextStartsWithAnyOf     "STARTS WITH ANY OF"          is  hashed;
    23 SensitiveTextNotStartsWithAnyOf  "NOT STARTS WITH ANY OF"      not hashed;
    24 SensitiveTextEndsWithAnyOf       "ENDS WITH ANY OF"            is  hashed;
    25 SensitiveTextNotEndsWithAnyOf    "NOT ENDS WITH ANY OF"        not hashed;
    26 SensitiveArrayContainsAnyOf      "ARRAY CONTAINS ANY OF"       is  hashed;
    27 SensitiveArrayNotContainsAnyOf   "ARRAY NOT CONTAINS ANY OF"   not hashed;
    28 TextEquals                       "EQUALS"                      is  plain;
    29 TextNotEquals                    "NOT EQUALS"                  not plain;
    30 TextStartsWithAnyOf              "STARTS WITH ANY OF"          is  plain;
    31 TextNotStartsWithAnyOf           "NOT STARTS WITH ANY OF"      not plain;
    32 TextEndsWithAnyOf                "ENDS WITH ANY OF"            is  plain;
    33 TextNotEndsWithAnyOf             "NOT ENDS WITH ANY OF"        not plain;
    34 ArrayContainsAnyOf               "ARRAY CONTAINS ANY OF"       is  plain;
    35 ArrayNotContainsAnyOf            "ARRAY NOT CONTAINS ANY OF"   not plain;
}

impl UserComparator {
    /// The highest number in config v5.
    const LAST_OF_V5: i64 = Self::SensitiveTextIsNotOneOf.number() as i64;

    /// The number of the comparator in config v5, which is the same as in config v6. `None` if config v5 does not have
    /// the comparator.
    #[must_use]
    pub const fn v5_number(self) -> Option<u8> {
        match self.number() {
            number if number as i64 <= Self::LAST_OF_V5 => Some(number),
            _ => None,
        }
    }

    /// The comparator with this number in config v5; `None` if there is none.
    #[must_use]
    pub const fn from_v5_number(number: i64) -> Option<Self> {
        if number <= Self::LAST_OF_V5 { Self::from_number(number) } else { None }
    }
}

impl fmt::Display for UserComparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wording())
    }
}

/// Declares the comparators of segment and prerequisite flag conditions: 0 is the plain form, 1 the negated form.
macro_rules! comparator_pair {
    ($(#[$doc:meta])* $type:ident: $positive:ident $positive_wording:literal, $negative:ident $negative_wording:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            #[doc = concat!("`", $positive_wording, "`: 0 in a config document.")]
            $positive,
            #[doc = concat!("`", $negative_wording, "`: 1 in a config document.")]
            $negative,
        }

        impl $type {
            /// Both comparators, by number.
            pub const ALL: &[Self] = &[Self::$positive, Self::$negative];

            /// The number of the comparator in config v6.
            #[must_use]
            pub const fn number(self) -> u8 {
                match self {
                    Self::$positive => 0,
                    Self::$negative => 1,
                }
            }

            /// The comparator with this number; `None` if there is none.
            #[must_use]
            pub const fn from_number(number: i64) -> Option<Self> {
                match number {
                    0 => Some(Self::$positive),
                    1 => Some(Self::$negative),
                    _ => None,
                }
            }

            /// The wording of ConfigCat's evaluation logs.
            #[must_use]
            pub const fn wording(self) -> &'static str {
                match self {
                    Self::$positive => $positive_wording,
                    Self::$negative => $negative_wording,
                }
            }

            /// Whether this is the negated form.
            #[must_use]
            pub const fn is_negated(self) -> bool {
                matches!(self, Self::$negative)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.wording())
            }
        }
    };
}

comparator_pair! {
    /// Whether a segment condition holds for the users in the segment, or for all others.
    SegmentComparator: IsIn "IS IN SEGMENT", IsNotIn "IS NOT IN SEGMENT"
}

comparator_pair! {
    /// How a prerequisite flag condition compares the value of the flag with its comparison value.
    PrerequisiteFlagComparator: Equals "EQUALS", NotEquals "NOT EQUALS"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_documents() {
        for (number, comparator) in (0..).zip(UserComparator::ALL) {
            assert_eq!(UserComparator::from_number(number), Some(*comparator));
            assert_eq!(i64::from(comparator.number()), number);
            assert_eq!(UserComparator::from_v5_number(number).is_some(), comparator.v5_number().is_some());
        }
        assert_eq!(UserComparator::ALL.len(), 36);
        assert_eq!([-1, 36].map(UserComparator::from_number), [None; 2]);
        assert_eq!(UserComparator::from_v5_number(17), Some(UserComparator::SensitiveTextIsNotOneOf));
        assert_eq!([-1, 18].map(UserComparator::from_v5_number), [None; 2]);
    }

    #[test]
    fn negative_forms_say_so() {
        for comparator in UserComparator::ALL {
            let says_not = comparator.wording().contains("NOT") || comparator.wording() == "!=";
            assert_eq!(comparator.is_negated(), says_not, "{comparator}");
        }
    }
}
