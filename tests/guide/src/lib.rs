//! The README and the chapters of the guide. Each of their code blocks is a test of this crate.
//!
//! `flags/` has the documents that the code blocks name.

#![expect(
    clippy::doc_markdown,
    clippy::needless_doctest_main,
    clippy::test_attr_in_doctest,
    reason = "the pages are not for rustdoc, and show whole programs"
)]

/// Declares a module for each page.
macro_rules! pages {
    ($($page:ident = $path:literal;)*) => {
        $(#[doc = include_str!(concat!("../../../", $path))] pub mod $page {})*

        /// The paths of all pages whose code blocks are tests.
        pub const PAGES: &[&str] = &[$($path),*];
    };
}

pages! {
    readme = "README.md";
    caching = "docs/guide/caching.md";
    clients = "docs/guide/clients.md";
    command_line = "docs/guide/command-line.md";
    config_document = "docs/guide/config-document.md";
    faq = "docs/guide/faq.md";
    generation = "docs/guide/generation.md";
    lock = "docs/guide/lock.md";
    logging = "docs/guide/logging.md";
    network = "docs/guide/network.md";
    offline = "docs/guide/offline.md";
    overrides = "docs/guide/overrides.md";
    quickstart = "docs/guide/quickstart.md";
    testing = "docs/guide/testing.md";
    values = "docs/guide/values.md";
}
