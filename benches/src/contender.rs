//! [`Contender`]: what can be asked of everybody who evaluates flags.

mod floor;
pub mod ours;

#[cfg(feature = "peers")]
pub(crate) mod launchdarkly;
#[cfg(feature = "peers")]
mod official;
#[cfg(feature = "peers")]
pub(crate) mod unleash;

use std::hint::black_box;

use crate::document::Flag;

pub use floor::Floor;
pub use ours::Ours;

/// A flag to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The key of the flag.
    pub key: &'static str,
    /// Whether it is read for a user.
    pub for_user: bool,
}

impl Question {
    /// W1: a plain flag, without a user.
    pub const PLAIN: Self = Self { key: "plainFeatureFlag00000012", for_user: false };
    /// W2: one text rule, which matches.
    pub const TEXT: Self = Self::of("emailFeatureFlag00000012");
    /// W3: a rollout to one half of the users.
    pub const HALF: Self = Self::of("splitFeatureFlag00000012");
    /// W4: five rules, of which the last matches.
    pub const RULES: Self = Self::of("rulesFeatureFlag00000012");
    /// W5: one of 20 hashed texts, the last.
    pub const HASHED: Self = Self::of("cryptFeatureFlag00000000");
    /// A key that does not exist.
    pub const MISSING: Self = Self::of("wrongFeatureFlag00000012");

    /// A flag that is read for the user.
    #[must_use]
    pub const fn of(key: &'static str) -> Self {
        Self { key, for_user: true }
    }
}

/// Somebody who evaluates flags, through the interface that applications use.
///
/// The loops are here, so that nothing but the read itself is measured.
pub trait Contender: Send + Sync {
    /// The name of the column.
    fn name(&self) -> &'static str;

    /// Reads a flag again and again, with `false` as the default. `None` if there is no such flag on this side.
    fn read(&self, question: Question, times: u64) -> Option<bool>;

    /// Reads all flags again and again, and counts those that serve `true`.
    fn read_all(&self, times: u64) -> usize;

    /// The same, as a type with a member for each of the hundred flags. `None` if there is no such thing.
    fn read_all_typed(&self, _: u64) -> Option<usize> {
        None
    }

    /// Whether it can log how a flag is evaluated.
    fn logs_evaluations(&self) -> bool {
        false
    }
}

/// Everybody, ourselves first, with the same flags. The floor is the last.
#[must_use]
pub fn everybody(flags: &[Flag]) -> Vec<Box<dyn Contender>> {
    vec![
        Box::new(Ours::live(flags)),
        #[cfg(feature = "peers")]
        Box::new(official::Official::live(flags)),
        #[cfg(feature = "peers")]
        Box::new(launchdarkly::LaunchDarkly::new(flags)),
        #[cfg(feature = "peers")]
        Box::new(unleash::Unleash::new(flags)),
        Box::new(Floor::new(flags)),
    ]
}

/// Does a thing again and again; returns what came of it at last.
fn repeat<R: Copy>(times: u64, mut read: impl FnMut() -> R) -> Option<R> {
    let mut last = None;
    for _ in 0..times {
        last = Some(black_box(read()));
    }
    last
}
