//! The contenders and their loaders, in the order of the columns: ours first, the floor last.

use super::{
    floor::Floor,
    floor_document,
    ours::{self, Ours},
};
#[cfg(feature = "peers")]
use super::{
    launchdarkly::{self, LaunchDarkly},
    official::{self, Official},
    unleash::{self, Unleash},
};
use crate::{contender::Contender, document::Flag, loader::Loader};

/// All contenders, with the same flags.
#[must_use]
pub fn all_contenders(flags: &[Flag]) -> Vec<Box<dyn Contender>> {
    vec![
        Box::new(Ours::live(flags)),
        #[cfg(feature = "peers")]
        Box::new(Official::live(flags)),
        #[cfg(feature = "peers")]
        Box::new(LaunchDarkly::new(flags)),
        #[cfg(feature = "peers")]
        Box::new(Unleash::new(flags)),
        Box::new(Floor::new(flags)),
    ]
}

/// The loaders of all contenders, with the same flags.
#[must_use]
pub fn all_loaders(flags: &[Flag]) -> Vec<Loader> {
    vec![
        ours::loader(flags),
        #[cfg(feature = "peers")]
        official::loader(flags),
        #[cfg(feature = "peers")]
        launchdarkly::loader(flags),
        #[cfg(feature = "peers")]
        unleash::loader(flags),
        floor_document::loader(flags),
    ]
}
