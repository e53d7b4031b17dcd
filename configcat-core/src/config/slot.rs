//! [`SettingSlot`]: a setting, or what became of it.

use std::sync::Arc;

use crate::{
    config::{defect::BrokenSetting, setting::Setting},
    values::Text,
};

/// A setting, or what became of it.
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
