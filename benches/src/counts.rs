//! What the program `allocations` has counted.

use serde::{Deserialize, Serialize};

/// All counts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counts {
    /// The contenders' names.
    pub contenders: Vec<String>,
    /// Allocations of a call, for each contender.
    pub reads: Vec<Counted>,
    /// Bytes kept after loading, for each contender.
    pub kept: Vec<Counted>,
    /// The sizes of the configs of `polls`, in flags.
    pub sizes: Vec<usize>,
    /// Bytes that a poll allocates, for each size.
    pub polls: Vec<Counted>,
}

/// A row of counts.
#[derive(Debug, Serialize, Deserialize)]
pub struct Counted {
    /// What was counted.
    pub what: String,
    /// The counts; `None` where there is nothing to count.
    pub counts: Vec<Option<f64>>,
}
