//! The pages as readers see them: links, chapters, documents, and the output of a program.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

mod documents;
mod links;
mod log;
mod page;
