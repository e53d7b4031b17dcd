//! [`Loader`]: how a contender loads its document.

/// The document of a contender, and the function that loads it.
#[derive(Debug)]
pub struct Loader {
    /// The name of the contender's column.
    pub name: &'static str,
    /// The document.
    pub document: String,
    /// Makes something of the document that flags can be read from.
    pub(crate) load: for<'d> fn(&'d str) -> Box<dyn Loaded + 'd>,
}

/// The result of loading. It can only be kept and dropped.
pub trait Loaded {}

impl<T> Loaded for T {}

impl Loader {
    /// Loads the document.
    #[must_use]
    pub fn load(&self) -> Box<dyn Loaded + '_> {
        (self.load)(&self.document)
    }
}
