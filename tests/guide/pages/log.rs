//! The output that the chapter about logging shows.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use configcat_core::{Client, OverrideBehaviour, Overrides};
use tracing_subscriber::fmt;

use crate::page::Page;

/// What a subscriber has written.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_shown_log_is_what_is_written() {
    let written = Written::default();
    let writer = written.clone();
    let subscriber = fmt().without_time().with_ansi(false).with_writer(move || writer.clone()).finish();
    tracing::subscriber::with_default(subscriber, || {
        let local = Overrides::from_map([("newCheckout", true)], OverrideBehaviour::LocalOnly);
        let client = Client::builder("local").overrides(local).build().expect("a client");
        assert!(!client.get_value("newChekout", false, None));
    });
    let log = String::from_utf8(written.0.lock().expect("nobody panics").clone()).expect("UTF-8");
    let page = Page::read("docs/guide/logging.md");
    assert!(page.blocks_in("text").any(|block| block == log), "The chapter does not show this log:\n{log}");
}
