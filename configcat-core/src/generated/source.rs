//! [`FlagSource`]: where generated accessors read from.

use crate::{
    client::Client,
    evaluation::{Details, EvaluationError, Snapshot},
    generated::{json::Json, json_cache::JsonCache, reading::Reading},
    users::{IntoUser, User},
    values::{Flag, FlagValue, Text},
};

/// What generated accessors read from: a [`Client`], whose flags change as ConfigCat's do, or a [`Snapshot`], whose
/// flags never change.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum FlagSource {
    /// The current config of a client.
    Client(Client),
    /// A fixed config.
    Snapshot(Snapshot),
}

impl FlagSource {
    /// The value of a flag, or its fallback if the flag cannot be evaluated.
    #[must_use]
    pub fn value<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> T {
        match self {
            Self::Client(client) => client.value(flag, user),
            Self::Snapshot(snapshot) => snapshot.value(flag, user),
        }
    }

    /// The value of a flag and why it was served.
    pub fn value_details<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Details<T> {
        match self {
            Self::Client(client) => client.value_details(flag, user),
            Self::Snapshot(snapshot) => snapshot.value_details(flag, user),
        }
    }

    /// The config of this moment.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        match self {
            Self::Client(client) => client.snapshot(),
            Self::Snapshot(snapshot) => snapshot.clone(),
        }
    }
}

impl From<Client> for FlagSource {
    fn from(client: Client) -> Self {
        Self::Client(client)
    }
}

impl From<&Client> for FlagSource {
    fn from(client: &Client) -> Self {
        Self::Client(client.clone())
    }
}

impl From<Snapshot> for FlagSource {
    fn from(snapshot: Snapshot) -> Self {
        Self::Snapshot(snapshot)
    }
}

impl From<&Snapshot> for FlagSource {
    fn from(snapshot: &Snapshot) -> Self {
        Self::Snapshot(snapshot.clone())
    }
}

impl FlagSource {
    /// What a text flag says in JSON.
    #[doc(hidden)]
    #[must_use]
    pub fn json<'u, T>(&self, flag: &Flag<Text>, cache: &JsonCache<T>, user: impl IntoUser<'u>) -> Json<T> {
        cache.value(flag, &self.value(flag, user), |error| self.report(error))
    }

    /// What a text flag says in JSON, and why it was served.
    #[doc(hidden)]
    pub fn json_details<'u, T>(
        &self,
        flag: &Flag<Text>,
        cache: &JsonCache<T>,
        user: impl IntoUser<'u>,
    ) -> Details<Json<T>> {
        cache.details(flag, self.value_details(flag, user), |error| self.report(error))
    }

    /// Starts to read several flags for a user from the same config.
    #[doc(hidden)]
    #[must_use]
    pub fn reading<'u>(&'u self, user: Option<&'u User>) -> Reading<'u> {
        let client = match self {
            Self::Client(client) => Some(client),
            Self::Snapshot(_) => None,
        };
        Reading { snapshot: self.current(), client, user }
    }

    /// The config that accessors would read from now: that of a client may have to be waited for.
    pub(crate) fn current(&self) -> Snapshot {
        match self {
            Self::Client(client) => client.latest_snapshot(),
            Self::Snapshot(snapshot) => snapshot.clone(),
        }
    }

    fn report(&self, error: &EvaluationError) {
        self.snapshot().report(error);
    }
}
