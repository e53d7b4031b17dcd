//! What a read through a live client costs more than the same read on a bare config.

use std::hint::black_box;

use configcat_core::{
    BoxFuture, Client, Config, ReadyState, Snapshot, Transport, TransportError, TransportRequest,
    TransportResponse, User,
};
use criterion::{BenchmarkId, Criterion};

use crate::documents::{IDENTIFIER, targeted_flags};

/// Serves one document.
struct Served(String);

impl Transport for Served {
    fn get<'a>(
        &'a self,
        _: &'a TransportRequest,
    ) -> BoxFuture<'a, Result<TransportResponse, TransportError>> {
        let body = self.0.clone().into_bytes();
        Box::pin(async { Ok(TransportResponse { status: 200, body, ..TransportResponse::default() }) })
    }
}

pub(crate) fn reads(criterion: &mut Criterion) {
    let document = targeted_flags();
    let bare = Snapshot::from(Config::parse(&document).expect("a config document"));
    let client = Client::builder("0123456789012345678901/0123456789012345678901")
        .transport(Served(document))
        .build()
        .expect("a live client");
    assert_eq!(client.wait_for_ready(std::time::Duration::from_secs(5)), Ok(ReadyState::HasUpToDateFlagData));
    let user = User::new(IDENTIFIER).email("jane@example.com").country("Hungary");

    let mut group = criterion.benchmark_group("read");
    for key in ["plain", "textRule"] {
        group.bench_function(BenchmarkId::new(key, "bare config"), |bencher| {
            bencher.iter(|| bare.get_value(black_box(key), false, black_box(&user)));
        });
        group.bench_function(BenchmarkId::new(key, "live client"), |bencher| {
            bencher.iter(|| client.get_value(black_box(key), false, black_box(&user)));
        });
    }
    group.finish();
}
