//! [`FlagSource`]: the client or snapshot that accessors read from.

use crate::{
    client::{Client, Watch},
    evaluation::{Details, EvaluationError, Snapshot},
    generated::{json::Json, json_cache::JsonCache, reading::Reading},
    users::{IntoUser, User},
    values::{Flag, FlagValue, Text},
};

/// The client or snapshot that accessors read from. The flags of a [`Client`] change when its config does; the flags of
/// a [`Snapshot`] never change.
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
    #[inline]
    pub fn value<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> T {
        match self {
            Self::Client(client) => client.value(flag, user),
            Self::Snapshot(snapshot) => snapshot.value(flag, user),
        }
    }

    /// The value of a flag, with the reasons for it.
    pub fn value_details<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Details<T> {
        match self {
            Self::Client(client) => client.value_details(flag, user),
            Self::Snapshot(snapshot) => snapshot.value_details(flag, user),
        }
    }

    /// The flags at this moment. Never waits.
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
    /// Watches the value of a flag for a user. A watch of a snapshot changes with its user only.
    pub fn watch<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl IntoUser<'u>) -> Watch<T> {
        let flag = flag.clone();
        self.watch_reads(move |flags| flags.value(&flag), user)
    }

    /// Watches what a function reads for a user.
    #[doc(hidden)]
    pub fn watch_reads<'u, T: Clone + PartialEq + Send + 'static>(
        &self,
        read: impl Fn(&Reading<'_>) -> T + Send + Sync + 'static,
        user: impl IntoUser<'u>,
    ) -> Watch<T> {
        let read = move |snapshot: &Snapshot, user: Option<&User>| {
            read(&Reading { snapshot: snapshot.clone(), client: None, user })
        };
        match self {
            Self::Client(client) => client.watch_reads(read, user.into()),
            Self::Snapshot(snapshot) => snapshot.watch_reads(read, user.into()),
        }
    }

    /// The value of a JSON flag.
    #[doc(hidden)]
    #[must_use]
    pub fn json<'u, T>(&self, flag: &Flag<Text>, cache: &JsonCache<T>, user: impl IntoUser<'u>) -> Json<T> {
        cache.value(flag, &self.value(flag, user), |error| self.report(error))
    }

    /// The value of a JSON flag, with the reasons for it.
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

    /// The flags that accessors would read now. Waits as reads of a client do.
    pub(crate) fn current(&self) -> Snapshot {
        match self {
            Self::Client(client) => client.latest_snapshot(),
            Self::Snapshot(snapshot) => snapshot.clone(),
        }
    }

    fn report(&self, error: &dyn Fn() -> EvaluationError) {
        self.snapshot().report(error);
    }
}
