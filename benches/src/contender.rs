//! [`Contender`]: what every SDK or engine under measurement can do.

use crate::question::Question;

/// An SDK or an engine that evaluates flags, used through the interface that applications use.
///
/// Its methods contain the loops, so that only the reads themselves are measured.
pub trait Contender: Send + Sync {
    /// The name of its column.
    fn name(&self) -> &'static str;

    /// Reads a flag many times, with `false` as the default, and returns the last value. `None` if it has no such flag.
    fn read(&self, question: Question, times: u64) -> Option<bool>;

    /// Reads all flags many times, and counts the flags that serve `true`.
    fn read_all(&self, times: u64) -> usize;

    /// The same, into a struct with a field for each of the hundred flags. `None` if it has no such method.
    fn read_all_typed(&self, _: u64) -> Option<usize> {
        None
    }

    /// Whether it can log how a flag is evaluated.
    fn logs_evaluations(&self) -> bool {
        false
    }
}

/// The names of the columns.
#[must_use]
pub fn names(contenders: &[Box<dyn Contender>]) -> Vec<String> {
    contenders.iter().map(|contender| contender.name().to_owned()).collect()
}
