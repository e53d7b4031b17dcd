//! [`Plain`]: decimal numbers, as people write them.

use serde::{Serialize, Serializer};

/// A number that is written without a fraction if it has none. Some SDKs read percentages as whole numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plain(pub(super) f64);

impl Plain {
    /// The number as a whole number, if it is one that each SDK can read.
    #[expect(clippy::cast_possible_truncation, reason = "the number is whole and small")]
    fn whole(self) -> Option<i64> {
        const LARGEST: f64 = 9_007_199_254_740_991.0;

        let is_whole = self.0.fract() == 0.0 && self.0.abs() <= LARGEST;
        // Negative zero is no whole number.
        (is_whole && (self.0 != 0.0 || self.0.is_sign_positive())).then_some(self.0 as i64)
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}
