//! Evaluation of flags of any type, and clients and snapshots of documents.

use configcat_core::{
    Client, Config, EvaluationError, IntoFlagValue, OverrideBehaviour, Overrides, SettingType, Snapshot,
    Text, User, Value,
};

/// What an evaluation gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// The value, or what stopped the evaluation.
    pub value: Result<Value, EvaluationError>,
    /// The variation id.
    pub variation_id: Option<Text>,
}

/// Evaluates a flag through the typed read that its setting asks for.
#[must_use]
pub fn evaluate(snapshot: &Snapshot, key: &str, user: Option<&User>) -> Evaluated {
    let setting = snapshot.config().and_then(|config| config.setting(key));
    match setting.map(configcat_core::config::Setting::setting_type) {
        Some(SettingType::Text) => evaluate_as(snapshot, key, "", user),
        Some(SettingType::Int) => evaluate_as(snapshot, key, 0, user),
        Some(SettingType::Float) => evaluate_as(snapshot, key, 0.0, user),
        Some(SettingType::Bool) | None => evaluate_as(snapshot, key, false, user),
    }
}

/// A client without network that serves the flags of a document.
///
/// # Panics
///
/// If the document is none.
#[must_use]
pub fn local_client(document: &str) -> Client {
    let overrides = Overrides::from_json(document, OverrideBehaviour::LocalOnly).expect("a config document");
    Client::builder("local").overrides(overrides).build().expect("local-only clients can be built")
}

/// A snapshot of a document.
///
/// # Panics
///
/// If the document is none.
#[must_use]
pub fn snapshot_of(document: &str) -> Snapshot {
    Snapshot::from(Config::parse(document).expect("a config document"))
}

/// A number as decimal number, whatever its type; `None` if the value is not a number.
#[must_use]
pub fn number_of(value: &Value) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "test data has small whole numbers only")]
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Bool(_) | Value::Text(_) => None,
    }
}

fn evaluate_as<D>(snapshot: &Snapshot, key: &str, default: D, user: Option<&User>) -> Evaluated
where
    D: IntoFlagValue,
    D::Value: Into<Value>,
{
    let details = snapshot.get_value_details(key, default, user);
    let value = details.error.map_or(Ok(details.value.into()), Err);
    Evaluated { value, variation_id: details.variation_id }
}
