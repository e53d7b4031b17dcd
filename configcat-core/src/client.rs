//! [`Client`]: the handle that an application keeps.

use crate::{ClientBuilder, Details, Flag, FlagValue, IntoFlagValue, Snapshot, Text, User, Value};

/// A ConfigCat client: the flags of one SDK key. A clone is cheap and shares everything with the original.
///
/// All reads are those of [`Snapshot`], on the config of the moment.
#[derive(Debug, Clone)]
pub struct Client {
    snapshot: Snapshot,
}

impl Client {
    /// Starts to build a client for an SDK key.
    #[must_use]
    pub fn builder(sdk_key: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(sdk_key.into())
    }

    /// The config of this moment, for several reads that must agree.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    /// See [`Snapshot::value`].
    #[must_use]
    pub fn value<'u, T: FlagValue>(&self, flag: &Flag<T>, user: impl Into<Option<&'u User>>) -> T {
        self.snapshot.value(flag, user)
    }

    /// See [`Snapshot::value_details`].
    #[must_use]
    pub fn value_details<'u, T: FlagValue>(
        &self,
        flag: &Flag<T>,
        user: impl Into<Option<&'u User>>,
    ) -> Details<T> {
        self.snapshot.value_details(flag, user)
    }

    /// See [`Snapshot::get_value`].
    #[must_use]
    pub fn get_value<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl Into<Option<&'u User>>,
    ) -> D::Value {
        self.snapshot.get_value(key, default, user)
    }

    /// See [`Snapshot::get_value_details`].
    #[must_use]
    pub fn get_value_details<'u, D: IntoFlagValue>(
        &self,
        key: &str,
        default: D,
        user: impl Into<Option<&'u User>>,
    ) -> Details<D::Value> {
        self.snapshot.get_value_details(key, default, user)
    }

    /// See [`Snapshot::get_all_keys`].
    #[must_use]
    pub fn get_all_keys(&self) -> Vec<Text> {
        self.snapshot.get_all_keys()
    }

    /// See [`Snapshot::get_all_values`].
    #[must_use]
    pub fn get_all_values<'u>(&self, user: impl Into<Option<&'u User>>) -> Vec<(Text, Value)> {
        self.snapshot.get_all_values(user)
    }

    /// See [`Snapshot::get_all_value_details`].
    #[must_use]
    pub fn get_all_value_details<'u>(
        &self,
        user: impl Into<Option<&'u User>>,
    ) -> Vec<Details<Option<Value>>> {
        self.snapshot.get_all_value_details(user)
    }

    /// See [`Snapshot::get_variation_id`].
    #[must_use]
    pub fn get_variation_id<'u>(&self, key: &str, user: impl Into<Option<&'u User>>) -> Option<Text> {
        self.snapshot.get_variation_id(key, user)
    }

    /// See [`Snapshot::get_all_variation_ids`].
    #[must_use]
    pub fn get_all_variation_ids<'u>(&self, user: impl Into<Option<&'u User>>) -> Vec<(Text, Text)> {
        self.snapshot.get_all_variation_ids(user)
    }

    /// See [`Snapshot::get_key_and_value`].
    #[must_use]
    pub fn get_key_and_value(&self, variation_id: &str) -> Option<(Text, Value)> {
        self.snapshot.get_key_and_value(variation_id)
    }

    pub(crate) fn new(snapshot: Snapshot) -> Self {
        Self { snapshot }
    }
}
