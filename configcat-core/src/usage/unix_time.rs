//! Times and durations as numbers of JSON.

/// A [`SystemTime`] in Unix milliseconds.
pub(super) mod millis {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    pub(in crate::usage) fn serialize<S: Serializer>(
        time: &SystemTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        to_number(*time).serialize(serializer)
    }

    pub(in crate::usage) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<SystemTime, D::Error> {
        let millis = u64::deserialize(deserializer)?;
        of_number(millis).ok_or_else(|| D::Error::custom("the time is too late"))
    }

    pub(super) fn to_number(time: SystemTime) -> u64 {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    pub(super) fn of_number(millis: u64) -> Option<SystemTime> {
        UNIX_EPOCH.checked_add(Duration::from_millis(millis))
    }
}

/// The same, if there is one.
pub(super) mod optional_millis {
    use std::time::SystemTime;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::millis;

    #[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
    pub(in crate::usage) fn serialize<S: Serializer>(
        time: &Option<SystemTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        time.map(millis::to_number).serialize(serializer)
    }

    pub(in crate::usage) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<SystemTime>, D::Error> {
        Ok(Option::<u64>::deserialize(deserializer)?.and_then(millis::of_number))
    }
}

/// A [`Duration`](std::time::Duration) in microseconds.
pub(super) mod micros {
    use std::time::Duration;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(in crate::usage) fn serialize<S: Serializer>(
        duration: &Duration,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        u64::try_from(duration.as_micros()).unwrap_or(u64::MAX).serialize(serializer)
    }

    pub(in crate::usage) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_micros)
    }
}
