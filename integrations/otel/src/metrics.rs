//! [`observe`]: the counts of a client as metrics.

use std::collections::BTreeMap;

use configcat_core::{Client, FlagUsage, Usage, WeakClient};
use opentelemetry::{
    KeyValue,
    metrics::{AsyncInstrument, Meter},
};

use crate::attributes::{ERROR_TYPE, KEY, PROVIDER, PROVIDER_NAME, VARIANT};

/// Has a meter report the counts of a client, each time that metrics are collected. The client must count: see
/// `ClientBuilder::usage`. Reads cost nothing more than that.
///
/// | instrument | attributes | what it reports |
/// |---|---|---|
/// | `configcat.flag.reads` | `feature_flag.key`, `feature_flag.result.variant` | reads that served a value |
/// | `configcat.flag.failed_reads` | `feature_flag.key` | reads that returned the default value |
/// | `configcat.downloads` | `configcat.outcome`, `error.type` | downloads: `new`, `not_modified` or `failed` |
/// | `configcat.download.duration` | – | how long all downloads took together, in seconds |
/// | `configcat.config.age` | – | the age of the config in seconds; nothing for local data |
///
/// The variant is the variation id, or the value if the document has none; what `FlagUsage::other_reads` counts has no
/// variant. The meter does not keep the client alive: when the
/// client ends, it reports nothing more. Call this once for a client.
///
/// ```
/// use configcat_core::{Client, OverrideBehaviour, Overrides};
///
/// let flags = Overrides::from_map([("darkMode", true)], OverrideBehaviour::LocalOnly);
/// let client = Client::builder("local").overrides(flags).usage(true).build()?;
/// configcat_otel::observe(&client, &opentelemetry::global::meter("my-service"));
/// # Ok::<(), configcat_core::BuildError>(())
/// ```
pub fn observe(client: &Client, meter: &Meter) {
    observe_flags(client, meter);
    let observed = client.downgrade();
    _ = meter
        .u64_observable_counter("configcat.downloads")
        .with_unit("{download}")
        .with_description("Downloads of the config by outcome.")
        .with_callback(move |instrument| with_usage(&observed, instrument, report_downloads))
        .build();
    let observed = client.downgrade();
    _ = meter
        .f64_observable_counter("configcat.download.duration")
        .with_unit("s")
        .with_description("How long all downloads of the config took together.")
        .with_callback(move |instrument| {
            with_usage(&observed, instrument, |usage, instrument| {
                instrument.observe(usage.downloads.total_duration.as_secs_f64(), &[provider()]);
            });
        })
        .build();
    let observed = client.downgrade();
    _ = meter
        .f64_observable_gauge("configcat.config.age")
        .with_unit("s")
        .with_description("The time since the config was confirmed to be current.")
        .with_callback(move |instrument| {
            with_usage(&observed, instrument, |usage, instrument| {
                if let Some(age) = usage.config_age() {
                    instrument.observe(age.as_secs_f64(), &[provider()]);
                }
            });
        })
        .build();
}

fn observe_flags(client: &Client, meter: &Meter) {
    let observed = client.downgrade();
    _ = meter
        .u64_observable_counter("configcat.flag.reads")
        .with_unit("{read}")
        .with_description("Reads of a flag that served a value.")
        .with_callback(move |instrument| with_usage(&observed, instrument, report_reads))
        .build();
    let observed = client.downgrade();
    _ = meter
        .u64_observable_counter("configcat.flag.failed_reads")
        .with_unit("{read}")
        .with_description("Reads of a flag that returned the default value.")
        .with_callback(move |instrument| {
            with_usage(&observed, instrument, |usage, instrument| {
                for flag in usage.flags.iter().filter(|flag| flag.failed_reads > 0) {
                    instrument.observe(flag.failed_reads, &[key(flag), provider()]);
                }
            });
        })
        .build();
}

fn with_usage<T>(
    client: &WeakClient,
    instrument: &dyn AsyncInstrument<T>,
    report: impl FnOnce(&Usage, &dyn AsyncInstrument<T>),
) {
    if let Some(client) = client.upgrade() {
        report(&client.usage(), instrument);
    }
}

/// Values with the same variant are one series.
fn report_reads(usage: &Usage, instrument: &dyn AsyncInstrument<u64>) {
    for flag in &usage.flags {
        let mut by_variant: BTreeMap<String, u64> = BTreeMap::new();
        for value in &flag.values {
            let id = value.variation_id.as_ref();
            let variant = id.map_or_else(|| value.value.to_string(), ToString::to_string);
            *by_variant.entry(variant).or_default() += value.reads;
        }
        for (variant, reads) in by_variant.into_iter().filter(|(_, reads)| *reads > 0) {
            instrument.observe(reads, &[key(flag), KeyValue::new(VARIANT, variant), provider()]);
        }
        if flag.other_reads > 0 {
            instrument.observe(flag.other_reads, &[key(flag), provider()]);
        }
    }
}

fn report_downloads(usage: &Usage, instrument: &dyn AsyncInstrument<u64>) {
    let outcome = |outcome: &'static str| KeyValue::new("configcat.outcome", outcome);
    let downloads = &usage.downloads;
    instrument.observe(downloads.new, &[outcome("new"), provider()]);
    instrument.observe(downloads.not_modified, &[outcome("not_modified"), provider()]);
    for (reason, count) in &downloads.failed {
        let reason = KeyValue::new(ERROR_TYPE, reason.to_string());
        instrument.observe(*count, &[outcome("failed"), reason, provider()]);
    }
}

fn key(flag: &FlagUsage) -> KeyValue {
    KeyValue::new(KEY, flag.key.to_string())
}

fn provider() -> KeyValue {
    KeyValue::new(PROVIDER_NAME, PROVIDER)
}
