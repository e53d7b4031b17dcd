//! Code of the application that is called in the middle of something, and reads flags or panics there.

use std::{
    pin::Pin,
    sync::{
        Arc, LazyLock, Mutex, OnceLock, Weak,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
    thread,
};

use configcat_core::{Client, Hooks, LogLevel, OverrideBehaviour, Overrides, ReadyState, RefreshOutcome};
use configcat_test_fakes::{Answer, FakeTransport, Recorder, Told};

use crate::world::{client_of, flag_of, paused_client_of, seconds, settle};

fn local(value: &'static str) -> Overrides {
    Overrides::from_map([("flag", value)], OverrideBehaviour::LocalOnly)
}

/// A client that code of the application can be given before the client is there.
#[derive(Clone, Default)]
struct Later(Arc<OnceLock<Client>>);

impl Later {
    /// Reads a flag that exists and one that does not.
    fn read(&self) -> String {
        let Some(client) = self.0.get() else { return String::new() };
        client.get_value("flag", "none", None).to_string() + &client.get_value("missing", "?", None)
    }

    fn set(&self, client: Client) -> &Client {
        self.0.get_or_init(|| client)
    }
}

#[test]
fn a_hook_for_evaluations_may_read_flags() {
    let (later, calls, other) = (Later::default(), Arc::new(AtomicUsize::new(0)), Later::default());
    let hooks = || {
        let (later, other, calls) = (later.clone(), other.clone(), Arc::clone(&calls));
        Hooks::new().on_flag_evaluated(move |_| {
            calls.fetch_add(1, Ordering::Relaxed);
            assert_eq!((later.read(), other.read()), ("1?".to_owned(), "2?".to_owned()));
        })
    };
    let client = Client::builder("local").overrides(local("1")).hooks(hooks()).build().expect("a client");
    let second = Client::builder("local").overrides(local("2")).hooks(hooks()).build().expect("a client");
    other.set(second);
    let client = later.set(client);
    assert_eq!(flag_of(client), "1");
    assert_eq!(client.get_all_values(None).len(), 1);
    assert_eq!(client.get_any_value_details("flag", None).error, None);
    assert_eq!(calls.load(Ordering::Relaxed), 3, "nested reads are told to nobody");
}

#[test]
fn a_log_filter_may_read_flags() {
    let (later, recorder) = (Later::default(), Recorder::default());
    let (own, told) = (later.clone(), Arc::new(Mutex::new(Vec::new())));
    let seen = Arc::clone(&told);
    let builder = Client::builder("local").overrides(local("1")).hooks(recorder.hooks());
    let builder = builder.log_level(LogLevel::Debug).log_filter(move |event| {
        seen.lock().expect("not poisoned").push((event.event_id, own.read()));
        true
    });
    let client = later.set(builder.build().expect("a client"));
    assert_eq!((flag_of(client), client.get_value("missing", 5, None)), ("1".to_owned(), 5));
    let _ = client.snapshot().get_key_and_value("none");
    let told = told.lock().expect("not poisoned");
    let (ids, reads): (Vec<_>, Vec<_>) = told.iter().cloned().unzip();
    assert_eq!(ids, [5000, 1001, 2011]);
    assert!(reads.iter().all(|read| read == "1?"), "{reads:?}");
}

/// A subscriber that asks a flag whether it is interested.
struct Asking(Later, Arc<AtomicUsize>);

impl tracing::Subscriber for Asking {
    /// Any thread may ask this, so it reads nothing.
    fn register_callsite(&self, _: &'static tracing::Metadata<'static>) -> tracing::subscriber::Interest {
        tracing::subscriber::Interest::sometimes()
    }

    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        self.0.read();
        metadata.target() == "configcat"
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn event(&self, _: &tracing::Event<'_>) {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.read();
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_subscriber_may_read_flags_while_nothing_can_be_downloaded() {
    let (later, calls) = (Later::default(), Arc::new(AtomicUsize::new(0)));
    // As long as there is only one subscriber, threads of other tests tell `tracing` that nobody listens.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new());
    let _listening = tracing::subscriber::set_default(Asking(later.clone(), Arc::clone(&calls)));
    let transport = FakeTransport::new([Answer::status(500)]);
    let client = later.set(paused_client_of(&transport).build().expect("a client"));
    client.wait_for_ready_async().await;
    let before = calls.load(Ordering::Relaxed);
    assert_eq!((flag_of(client), flag_of(client)), ("none".to_owned(), "none".to_owned()));
    assert_eq!(calls.load(Ordering::Relaxed), before + 1, "the same error again is no warning");
}

#[test]
fn hooks_may_use_the_client_that_is_being_built() {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| {
        let hooks = Hooks::new().on_ready(|_| READ.set(flag_of(&CLIENT)).expect("the hook is called once"));
        Client::builder("local").overrides(local("1")).hooks(hooks).build().expect("a client")
    });
    static READ: OnceLock<String> = OnceLock::new();

    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(flag_of(&CLIENT)));
    assert_eq!(receiver.recv_timeout(seconds(20)).expect("no dead-lock"), "1");
    while READ.get().is_none() {
        thread::yield_now();
    }
    assert_eq!(READ.get().map(String::as_str), Some("1"));
}

#[test]
fn hooks_of_a_client_with_a_bootstrap_are_called_on_another_thread() {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| {
        let hooks = Hooks::new().on_ready(|_| _ = READ.set(flag_of(&CLIENT)));
        let builder = client_of(&FakeTransport::new([Answer::Never])).hooks(hooks);
        let document = configcat_test_fakes::flag_document("bootstrap");
        let builder = builder.bootstrap(document).log_level(LogLevel::Debug).log_filter(|_| {
            let _ = CLIENT.snapshot();
            true
        });
        builder.offline(true).build().expect("a client")
    });
    static READ: OnceLock<String> = OnceLock::new();

    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(flag_of(&CLIENT)));
    assert_eq!(receiver.recv_timeout(seconds(20)).expect("no dead-lock"), "bootstrap");
    while READ.get().is_none() {
        thread::yield_now();
    }
}

