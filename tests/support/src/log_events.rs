//! Listening to the log.

use std::{
    fmt,
    sync::{Arc, Mutex, Once},
};

use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
    subscriber::DefaultGuard,
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt as _},
    util::SubscriberInitExt as _,
};

/// An event that was logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEvent {
    /// The level.
    pub level: Level,
    /// The field `event_id`, if there is one and it is a number.
    pub event_id: Option<u64>,
    /// The message.
    pub message: String,
}

/// The events that this thread logs while it does something.
///
/// # Panics
///
/// If the listener was poisoned.
#[must_use]
pub fn log_events_of(action: impl FnOnce()) -> Vec<LogEvent> {
    let listener = LogListener::default();
    let listening = listener.listen();
    action();
    drop(listening);
    listener.events()
}

/// Keeps all events.
#[derive(Debug, Clone, Default)]
pub struct LogListener(Arc<Mutex<Vec<LogEvent>>>);

impl LogListener {
    /// Listens to this thread until what it returns is dropped.
    #[must_use]
    pub fn listen(&self) -> DefaultGuard {
        hear_everything();
        tracing_subscriber::registry().with(self.clone()).set_default()
    }

    /// The events so far.
    ///
    /// # Panics
    ///
    /// If the listener was poisoned.
    #[must_use]
    pub fn events(&self) -> Vec<LogEvent> {
        self.0.lock().expect("not poisoned").clone()
    }
}

/// Has the process listen to all events, and do nothing with them. `tracing` notes of each place in the code whether anybody
/// wants its events; while it notes for the first time that nobody does, it overlooks those that begin to listen.
fn hear_everything() {
    static ONCE: Once = Once::new();

    // If a test has set another one, that hears them.
    ONCE.call_once(|| _ = tracing_subscriber::registry().try_init());
}

impl<S: Subscriber> Layer<S> for LogListener {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let Fields { event_id, message } = fields;
        let level = *event.metadata().level();
        self.0.lock().expect("not poisoned").push(LogEvent { level, event_id, message });
    }
}

#[derive(Default)]
struct Fields {
    event_id: Option<u64>,
    message: String,
}

impl Visit for Fields {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "event_id" {
            self.event_id = Some(value);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        }
    }
}
