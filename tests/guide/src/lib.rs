//! The README and the chapters of the guide. Each of their code blocks is a test of this crate.
//!
//! `flags/` has the documents that the code blocks name.

/// Declares a module for each page.
macro_rules! pages {
    ($($page:ident = $path:literal;)*) => {
        $(
            // Only where its code blocks are tested: as the documentation of a crate, a page would be judged by other rules.
            #[cfg(doctest)]
            #[doc = include_str!(concat!("../../../", $path))]
            mod $page {}
        )*

        /// The paths of all pages whose code blocks are tests.
        pub const PAGES: &[&str] = &[$($path),*];
    };
}

pages! {
    readme = "README.md";
    caching = "docs/guide/caching.md";
    ci = "docs/guide/ci.md";
    clients = "docs/guide/clients.md";
    command_line = "docs/guide/command-line.md";
    config_document = "docs/guide/config-document.md";
    evidence = "docs/guide/evidence.md";
    faq = "docs/guide/faq.md";
    generation = "docs/guide/generation.md";
    lock = "docs/guide/lock.md";
    logging = "docs/guide/logging.md";
    migration_python = "docs/guide/migration-python.md";
    migration_rust = "docs/guide/migration-rust.md";
    network = "docs/guide/network.md";
    offline = "docs/guide/offline.md";
    overrides = "docs/guide/overrides.md";
    quickstart = "docs/guide/quickstart.md";
    serve = "docs/guide/serve.md";
    testing = "docs/guide/testing.md";
    typed_users = "docs/guide/typed-users.md";
    values = "docs/guide/values.md";
}
