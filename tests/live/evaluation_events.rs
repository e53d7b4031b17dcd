//! Reads that are told to others: as events of `tracing`, and to functions of the application.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use configcat_core::{Client, ClientBuilder, LogLevel, OverrideBehaviour, Overrides, PollingMode, User};
use configcat_test_fakes::{Answer, FakeTransport};
use configcat_test_support::log_events_of;
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span,
    subscriber::Interest,
};

use crate::world::client_of;

const TARGET: &str = "feature_flag.evaluation";

const DOCUMENT: &str = r#"{"f": {
    "ruled": {"t": 1, "v": {"s": "all"}, "i": "1", "r": [
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["jane"]}}], "s": {"v": {"s": "jane"}, "i": "2"}},
        {"c": [{"u": {"a": "Identifier", "c": 0, "l": ["joe"]}}], "p": [{"p": 100, "v": {"s": "half"}, "i": "3"}]}
    ]},
    "bool": {"t": 0, "v": {"b": true}, "i": "4"},
    "int": {"t": 2, "v": {"i": 5}},
    "float": {"t": 3, "v": {"d": 0.5}},
    "broken": {"t": 0, "v": {"s": "no bool"}},
    "cycle": {"t": 0, "v": {"b": true}, "r": [
        {"c": [{"p": {"f": "cycle", "c": 0, "v": {"b": true}}}], "s": {"v": {"b": true}}}
    ]}
}}"#;

/// The fields of an event, with their types.
type Fields = BTreeMap<&'static str, String>;

/// Keeps the events of reads, and reads flags itself.
#[derive(Clone, Default)]
struct Events {
    seen: Arc<Mutex<Vec<Fields>>>,
    reads: Arc<OnceLock<Client>>,
}

impl Events {
    fn of(&self, action: impl FnOnce()) -> Vec<Fields> {
        // As long as there is only one subscriber, threads of other tests tell `tracing` that nobody listens.
        let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
        tracing::subscriber::with_default(self.clone(), action);
        std::mem::take(&mut *self.seen.lock().expect("not poisoned"))
    }
}

impl Subscriber for Events {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        if let Some(client) = self.reads.get() {
            _ = client.get_value("bool", false, None);
        }
        metadata.target() == TARGET
    }

    fn event(&self, event: &Event<'_>) {
        assert_eq!(*event.metadata().level(), Level::INFO);
        let mut fields = Fields::new();
        event.record(&mut Recording(&mut fields));
        self.seen.lock().expect("not poisoned").push(fields);
        if let Some(client) = self.reads.get() {
            _ = (client.get_value("ruled", "", None), client.snapshot().get_value("bool", false, None));
        }
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Recording<'a>(&'a mut Fields);

impl Visit for Recording<'_> {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.0.insert(field.name(), format!("f64 {value}"));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name(), format!("i64 {value}"));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name(), format!("bool {value}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

fn local() -> ClientBuilder {
    let overrides = Overrides::from_json(DOCUMENT, OverrideBehaviour::LocalOnly).expect("a document");
    Client::builder("a-local-key").overrides(overrides).log_level(LogLevel::Off)
}

