//! [`Finding`]: what a lint found in a flag.

use std::borrow::Cow;

use super::positions::SettingPart;
use crate::lint::Lint;

/// Something that a lint found in a flag.
pub(super) struct Finding {
    pub(super) lint: Lint,
    pub(super) part: SettingPart,
    pub(super) message: String,
    pub(super) remedy: Cow<'static, str>,
}

impl Finding {
    pub(super) fn new(lint: Lint, part: SettingPart, message: impl Into<String>) -> Self {
        Self { lint, part, message: message.into(), remedy: "".into() }
    }

    pub(super) fn remedy(self, remedy: impl Into<Cow<'static, str>>) -> Self {
        Self { remedy: remedy.into(), ..self }
    }
}
