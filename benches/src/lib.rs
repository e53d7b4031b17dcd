//! What is measured: the same flags in several formats, and the contenders that read them.

pub mod contender;
pub mod contenders;
pub mod counts;
pub mod document;
pub mod loader;
pub mod question;
pub mod server;