fn fields<const N: usize>(fields: [(&'static str, &str); N]) -> Fields {
    let common = [("feature_flag.provider.name", "configcat"), ("feature_flag.set.id", "…l-key")];
    fields.into_iter().chain(common).map(|(name, value)| (name, value.to_owned())).collect()
}

#[test]
fn a_read_is_an_event_with_the_names_of_opentelemetry() {
    let client = local().evaluation_events(true).build().expect("a client");
    let seen = Events::default().of(|| _ = client.snapshot().get_value("ruled", "", &User::new("jane")));
    let expected = fields([
        ("feature_flag.key", "ruled"),
        ("feature_flag.result.variant", "2"),
        ("feature_flag.result.value", "jane"),
        ("feature_flag.result.reason", "targeting_match"),
        ("feature_flag.context.id", "jane"),
    ]);
    assert_eq!(seen, [expected]);
    let seen = Events::default().of(|| _ = client.get_value("none", 1, None));
    let expected = fields([
        ("feature_flag.key", "none"),
        ("feature_flag.result.reason", "error"),
        ("error.type", "flag_not_found"),
    ]);
    assert_eq!(seen, [expected]);
}

#[test]
fn events_have_reasons_types_and_errors() {
    let client = local().evaluation_events(true).build().expect("a client");
    let (jane, joe, jim) = (User::new("jane"), User::new("joe"), User::new("jim"));
    let events = Events::default();
    let seen = events.of(|| {
        _ = (client.get_value("ruled", "", &joe), client.get_value("ruled", "", &jim));
        _ = client.get_all_values(&jane);
        _ = (client.get_value("int", "", None), client.get_value("broken", true, None));
        _ = client.get_any_value_details("cycle", None);
    });
    let told: Vec<_> = seen
        .iter()
        .map(|event| {
            let field = |name| event.get(name).map_or("-", String::as_str);
            let result = (field("feature_flag.result.value"), field("feature_flag.result.reason"));
            (field("feature_flag.key"), result.0, result.1, field("error.type"))
        })
        .collect();
    let expected = [
        ("ruled", "half", "split", "-"),
        ("ruled", "all", "default", "-"),
        ("ruled", "jane", "targeting_match", "-"),
        ("bool", "bool true", "static", "-"),
        ("int", "i64 5", "static", "-"),
        ("float", "f64 0.5", "static", "-"),
        ("broken", "-", "error", "parse_error"),
        ("cycle", "-", "error", "general"),
        ("int", "-", "error", "type_mismatch"),
        ("broken", "-", "error", "parse_error"),
        ("cycle", "-", "error", "general"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn events_tell_the_version_of_the_config_and_whether_it_is_current() {
    let transport = FakeTransport::new([Answer::flag("1")]);
    let client = client_of(&transport).polling_mode(PollingMode::auto()).evaluation_events(true);
    let client = client.bootstrap(configcat_test_fakes::flag_document("0")).offline(true);
    let client = client.log_level(LogLevel::Off).build().expect("a client");
    let events = Events::default();
    let read = || events.of(|| _ = client.latest_snapshot().get_value("flag", "", None));
    let stale = read();
    assert_eq!(stale[0]["feature_flag.result.reason"], "stale");
    assert_eq!(stale[0].get("feature_flag.version"), None);
    client.set_online();
    _ = client.force_refresh();
    let current = read();
    assert_eq!(current[0]["feature_flag.result.reason"], "static");
    assert_eq!(current[0]["feature_flag.version"], "1");
    assert_eq!(current[0]["feature_flag.set.id"], "…678901", "not the SDK key");
}

#[test]
fn without_the_option_there_are_no_events() {
    let client = local().build().expect("a client");
    assert_eq!(Events::default().of(|| _ = client.get_all_values(None)), []);
}

#[test]
fn a_subscriber_of_events_may_read_flags() {
    let events = Events::default();
    let client = local().evaluation_events(true).usage(true).build().expect("a client");
    assert!(events.reads.set(client.clone()).is_ok());
    let seen = events.of(|| _ = client.get_value("int", 1, None));
    assert_eq!(seen.len(), 1, "nested reads are told to nobody: {seen:?}");
    assert!(client.usage().flag("bool").is_some_and(|flag| flag.reads() > 0), "but they count");
}

#[test]
fn a_function_hears_of_each_read_and_may_read_and_panic() {
    let (calls, later) = (Arc::new(AtomicUsize::new(0)), Arc::new(OnceLock::<Client>::new()));
    let (own, client) = (Arc::clone(&calls), Arc::clone(&later));
    let builder = local().log_level(LogLevel::Error).on_read(move |read| {
        own.fetch_add(1, Ordering::Relaxed);
        let client = client.get().expect("a client");
        assert_eq!(client.snapshot().get_value("int", 0, None), 5);
        assert_ne!(read.key, "bool", "the function of the test panics");
    });
    let client = builder.build().expect("a client");
    assert!(later.set(client.clone()).is_ok());
    let log = log_events_of(|| {
        assert_eq!(client.get_value("ruled", "", None), "all");
        assert!(client.snapshot().get_value("bool", false, None), "read in spite of the panic");
    });
    assert_eq!(calls.load(Ordering::Relaxed), 2);
    assert_eq!(log.iter().map(|event| event.event_id).collect::<Vec<_>>(), [Some(1003)]);
}
