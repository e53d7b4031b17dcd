//! All ways to read a config, and what must hold for the results.

use configcat_core::{Config, Snapshot, User};

/// Reads all flags in all ways, and compares the results.
///
/// # Panics
///
/// If two ways disagree.
pub(crate) fn read_everything(config: Config, user: Option<&User>) {
    for broken in config.broken_settings() {
        assert!(!broken.defects().is_empty());
        assert!(broken.defects().iter().all(|defect| !defect.remedy().is_empty()));
    }
    for setting in config.settings() {
        assert!(setting.all_served().all(|served| served.value().setting_type() == setting.setting_type()));
        assert!(setting.targeting_rules().iter().all(|rule| !rule.to_string().is_empty()));
    }
    let snapshot = Snapshot::from(config);
    let all = snapshot.get_all_value_details(user);
    assert_eq!(all.len(), snapshot.get_all_keys().len());
    let values: Vec<_> =
        all.iter().filter_map(|details| Some((details.key.clone(), details.value.clone()?))).collect();
    assert_eq!(snapshot.get_all_values(user), values);
    for details in all {
        let explanation = snapshot.explain(&details.key, user);
        assert_eq!(explanation.value, details.value);
        assert_eq!(explanation.variation_id, details.variation_id);
        assert_eq!(explanation.error, details.error);
        assert!(explanation.to_string().ends_with('.'));
        assert!(serde_json::to_string(&explanation).is_ok());
        assert!(details.value.is_some() != details.error.is_some());
    }
}