/// Polls its task as soon as it is woken, on the thread that wakes it.
struct Eager {
    task: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
}

impl Eager {
    fn run(task: impl Future<Output = ()> + Send + 'static) {
        Arc::new(Self { task: Mutex::new(Some(Box::pin(task))) }).wake();
    }
}

impl Wake for Eager {
    fn wake(self: Arc<Self>) {
        let waker = Waker::from(Arc::clone(&self));
        let mut task = self.task.lock().expect("not poisoned");
        let polled = task.as_mut().map(|task| task.as_mut().poll(&mut Context::from_waker(&waker)));
        if polled.is_some_and(|polled| polled.is_ready()) {
            *task = None;
        }
    }
}

struct Panicking;

impl Wake for Panicking {
    fn wake(self: Arc<Self>) {
        panic!("the waker of a test panics");
    }
}

#[test]
fn wakers_may_poll_and_panic_without_harm_to_any_client() {
    let gate = configcat_test_fakes::Gate::default();
    let transport = FakeTransport::new([Answer::flag("1").when(&gate), Answer::flag("2")]);
    let client = client_of(&transport).build().expect("a client");
    let (sender, receiver) = mpsc::channel();
    for _ in 0..3 {
        let (client, sender) = (client.clone(), sender.clone());
        Eager::run(async move {
            let first = client.latest_snapshot_async().await.get_value("flag", "none", None);
            let outcome = client.force_refresh_async().await;
            sender.send((first.to_string(), outcome)).expect("the test waits");
        });
    }
    let panicking = Waker::from(Arc::new(Panicking));
    let mut ready = Box::pin(client.wait_for_ready_async());
    let mut refresh = Box::pin(client.force_refresh_async());
    let mut context = Context::from_waker(&panicking);
    assert!(ready.as_mut().poll(&mut context).is_pending());
    assert!(refresh.as_mut().poll(&mut context).is_pending());
    gate.open();
    for _ in 0..3 {
        let (first, outcome) = receiver.recv_timeout(seconds(20)).expect("the driver lives");
        // A waker is called on another thread. Meanwhile, the next download may have ended.
        assert!(["1", "2"].contains(&first.as_str()), "{first}");
        outcome.expect("the transport answers");
    }
    let other = client_of(&FakeTransport::new([Answer::flag("3")])).build().expect("a client");
    assert_eq!(flag_of(&other), "3");
    assert_eq!(client.force_refresh(), Ok(RefreshOutcome::Updated));
    assert!(ready.as_mut().poll(&mut context).is_ready());
    let result = std::iter::repeat_with(|| refresh.as_mut().poll(&mut context)).find(Poll::is_ready);
    assert!(matches!(result, Some(Poll::Ready(Ok(_)))), "{result:?}");
}

