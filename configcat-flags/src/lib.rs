//! Feature flags of [ConfigCat](https://configcat.com) whose names and types the compiler checks: each flag of a config
//! document is a method.
//!
//! # Quickstart
//!
//! Run `cargo add configcat-flags`, and write a document to `flags/config.json`, next to `Cargo.toml`:
//!
//! ```json
//! {"flags": {"isMyAwesomeFeatureEnabled": true, "buttonColor": "gray"}}
//! ```
//!
//! Documents as ConfigCat serves them, `config_v5.json` and `config_v6.json`, work as well. Each flag is a method of the
//! type that [`flags!`] declares. A [`Client`] keeps the flags up to date:
//!
//! ```no_run
//! use configcat_flags::{Client, User};
//!
//! configcat_flags::flags! { pub struct Flags; spec = "flags/config.json" }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let client = Client::builder("#YOUR-SDK-KEY#").bootstrap(Flags::DOCUMENT).build()?;
//!     let flags = Flags::new(client); // without network: `Flags::embedded()`
//!     let user = User::new("435170f4").email("jane@example.com");
//!     if flags.is_my_awesome_feature_enabled(&user) {
//!         println!("The button is {}.", flags.button_color(&user));
//!     }
//!     Ok(())
//! }
//! ```
//!
//! In a test, the flags are what the test says, and the others have their fallbacks:
//!
//! ```
//! # configcat_flags::flags! { pub struct Flags; spec = "flags/config.json" }
//! let flags = Flags::fake().is_my_awesome_feature_enabled(false).build();
//! assert!(!flags.is_my_awesome_feature_enabled(None));
//! assert_eq!(flags.button_color(None), "gray");
//! ```
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `http` (default) | live clients, which download their config: `PollingMode`, `cache`, `transport` |
//! | `rustls` (default) | `https` by rustls, with the certificates that the system trusts |
//! | `native-tls` | `https` by the TLS library of the system; with `default-features = false` |
//! | `socks` | SOCKS5 proxies |
//! | `chrono`, `jiff`, `time`, `semver` | dates and versions of these crates as attributes of users |
//! | `stream` | watched values as streams: `Watch::into_stream` |
//!
//! Without `http`, there is neither an HTTP client nor tokio. Clients then have local flags only ([`Overrides`]).
//!
//! # What is generated
//!
//! For a flag `buttonColor` of the type `Flags`:
//!
//! | item | what it is |
//! |---|---|
//! | `flags.button_color(&user)` | the value; the fallback if the flag cannot be evaluated |
//! | `flags.button_color_details(&user)` | the value, and why it was served: [`Details`] |
//! | `Flags::BUTTON_COLOR` | key and fallback: [`Flag`] |
//!
//! The type has `new` (from a [`Client`] or a [`Snapshot`]), `embedded`, `fake`, `all` (the values of all flags), `check`
//! (whether the current config fits: [`ConfigDrift`]), `KEYS` and `DOCUMENT`.
//!
//! # The crates behind it
//!
//! This crate is `configcat-core`, which has the client and the evaluation, and `flags!` of `configcat-macros`. Both can
//! be used on their own. Examples on the pages of the types name `configcat_core`: write `configcat_flags` instead. A
//! build script takes `configcat-build`, which also downloads documents.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(inline)]
pub use configcat_core::*;
#[doc(hidden)]
pub use configcat_macros::flags as expand_flags;

/// Declares a type with one method for each flag of a config document.
///
/// `spec` names a file of the package, and options follow it:
///
/// ```
/// configcat_flags::flags! {
///     /// The flags of the shop.
///     pub struct Flags;
///     spec = "flags/config.json";
///     text_enum("buttonColor");
///     default("isMyAwesomeFeatureEnabled", false);
/// }
///
/// let flags = Flags::embedded();
/// assert_eq!(flags.button_color(None), ButtonColor::Gray);
/// assert!(flags.is_my_awesome_feature_enabled(None));
/// assert!(!Flags::IS_MY_AWESOME_FEATURE_ENABLED.fallback());
/// ```
///
/// With a build script that calls `configcat_build::Spec::file("flags/config.json").emit()`, the options are there, and
/// this is enough:
///
/// ```ignore
/// configcat_flags::flags! { pub struct Flags; }
/// ```
///
/// The documentation of `configcat_macros::flags!` lists all options. The generated code uses this crate, whatever its name
/// is in the package, and whichever crate passes the macro on.
#[macro_export]
macro_rules! flags {
    ($($declaration:tt)*) => {
        $crate::expand_flags! { crate = $crate; $($declaration)* }
    };
}
