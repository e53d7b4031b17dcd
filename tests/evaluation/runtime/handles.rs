//! What applications keep and pass around can be shared between threads and cloned.

use std::thread;

use configcat_core::{Client, Config, Details, FlagSource, Snapshot, Text, User};
use configcat_test_support::local_client;

const fn is_shareable<T: Send + Sync + Clone + 'static>() {}

const _: () = {
    is_shareable::<Client>();
    is_shareable::<Snapshot>();
    is_shareable::<User>();
    is_shareable::<Config>();
    is_shareable::<Text>();
    is_shareable::<FlagSource>();
    is_shareable::<Details<bool>>();
};

#[test]
fn a_clone_reads_the_same_flags_in_another_thread() {
    let client = local_client(r#"{"flags": {"seats": 5}}"#);
    let user = User::new("1");
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (client, user) = (client.clone(), user.clone());
            thread::spawn(move || client.get_value("seats", 0, &user))
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().is_ok_and(|seats| seats == 5)));
}

#[test]
fn flags_read_the_same_from_a_client_and_from_its_snapshot() {
    const SEATS: configcat_core::Flag<i64> = configcat_core::Flag::new("seats", 1);

    let client = local_client(r#"{"flags": {"seats": 5}}"#);
    for source in [FlagSource::from(&client), FlagSource::from(client.snapshot())] {
        assert_eq!(source.value(&SEATS, None), 5);
        assert_eq!(source.value_details(&SEATS, None), client.value_details(&SEATS, None));
        assert_eq!(source.snapshot().get_all_keys(), ["seats"]);
    }
}
