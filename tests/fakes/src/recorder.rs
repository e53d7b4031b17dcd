//! What a client tells about itself, in its log and to its hooks.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use configcat_core::{
    ClientBuilder, ConfigChanged, Hooks, LogEvent, LogLevel, ReadyState, RefreshError, RefreshOutcome,
};

/// Something that a client told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The hook for ready clients was called.
    Ready(ReadyState),
    /// The hook for downloads was called: the result, and whether the application had asked for it.
    Fetched(Result<RefreshOutcome, RefreshError>, bool),
    /// The hook for changes was called: the keys, and the value of `flag` before and after.
    Changed(Vec<String>, String, String),
    /// The hook for evaluations was called: the key and the value.
    Evaluated(String, String),
    /// The hook for errors was called.
    Error(u16, String),
    /// Something was logged.
    Logged(LogLevel, u16, String),
}

/// Keeps what a client tells. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Told>>>);

impl Recorder {
    /// Records what a client logs, up to level [`LogLevel::Debug`].
    pub fn listen_to_log(&self, builder: ClientBuilder) -> ClientBuilder {
        let recorder = self.clone();
        builder.log_level(LogLevel::Debug).log_filter(move |event: &LogEvent<'_>| {
            recorder.note(Told::Logged(event.level, event.event_id, event.message.to_string()));
            true
        })
    }

    /// Hooks that record all events but evaluations.
    #[must_use]
    pub fn hooks(&self) -> Hooks {
        let recorders: [Self; 4] = std::array::from_fn(|_| self.clone());
        let [ready, fetched, changed, error] = recorders;
        Hooks::new()
            .on_ready(move |state| ready.note(Told::Ready(*state)))
            .on_config_fetched(move |event| fetched.note(Told::Fetched(event.result.clone(), event.by_user)))
            .on_config_changed(move |change| changed.note(told_of(change)))
            .on_error(move |report| error.note(Told::Error(report.event_id, report.message.clone())))
    }

    /// Everything so far, in order.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Everything since the last call, in order.
    #[must_use]
    pub fn take(&self) -> Vec<Told> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The levels and ids of what was logged, but not about evaluations, nor at level `Debug`.
    #[must_use]
    pub fn logged(&self) -> Vec<(LogLevel, u16)> {
        let logged = |told| match told {
            Told::Logged(LogLevel::Debug, ..) | Told::Logged(_, 1000..=1002 | 5000, _) => None,
            Told::Logged(level, event_id, _) => Some((level, event_id)),
            _ => None,
        };
        self.told().into_iter().filter_map(logged).collect()
    }

    /// The ids that the hook for errors was called with.
    #[must_use]
    pub fn errors(&self) -> Vec<u16> {
        let errors = |told| match told {
            Told::Error(event_id, _) => Some(event_id),
            _ => None,
        };
        self.told().into_iter().filter_map(errors).collect()
    }

    /// Blocks until something was told.
    ///
    /// # Panics
    ///
    /// If that takes very long.
    pub fn wait_for(&self, wanted: impl Fn(&Told) -> bool) {
        const STEP: Duration = Duration::from_millis(2);

        for _ in 0..10_000 {
            if self.told().iter().any(&wanted) {
                return;
            }
            std::thread::sleep(STEP);
        }
        panic!("it was never told; but this was: {:#?}", self.told());
    }

    pub(crate) fn note(&self, told: Told) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(told);
    }
}

fn told_of(change: &ConfigChanged) -> Told {
    let ConfigChanged { old, new, changed_keys, .. } = change;
    let [old, new] = [old, new].map(|snapshot| snapshot.get_value("flag", "none", None).to_string());
    Told::Changed(changed_keys.iter().map(ToString::to_string).collect(), old, new)
}
