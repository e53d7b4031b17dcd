//! [`emit`]: a read as an event of `tracing`.

use tracing::{Level, Value as Field};

use crate::{
    evaluation::flag_read::FlagRead,
    users::User,
    values::{Text, Value},
};

/// A read as an event of `tracing`, with the names of OpenTelemetry.
pub(super) fn emit(read: &FlagRead<'_>) {
    let text = match read.value {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let value = read.value.map(|value| match value {
        Value::Bool(value) => value as &dyn Field,
        Value::Int(value) => value,
        Value::Float(value) => value,
        Value::Text(_) => &text,
    });
    let identifier = read.user.map(User::identifier);
    tracing::event!(
        target: "feature_flag.evaluation",
        Level::INFO,
        feature_flag.key = read.key,
        feature_flag.result.variant = read.variation_id.map(Text::as_str),
        feature_flag.result.value = value,
        feature_flag.result.reason = read.reason.as_str(),
        feature_flag.context.id = identifier.as_deref(),
        feature_flag.provider.name = "configcat",
        feature_flag.set.id = read.set_id,
        feature_flag.version = read.version,
        error.type = read.error_type(),
    );
}
