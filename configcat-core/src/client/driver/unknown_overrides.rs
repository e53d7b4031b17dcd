//! Warns of local flags that nobody reads because their keys are misspelt.

use std::sync::Arc;

use crate::{
    client::driver::driver::Driver,
    config::Config,
    evaluation::DidYouMean,
    log::{LogLevel, event},
    values::Text,
};

impl Driver {
    /// Warns of overrides whose keys the remote config does not have. A bootstrap does not count: ConfigCat may have newer
    /// flags. The config that the overrides have been compared with before is not compared again; the same warning comes
    /// once a minute at most.
    pub(super) fn warn_of_unknown_overrides(&self, compared: Option<&Arc<Config>>) {
        let remote = self.held.as_ref().filter(|held| held.was_downloaded());
        let (Some(overrides), Some(remote)) = (&self.overrides, remote) else { return };
        if compared.is_some_and(|compared| Arc::ptr_eq(compared, &remote.config)) {
            return;
        }
        let unknown = overrides.unknown_keys(&remote.config);
        if unknown.is_empty() {
            return;
        }
        let (id, logger) = (event::OVERRIDE_UNKNOWN, &self.shared.logger);
        if let Some(level) = logger.level_once(LogLevel::Warning, id, &unknown) {
            let keys = listed(&unknown, &remote.config);
            logger.log(
                level,
                id,
                format_args!(
                    "the overrides have flags that the config of ConfigCat does not have: {keys}. Correct or remove \
                     their keys, unless the flags are to be added in ConfigCat."
                ),
            );
        }
    }
}

/// The first of some unknown keys, with the keys that were probably meant.
fn listed(unknown: &[&Text], config: &Config) -> String {
    const SHOWN: usize = 10;

    let hint = |key: &str| DidYouMean::new(key, config.keys().map(Text::as_str));
    let shown: Vec<_> = unknown.iter().take(SHOWN).map(|key| format!("`{key}`{}", hint(key))).collect();
    let more = unknown.len().saturating_sub(SHOWN);
    shown.join(", ") + &if more == 0 { String::new() } else { format!(", and {more} more") }
}
