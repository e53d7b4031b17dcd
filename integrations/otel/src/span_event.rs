//! [`add_span_event`]: a read as an event of the current span.

use configcat_core::FlagRead;
use opentelemetry::{KeyValue, trace::get_active_span};

use crate::attributes::{
    CONTEXT_ID, ERROR_TYPE, KEY, PROVIDER, PROVIDER_NAME, REASON, SET_ID, VALUE, VARIANT, VERSION,
    attribute_value,
};

/// The name of the event.
const EVENT: &str = "feature_flag.evaluation";

/// Adds the event `feature_flag.evaluation` to the current span, if there is one that is recorded. Give it to
/// `ClientBuilder::on_read`, so that it is called for each read.
///
/// Attributes: `feature_flag.key`, `.result.variant`, `.result.value`, `.result.reason`, `.context.id`, `.provider.name`,
/// `.set.id` and `.version`, and `error.type`. An attribute without a value is left out. The value and the identifier of the
/// user go to the exporter: think of who may read them.
///
/// ```
/// use configcat_core::{Client, OverrideBehaviour, Overrides};
///
/// let flags = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
/// let client = Client::builder("local").overrides(flags).on_read(configcat_otel::add_span_event).build()?;
/// # let _ = client;
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
pub fn add_span_event(read: &FlagRead<'_>) {
    get_active_span(|span| {
        if span.span_context().is_valid() && span.is_recording() {
            span.add_event(EVENT, attributes(read));
        }
    });
}

fn attributes(read: &FlagRead<'_>) -> Vec<KeyValue> {
    let mut attributes = vec![
        KeyValue::new(KEY, read.key.to_owned()),
        KeyValue::new(PROVIDER_NAME, PROVIDER),
        KeyValue::new(REASON, read.reason.as_str()),
        KeyValue::new(SET_ID, read.set_id.to_owned()),
    ];
    attributes.extend(read.variation_id.map(|id| KeyValue::new(VARIANT, id.to_string())));
    attributes.extend(read.value.map(|value| KeyValue::new(VALUE, attribute_value(value))));
    attributes.extend(read.user.map(|user| KeyValue::new(CONTEXT_ID, user.identifier().into_owned())));
    attributes.extend(read.version.map(|version| KeyValue::new(VERSION, version.to_owned())));
    attributes.extend(read.error_type().map(|error| KeyValue::new(ERROR_TYPE, error)));
    attributes
}
