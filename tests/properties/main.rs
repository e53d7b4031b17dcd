//! What holds for all documents, users and rules, checked with generated ones.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking"
)]

mod documents;
mod documents_v6;
mod users;

mod conversions;
mod defects;
mod evaluation;
mod reachability;
mod versions;
