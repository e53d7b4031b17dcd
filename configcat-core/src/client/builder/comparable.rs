//! [`ComparableOptions`]: tells whether two builders have the same options.

use crate::{
    client::builder::{client_builder::ClientBuilder, remote_options::RemoteOptions},
    config::{Overrides, hex_sha1},
    log::LogLevel,
    users::User,
};

/// The options of a client that can be compared. Functions, caches and transports cannot.
#[derive(PartialEq)]
pub(crate) struct ComparableOptions {
    overrides: Option<Overrides>,
    default_user: Option<User>,
    log_level: LogLevel,
    counts_usage: bool,
    emits_events: bool,
    /// Options that have their default value are equal, whether they were set or not.
    remote: RemoteOptions,
}

impl ClientBuilder {
    /// Whether any option has been set.
    pub(crate) fn has_options(&self) -> bool {
        self.has_options
    }

    /// The options to compare with another builder.
    pub(crate) fn comparable(&self) -> ComparableOptions {
        ComparableOptions {
            overrides: self.overrides.clone(),
            default_user: self.default_user.clone(),
            log_level: self.logger.level(),
            counts_usage: self.counts_usage,
            emits_events: self.emits_events,
            remote: RemoteOptions {
                config_version: self.version().ok(),
                // A shared client keeps its options, and the document may be large.
                bootstrap: self.remote.bootstrap.as_deref().map(hex_sha1),
                ..self.remote.clone()
            },
        }
    }
}