/// Uses a shared client when it is dropped.
struct Farewell(u32);

impl Drop for Farewell {
    fn drop(&mut self) {
        let client = Client::shared(shared_key(self.0), |builder| builder.overrides(local("1")));
        assert_eq!(flag_of(&client.expect("a client")), "1");
    }
}

fn shared_key(number: u32) -> String {
    format!("{number:022}/{number:022}")
}

fn hooks_with(farewell: Farewell) -> Hooks {
    Hooks::new().on_error(move |_| _ = &farewell)
}

#[test]
fn destructors_may_use_shared_clients() {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let failing = |builder: configcat_core::ClientBuilder| {
            builder.hooks(hooks_with(Farewell(102))).base_url("nonsense")
        };
        Client::shared(shared_key(101), failing).expect_err("not a URL");

        let own = |builder: configcat_core::ClientBuilder| {
            builder.hooks(hooks_with(Farewell(104))).overrides(local("1"))
        };
        let first = Client::shared(shared_key(103), own).expect("a client");
        let _second = Client::shared(shared_key(103), own).expect("the same");
        drop(first);
        sender.send(())
    });
    receiver.recv_timeout(seconds(20)).expect("no dead-lock");
}

#[tokio::test(start_paused = true)]
async fn a_hook_may_remove_itself() {
    let (transport, calls) = (FakeTransport::new([Answer::flag("1")]), Arc::new(AtomicUsize::new(0)));
    let client = paused_client_of(&transport).build().expect("a client");
    client.wait_for_ready_async().await;
    let id = Arc::new(OnceLock::new());
    let (own, own_id, count) = (client.clone(), Arc::downgrade(&id), Arc::clone(&calls));
    let hooks = Hooks::new().on_flag_evaluated(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        let id = own_id.upgrade().and_then(|id| id.get().copied());
        assert!(id.is_some_and(|id| own.remove_hooks(id)));
    });
    id.set(client.add_hooks(hooks)).expect("set once");
    assert_eq!([flag_of(&client), flag_of(&client)], ["1", "1"]);
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    let _: Weak<_> = Arc::downgrade(&id);
}

#[tokio::test(start_paused = true)]
async fn hooks_can_be_added_and_removed_at_any_time() {
    let (first, second) = (Recorder::default(), Recorder::default());
    let transport = FakeTransport::new(["1", "2", "3", "4"].map(Answer::flag));
    let client = paused_client_of(&transport).build().expect("a client");
    let id = client.add_hooks(first.hooks());
    client.wait_for_ready_async().await;
    settle().await;
    assert!(first.told().contains(&Told::Ready(ReadyState::HasUpToDateFlagData)));
    let other = client.add_hooks(second.hooks());
    client.force_refresh_async().await.expect("the transport answers");
    settle().await;
    assert!(client.remove_hooks(id) && !client.remove_hooks(id));
    client.force_refresh_async().await.expect("the transport answers");
    settle().await;
    assert!(client.remove_hooks(other));
    client.force_refresh_async().await.expect("the transport answers");
    settle().await;
    let changes = |recorder: &Recorder| {
        let told = recorder.told().into_iter();
        told.filter_map(|told| if let Told::Changed(_, _, new) = told { Some(new) } else { None })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (changes(&first), changes(&second)),
        (vec!["1".into(), "2".into()], vec!["2".into(), "3".into()])
    );
}
