//! [`SettingSlot`]: the place of a setting in a config.

use std::sync::Arc;

use crate::{
    config::{defect::BrokenSetting, setting::Setting},
    values::Text,
};

/// The place of a setting in a config: a valid or a broken setting.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SettingSlot {
    Valid(Arc<Setting>),
    Broken(Arc<BrokenSetting>),
}

impl SettingSlot {
    pub(crate) fn key(&self) -> &Text {
        match self {
            Self::Valid(setting) => setting.key(),
            Self::Broken(broken) => broken.key(),
        }
    }
}
