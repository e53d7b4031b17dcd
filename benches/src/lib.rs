//! What is measured, and with whom: the flags of one logical document, and everybody who can read them.

pub mod contender;
pub mod counts;
pub mod document;
pub mod loader;
pub mod server;
