//! [`SettingIds`]: the numbers by which ConfigCat's API knows flags. Config documents do not have them.

use std::{collections::HashMap, fs, path::Path};

use configcat_build::Problem;
use serde::Deserialize;

/// The number of each flag, by key.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct SettingIds(HashMap<String, u64>);

impl SettingIds {
    pub(super) fn of_file(path: &Path) -> Result<Self, Problem> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|error| Problem::new(format!("cannot read the file: {error}")).in_file(&file))?;
        serde_json::from_str(&text).map_err(|error| {
            Problem::new(format!("not a map of setting ids: {error}"))
                .in_file(&file)
                .remedy("write an object such as `{\"newCheckout\": 123}`; the API lists the ids at `/v1/configs/ID/settings`")
        })
    }

    pub(super) fn of(&self, key: &str) -> Option<u64> {
        self.0.get(key).copied()
    }
}

impl FromIterator<(String, u64)> for SettingIds {
    fn from_iter<I: IntoIterator<Item = (String, u64)>>(ids: I) -> Self {
        Self(ids.into_iter().collect())
    }
}
