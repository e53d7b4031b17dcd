//! [`Reading`]: several reads for one user.

use crate::{
    client::Client,
    evaluation::Snapshot,
    generated::{json::Json, json_cache::JsonCache},
    users::User,
    values::{Flag, FlagValue, Text},
};

/// Several reads for one user, from one config.
#[derive(Debug)]
pub struct Reading<'u> {
    pub(super) snapshot: Snapshot,
    /// The client whose hooks are called for each read.
    pub(super) client: Option<&'u Client>,
    pub(super) user: Option<&'u User>,
}

impl Reading<'_> {
    /// The value of a flag.
    #[must_use]
    pub fn value<T: FlagValue>(&self, flag: &Flag<T>) -> T {
        match self.client {
            Some(client) => client.value_in(&self.snapshot, flag, self.user),
            None => self.snapshot.value(flag, self.user),
        }
    }

    /// The value of a JSON flag.
    #[must_use]
    pub fn json<T>(&self, flag: &Flag<Text>, cache: &JsonCache<T>) -> Json<T> {
        cache.value(flag, &self.value(flag), |error| self.snapshot.report(error))
    }
}
