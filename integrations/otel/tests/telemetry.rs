//! What an exporter of OpenTelemetry gets.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;

use configcat_core::{Client, ClientBuilder, OverrideBehaviour, Overrides, User};
use opentelemetry::{
    KeyValue,
    metrics::MeterProvider as _,
    trace::{Tracer as _, TracerProvider as _},
};
use opentelemetry_sdk::{
    metrics::{
        InMemoryMetricExporter, PeriodicReader, SdkMeterProvider,
        data::{AggregatedMetrics, MetricData, ResourceMetrics, ScopeMetrics},
    },
    trace::{InMemorySpanExporter, SdkTracerProvider},
};

const DOCUMENT: &str = r#"{"f": {
    "beta": {"t": 0, "v": {"b": false}, "i": "off", "r": [
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["jane"]}}], "s": {"v": {"b": true}, "i": "on"}}
    ]},
    "title": {"t": 1, "v": {"s": "a"}}
}}"#;

fn builder() -> ClientBuilder {
    let overrides = Overrides::from_json(DOCUMENT, OverrideBehaviour::LocalOnly).expect("a document");
    Client::builder("a-local-key").overrides(overrides)
}

fn shown(attributes: impl IntoIterator<Item = KeyValue>) -> BTreeSet<String> {
    attributes.into_iter().map(|attribute| format!("{}={}", attribute.key, attribute.value)).collect()
}

#[test]
fn each_read_is_an_event_of_the_current_span() {
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(exporter.clone()).build();
    let client = builder().on_read(configcat_otel::add_span_event).build().expect("a client");
    // Without a span, nothing happens.
    assert!(!client.get_value("beta", true, None));
    provider.tracer("test").in_span("request", |_| {
        let snapshot = client.snapshot();
        assert!(snapshot.get_value("beta", false, &User::new("jane")));
        assert_eq!(client.get_value("missing", 1, None), 1);
    });
    provider.force_flush().expect("spans are exported");
    let spans = exporter.get_finished_spans().expect("spans");
    let events: Vec<_> = spans.iter().flat_map(|span| span.events.iter()).collect();
    assert!(events.iter().all(|event| event.name == "feature_flag.evaluation"));
    let told: Vec<_> = events.iter().map(|event| shown(event.attributes.clone())).collect();
    let set = |attributes: &[&str]| -> BTreeSet<String> {
        let common = ["feature_flag.provider.name=configcat", "feature_flag.set.id=…l-key"];
        attributes.iter().chain(&common).map(|text| (*text).to_owned()).collect()
    };
    let expected = [
        set(&[
            "feature_flag.key=beta",
            "feature_flag.result.variant=on",
            "feature_flag.result.value=true",
            "feature_flag.result.reason=targeting_match",
            "feature_flag.context.id=jane",
        ]),
        set(&["feature_flag.key=missing", "feature_flag.result.reason=error", "error.type=flag_not_found"]),
    ];
    assert_eq!(told, expected);
}

/// The sums of the integer metrics that an exporter has got last: name, attributes and value.
fn sums(exporter: &InMemoryMetricExporter) -> BTreeSet<String> {
    let metrics = exporter.get_finished_metrics().expect("metrics");
    let last = metrics.last().into_iter().flat_map(ResourceMetrics::scope_metrics);
    let mut sums = BTreeSet::new();
    for metric in last.flat_map(ScopeMetrics::metrics) {
        if let AggregatedMetrics::U64(MetricData::Sum(sum)) = metric.data() {
            for point in sum.data_points() {
                let attributes = shown(point.attributes().cloned());
                let attributes: Vec<_> =
                    attributes.into_iter().filter(|text| !text.contains("provider")).collect();
                sums.insert(format!("{} {} {}", metric.name(), attributes.join(" "), point.value()));
            }
        }
    }
    sums
}

#[test]
fn counts_are_metrics_until_the_client_ends() {
    let exporter = InMemoryMetricExporter::default();
    let provider =
        SdkMeterProvider::builder().with_reader(PeriodicReader::builder(exporter.clone()).build()).build();
    let client = builder().usage(true).build().expect("a client");
    configcat_otel::observe(&client, &provider.meter("test"));
    assert!(client.get_value("beta", false, &User::new("jane")));
    assert_eq!(client.snapshot().get_value("title", "", None), "a");
    assert_eq!(client.get_value("title", "", None), "a");
    assert_eq!(client.get_value("title", 1, None), 1);
    provider.force_flush().expect("metrics are exported");
    let expected = [
        "configcat.downloads configcat.outcome=new 0",
        "configcat.downloads configcat.outcome=not_modified 0",
        "configcat.flag.failed_reads feature_flag.key=title 1",
        "configcat.flag.reads feature_flag.key=beta feature_flag.result.variant=on 1",
        "configcat.flag.reads feature_flag.key=title feature_flag.result.variant=a 2",
    ];
    assert_eq!(sums(&exporter), expected.map(str::to_owned).into());
    // The meter does not keep the client alive.
    let weak = client.downgrade();
    drop(client);
    assert!(weak.upgrade().is_none());
    exporter.reset();
    provider.force_flush().expect("metrics are exported");
    assert_eq!(sums(&exporter), BTreeSet::new());
}
