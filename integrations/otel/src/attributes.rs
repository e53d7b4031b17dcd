//! The names of OpenTelemetry's conventions for feature flags.

use configcat_core::Value;
use opentelemetry::Value as AttributeValue;

pub(crate) const KEY: &str = "feature_flag.key";
pub(crate) const VARIANT: &str = "feature_flag.result.variant";
pub(crate) const VALUE: &str = "feature_flag.result.value";
pub(crate) const REASON: &str = "feature_flag.result.reason";
pub(crate) const CONTEXT_ID: &str = "feature_flag.context.id";
pub(crate) const PROVIDER_NAME: &str = "feature_flag.provider.name";
pub(crate) const SET_ID: &str = "feature_flag.set.id";
pub(crate) const VERSION: &str = "feature_flag.version";
pub(crate) const ERROR_TYPE: &str = "error.type";

/// The name of this provider.
pub(crate) const PROVIDER: &str = "configcat";

/// A value of a flag as the value of an attribute.
pub(crate) fn attribute_value(value: &Value) -> AttributeValue {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Text(value) => value.to_string().into(),
        Value::Int(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
    }
}
