//! [`FlagSource`]: where generated accessors read from.

use crate::{Client, Details, Flag, FlagValue, IntoUser, Snapshot};

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
