//! [OpenTelemetry](https://opentelemetry.io) for [ConfigCat](https://configcat.com) feature flags.
//!
//! - [`add_span_event`] tells the current span of each read of a flag.
//! - [`observe`] has a meter report how often each value was served, how the config was downloaded, and how old it is.
//!
//! ```
//! use configcat_core::{Client, OverrideBehaviour, Overrides};
//!
//! let flags = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
//! let client = Client::builder("local")
//!     .overrides(flags)
//!     .on_read(configcat_otel::add_span_event) // events on spans
//!     .usage(true) // counts, for the metrics
//!     .build()?;
//! configcat_otel::observe(&client, &opentelemetry::global::meter("my-service"));
//! # Ok::<(), configcat_core::BuildError>(())
//! ```
//!
//! This crate needs the API of OpenTelemetry only. Which exporter gets the data is decided where the application sets up its
//! providers. The other way is the event of `tracing` that `ClientBuilder::evaluation_events` switches on: the bridge
//! `opentelemetry-appender-tracing` makes log records of it.

mod attributes;
mod metrics;
mod span_event;

pub use metrics::observe;
pub use span_event::add_span_event;
