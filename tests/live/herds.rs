//! Many clients with one cache, or one server that sends them away: they do not ask at the same moment.

use std::collections::HashSet;

use configcat_core::{Client, PollingMode};
use configcat_test_fakes::{Answer, FakeTransport, MemoryCache};
use tokio::time::{Instant, sleep};

use crate::world::{current_flag_of, paused_client_of, seconds, settle};

#[tokio::test(start_paused = true)]
async fn one_download_serves_all_clients_with_the_same_cache() {
    const CLIENTS: usize = 5;
    const ROUNDS: u64 = 20;

    let cache = MemoryCache::default();
    let mut version = 0;
    let transport = FakeTransport::scripted(move |_| {
        version += 1;
        Answer::flag(&version.to_string())
    });
    let clients: Vec<Client> = (0..CLIENTS)
        .map(|_| {
            let mode = PollingMode::auto().interval(seconds(60));
            let builder = paused_client_of(&transport).polling_mode(mode).cache(cache.clone());
            builder.build().expect("a client")
        })
        .collect();
    sleep(seconds(60 * ROUNDS)).await;
    let rounds = usize::try_from(ROUNDS).expect("a small number");
    // All clients start with an empty cache at the same moment, so each of them downloads once.
    let downloads = transport.count() - CLIENTS;
    assert!((rounds / 2..=rounds * 2).contains(&downloads), "{downloads} downloads in {rounds} rounds");
    let served: HashSet<_> = clients.iter().map(current_flag_of).collect();
    assert!(served.len() <= 2, "{served:?}");
}

#[tokio::test(start_paused = true)]
async fn clients_that_are_sent_away_return_one_after_the_other() {
    const CLIENTS: usize = 1_000;

    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let transport = FakeTransport::new([Answer::status(429).retry_after(600), Answer::flag("1")]);
            (paused_client_of(&transport).build().expect("a client"), transport)
        })
        .collect();
    settle().await;
    let start = Instant::now();
    sleep(seconds(661)).await;
    let mut returns = [0; 60];
    for (client, transport) in &clients {
        let times = transport.times();
        assert!(current_flag_of(client) == "1" && times.len() >= 2, "{times:?}");
        let second = usize::try_from(times[1] / 1_000 - 600).expect("not before they may");
        returns[second.min(59)] += 1;
    }
    assert!(start.elapsed() >= seconds(660));
    let most = returns.into_iter().max().unwrap_or_default();
    assert!(most < CLIENTS / 15, "{most} of {CLIENTS} in the same second");
}
