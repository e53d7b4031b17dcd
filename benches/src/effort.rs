//! [`Effort`]: how much time the measurements may take.

use std::time::Duration;

use crate::{clock::Clock, turns::Pace};

/// How much time the measurements may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// Enough for exact figures.
    Full,
    /// A tenth of it, for a first look.
    Quick,
}

impl Effort {
    /// Chooses between two amounts of work.
    pub(crate) fn choose<T>(self, full: T, quick: T) -> T {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }

    /// How long to measure a row.
    pub(crate) fn pace(self) -> Pace {
        let (batch, budget) = self.choose((4, 4000), (1, 400));
        Pace {
            batch: Duration::from_millis(batch),
            budget: Duration::from_millis(budget),
            least_rounds: self.choose(11, 5),
            clock: Clock::Thread,
        }
    }
}
