//! [`Case`]: a client, some random answers, and then a good one.

use std::time::Duration;

use configcat_core::{Client, PollingMode, RefreshOutcome, Snapshot};
use configcat_test_fakes::{CacheFault, MemoryCache};
use fastrand::Rng;
use tokio::{
    runtime::Handle,
    task::JoinHandle,
    time::{Instant, sleep},
};

use crate::{
    body::document,
    model::{End, Held, Model},
    reply::{Reply, choose},
    transport::FuzzedTransport,
};

const KEY: &str = "0123456789012345678901/0123456789012345678901";
const CACHE_KEY: &str = "73659287ceb7527a46345018f3fb76d6d32f2be3";
const REQUEST_TIMEOUT: Duration = Duration::from_secs(40);

/// The versions of the configs that a client gets: first, in random answers, and last.
const FIRST: u32 = 1;
const RANDOM: u32 = 10;
const LAST: u32 = 20;

/// A client, some random answers, and then a good one.
pub(crate) struct Case {
    rng: Rng,
    transport: FuzzedTransport,
    model: Model,
    client: Client,
    cache: Option<MemoryCache>,
    /// The period of the polling mode.
    period: Option<Duration>,
    is_lazy: bool,
}

impl Case {
    /// Runs a case on a runtime whose clock is paused.
    pub(crate) async fn run(seed: u64) {
        // The core draws its back-off from this one.
        fastrand::seed(seed);
        let mut case = Self::new(Rng::with_seed(seed));
        let watcher = watch(case.client.clone());
        case.begin().await;
        case.suffer().await;
        case.recover().await;
        case.check_cache().await;
        watcher.abort();
        let end = watcher.await;
        assert!(end.is_err_and(|error| error.is_cancelled()), "a read is wrong");
    }

    fn new(mut rng: Rng) -> Self {
        let transport = FuzzedTransport::default();
        let first = if rng.u8(0..4) > 0 { Reply::good(FIRST) } else { Reply::random(&mut rng, RANDOM) };
        transport.reply([first]);
        let own_url = (rng.u8(0..3) == 0).then_some("https://own.example");
        let period = Duration::from_secs(*choose(&mut rng, &[5, 20, 60]));
        let (mode, period) = match rng.u8(0..3) {
            0 => (PollingMode::auto().interval(period).into(), Some(period)),
            1 => (PollingMode::lazy().ttl(period).into(), Some(period)),
            _ => (PollingMode::manual(), None),
        };
        let mut builder = Client::builder(KEY).transport(transport.clone()).runtime(Handle::current());
        builder = builder.polling_mode(mode).request_timeout(REQUEST_TIMEOUT);
        if let Some(url) = own_url {
            builder = builder.base_url(url);
        }
        let cache = rng.bool().then(MemoryCache::default);
        if let Some(cache) = &cache {
            builder = builder.async_cache(cache.clone());
        }
        Self {
            client: builder.build().expect("a client"),
            model: Model::new(own_url),
            is_lazy: matches!(mode, PollingMode::Lazy(_)),
            rng,
            transport,
            cache,
            period,
        }
    }

    /// Lets the client get its first answer.
    async fn begin(&mut self) {
        self.client.wait_for_ready_async().await;
        self.update().await;
    }

    /// Gives the client random answers.
    async fn suffer(&mut self) {
        let count = self.rng.usize(1..5);
        let replies: Vec<_> = (0..count).map(|_| Reply::random(&mut self.rng, RANDOM)).collect();
        self.transport.reply(replies);
        if self.rng.u8(0..8) == 0
            && let Some(cache) = &self.cache
        {
            cache.fail(if self.rng.bool() { CacheFault::Error } else { CacheFault::Panic });
        }
        for _ in 0..count {
            let periods = self.rng.u32(0..3) * self.period.unwrap_or_default();
            sleep(periods + Duration::from_millis(self.rng.u64(1..50_000))).await;
            self.update().await;
        }
    }

    /// Gives the client a good answer, which it has to take.
    async fn recover(&mut self) {
        self.transport.reply([Reply::good(LAST)]);
        if let Some(cache) = &self.cache {
            cache.fail(CacheFault::None);
        }
        // A request that is open, and a pause that a server may ask for.
        let longest = self.transport.longest_retry_after().min(Duration::from_secs(3_600)).mul_f64(1.1);
        let pause = self.period.unwrap_or_default().max(longest);
        let deadline = Instant::now() + REQUEST_TIMEOUT + pause + Duration::from_secs(1);
        while self.model.held != Held::Version(LAST) && Instant::now() < deadline {
            sleep(REQUEST_TIMEOUT.min(deadline - Instant::now())).await;
            self.update().await;
        }
        assert_eq!(self.model.held, Held::Version(LAST), "the good answer is not taken");
    }

    /// Gives the client an occasion to update, and checks what it has then.
    async fn update(&mut self) {
        let result = if self.period.is_none() {
            Some(self.client.force_refresh_async().await)
        } else {
            if self.is_lazy {
                _ = value_in(&self.client.latest_snapshot_async().await);
            }
            None
        };
        settle().await;
        let exchanges = self.transport.take();
        let ends: Vec<_> = exchanges.iter().filter_map(|exchange| self.model.follow(exchange)).collect();
        if let Some(result) = result {
            let end = match result {
                Ok(RefreshOutcome::Updated) => End::Updated,
                Ok(_) => End::Unchanged,
                Err(error) => End::Failed(error.event_id()),
            };
            assert_eq!(ends, [end], "after {exchanges:?}");
        }
        let value = value_in(&self.client.snapshot());
        assert_eq!(value, self.model.held.value(), "after {exchanges:?}");
    }

    /// Checks that the cache has the last config, and that another client can begin with it.
    async fn check_cache(&mut self) {
        let Some(cache) = &self.cache else { return };
        let value = cache.value(CACHE_KEY).expect("the cache works at last");
        assert!(value.ends_with(&document(LAST, "")), "{value}");
        if self.rng.u8(0..8) == 0 {
            let builder = Client::builder(KEY).transport(self.transport.clone()).runtime(Handle::current());
            let client = builder.async_cache(cache.clone()).offline(true).build().expect("a client");
            client.wait_for_ready_async().await;
            assert_eq!(value_in(&client.snapshot()), LAST.to_string());
        }
    }
}

/// Reads flags again and again.
fn watch(client: Client) -> JoinHandle<()> {
    tokio::spawn(async move {
        loop {
            _ = value_in(&client.snapshot());
            sleep(Duration::from_secs(31)).await;
        }
    })
}

/// The value of both flags, which is the same.
fn value_in(snapshot: &Snapshot) -> String {
    let [value, copy] = ["flag", "copy"].map(|key| snapshot.get_value(key, "none", None).to_string());
    assert_eq!(value, copy, "the config is torn");
    value
}

/// Lets everything happen that is to happen now.
async fn settle() {
    sleep(Duration::from_millis(1)).await;
}
