//! [`Counts`]: the result of the program `allocations`.

use serde::{Deserialize, Serialize};

/// All counts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counts {
    /// The names of the contenders.
    pub contenders: Vec<String>,
    /// How many allocations a read makes, for each contender.
    pub reads: Vec<Counted>,
    /// How many bytes stay allocated after loading, for each contender.
    pub kept: Vec<Counted>,
    /// How many flags the configs of `polls` have.
    pub sizes: Vec<usize>,
    /// How many allocations a poll makes, and how many bytes it allocates, for each size.
    pub polls: Vec<Counted>,
}

/// A row of counts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counted {
    /// What was counted.
    pub what: String,
    /// The counts. `None` if there is nothing to count.
    pub counts: Vec<Option<f64>>,
}
