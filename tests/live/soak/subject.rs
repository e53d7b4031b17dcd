//! [`Subject`]: a client, and what was read from it.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use configcat_core::{Client, Hooks, OverrideBehaviour, Overrides, PollingMode, cache::FileCache};

use crate::faults::FaultyServer;

const KEY: &str = "0123456789012345678901/0123456789012345678901";

/// By how many versions a client may go back that shares a cache: nobody knows which of two answers at the same time is newer.
const LATE: u64 = 10;

/// What a client is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Auto,
    Lazy,
    Manual,
    SharedCache,
    OwnCache,
    Overrides,
}

/// A client, and what was read from it.
pub(crate) struct Subject {
    pub(crate) kind: Kind,
    pub(crate) client: Client,
    /// The latest version that was read.
    latest: AtomicU64,
    latest_local: AtomicU64,
}

impl Subject {
    pub(crate) fn new(kind: Kind, number: usize, server: &FaultyServer, folder: &Path) -> Self {
        let second = Duration::from_secs(1);
        let mode = match kind {
            Kind::Lazy => PollingMode::lazy().ttl(second).into(),
            Kind::Manual => PollingMode::manual(),
            _ => PollingMode::auto().interval(second).into(),
        };
        let changes = Arc::new(AtomicUsize::default());
        let hooks = Hooks::new().on_config_changed(move |_| _ = changes.fetch_add(1, Ordering::Relaxed));
        let builder = Client::builder(KEY).base_url(server.url()).polling_mode(mode).hooks(hooks);
        let builder = builder.request_timeout(2 * second).log_filter(|_| false);
        let builder = match kind {
            Kind::SharedCache => builder.cache(FileCache::new(folder.join("shared"))),
            Kind::OwnCache => builder.cache(FileCache::new(folder.join(number.to_string()))),
            Kind::Overrides => {
                // The file may be half written.
                let load = || Overrides::from_file(override_path(folder), OverrideBehaviour::LocalOverRemote);
                let load_later = || {
                    thread::sleep(Duration::from_millis(1));
                    load()
                };
                let overrides = std::iter::repeat_with(load_later).take(10_000).find_map(Result::ok);
                let overrides = overrides.expect("the file is whole most of the time");
                builder.overrides(overrides.reload(Duration::from_millis(100)))
            }
            _ => builder,
        };
        Self {
            kind,
            client: builder.build().expect("a client"),
            latest: AtomicU64::default(),
            latest_local: AtomicU64::default(),
        }
    }

    /// Reads flags, and returns what is wrong.
    pub(crate) fn read(&self, server: &FaultyServer, edits: &AtomicU64) -> Result<(), String> {
        let before = self.latest.load(Ordering::SeqCst);
        let text = self.client.get_value("flag", "0", None).to_string();
        let snapshot = self.client.snapshot();
        let [flag, copy] = ["flag", "copy"].map(|key| snapshot.get_value(key, "0", None).to_string());
        if flag != copy {
            return Err(format!("{:?} is torn: {flag} and {copy}", self.kind));
        }
        for text in [text, flag] {
            let newest = server.version();
            let late = if self.kind == Kind::SharedCache { LATE } else { 0 };
            let Ok(version) = text.parse::<u64>() else { return Err(format!("{:?}: `{text}`", self.kind)) };
            if version > newest || version + late < before || version == 0 && before > 0 {
                return Err(format!("{:?}: {version} after {before}, the newest is {newest}", self.kind));
            }
            self.latest.fetch_max(version, Ordering::SeqCst);
        }
        if self.kind == Kind::Overrides {
            let before = self.latest_local.load(Ordering::SeqCst);
            let local = self.client.get_value("local", 0, None);
            let local = u64::try_from(local).map_err(|error| error.to_string())?;
            let edits = edits.load(Ordering::SeqCst);
            if local < before || local > edits {
                return Err(format!("override {local} after {before} of {edits}"));
            }
            self.latest_local.fetch_max(local, Ordering::SeqCst);
        }
        Ok(())
    }
}

pub(crate) fn override_path(folder: &Path) -> PathBuf {
    folder.join("overrides.json")
}
