//! How long it takes to evaluate a flag and to load a document.

mod documents;
mod live;

use std::{hint::black_box, time::Duration};

use configcat_core::{Client, Config, OverrideBehaviour, Overrides, User};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use documents::{IDENTIFIER, flags_with_rules, in_v6, targeted_flags};

fn evaluation(criterion: &mut Criterion) {
    let v5 = targeted_flags();
    let clients = [("v5", client(&v5)), ("v6", client(&in_v6(&v5)))];
    let user = User::new(IDENTIFIER)
        .email("jane@example.com")
        .country("Hungary")
        .custom("version", "1.2.3")
        .custom("seats", "12,5");

    let mut group = criterion.benchmark_group("evaluation");
    for key in ["plain", "textRule", "percentage", "fiveRules", "hashedList"] {
        // One after the other, so that what else the machine does falls on both.
        for (version, client) in &clients {
            let details = client.get_value_details(key, false, &user);
            assert!(details.error.is_none(), "`{key}`");
            assert!(key == "percentage" || details.value, "`{key}` does not do what is to be measured");
            group.bench_function(BenchmarkId::new(key, version), |bencher| {
                bencher.iter(|| client.get_value(black_box(key), false, black_box(&user)));
            });
        }
    }
    group.finish();
}

fn client(document: &str) -> Client {
    let overrides = Overrides::json(document, OverrideBehaviour::LocalOnly).expect("a config document");
    Client::builder("local").overrides(overrides).build().expect("a local-only client")
}

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("loading");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for flags in [1_000, 10_000] {
        let v5 = flags_with_rules(flags);
        let v6 = in_v6(&v5);
        for (version, document) in [("v5", v5), ("v6", v6)] {
            let config = Config::parse(&document).expect("a config document");
            assert_eq!((config.len(), config.broken_settings().count()), (flags, 0));
            group.throughput(Throughput::Bytes(document.len() as u64));
            group.bench_with_input(BenchmarkId::new(version, flags), &document, |bencher, document| {
                bencher.iter_with_large_drop(|| Config::parse(black_box(document)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, evaluation, live::reads, loading);
criterion_main!(benches);
