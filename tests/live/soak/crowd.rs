//! [`Crowd`]: all clients, and what happens to them.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;

use crate::{
    faults::FaultyServer,
    subject::{Kind, Subject, override_path},
};

/// How many threads read.
pub(crate) const READERS: usize = 8;

/// Wrong reads that are shown.
const SHOWN: usize = 20;

const KINDS: [(Kind, usize); 6] = [
    (Kind::Auto, 14),
    (Kind::Lazy, 12),
    (Kind::Manual, 8),
    (Kind::SharedCache, 6),
    (Kind::OwnCache, 5),
    (Kind::Overrides, 5),
];

/// All clients, and what happens to them.
pub(crate) struct Crowd<'a> {
    server: &'a FaultyServer,
    folder: PathBuf,
    subjects: Vec<RwLock<Arc<Subject>>>,
    edits: AtomicU64,
    reads: AtomicUsize,
    rebuilt: AtomicUsize,
    wrong: Mutex<Vec<String>>,
}

impl<'a> Crowd<'a> {
    pub(crate) fn new(server: &'a FaultyServer, folder: &Path) -> Self {
        write_overrides(folder, 0, true);
        let kinds = KINDS.into_iter().flat_map(|(kind, count)| std::iter::repeat_n(kind, count));
        let subjects = kinds
            .enumerate()
            .map(|(number, kind)| RwLock::new(Arc::new(Subject::new(kind, number, server, folder))));
        Self {
            server,
            folder: folder.to_owned(),
            subjects: subjects.collect(),
            edits: AtomicU64::default(),
            reads: AtomicUsize::default(),
            rebuilt: AtomicUsize::default(),
            wrong: Mutex::default(),
        }
    }

    /// Reads from one client after the other.
    pub(crate) fn read(&self, reader: usize, goes_on: &AtomicBool) {
        let mut number = reader;
        while goes_on.load(Ordering::SeqCst) {
            number = (number + 1) % self.subjects.len();
            let subject = self.subject(number);
            // Reads of lazy clients wait for downloads. Half of the readers never wait.
            if subject.kind == Kind::Lazy && reader < READERS / 2 {
                continue;
            }
            self.check(&subject);
            thread::sleep(Duration::from_micros(500));
        }
    }

    /// Replaces clients by new ones, and switches others off and on.
    pub(crate) fn come_and_go(&self, goes_on: &AtomicBool) {
        let mut rng = Rng::with_seed(2);
        while goes_on.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(100));
            let number = rng.usize(..self.subjects.len());
            let subject = self.subject(number);
            match rng.u8(0..4) {
                0 => subject.client.set_offline(),
                1 => subject.client.set_online(),
                2 => {
                    if rng.bool() {
                        subject.client.close();
                    }
                    let new = Arc::new(Subject::new(subject.kind, number, self.server, &self.folder));
                    *self.subjects[number].write().unwrap_or_else(PoisonError::into_inner) = new;
                    self.rebuilt.fetch_add(1, Ordering::Relaxed);
                }
                _ => _ = subject.client.add_hooks(configcat_core::Hooks::new()),
            }
        }
    }

    /// Refreshes clients that do not do so by themselves, and some others.
    pub(crate) fn refresh(&self, goes_on: &AtomicBool) {
        let mut rng = Rng::with_seed(3);
        while goes_on.load(Ordering::SeqCst) {
            let subject = self.subject(rng.usize(..self.subjects.len()));
            if subject.kind == Kind::Manual || rng.u8(0..4) == 0 {
                let _ = subject.client.force_refresh();
                self.check(&subject);
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Edits the file of the overrides: as a whole, or so that others may see a part of it.
    pub(crate) fn edit_overrides(&self, goes_on: &AtomicBool) {
        while goes_on.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(230));
            let edit = self.edits.fetch_add(1, Ordering::SeqCst) + 1;
            write_overrides(&self.folder, edit, edit.is_multiple_of(2));
        }
    }

    /// Checks that all clients get the last version when there are no faults any more.
    pub(crate) fn check_end(&self) {
        let start = Instant::now();
        for number in 0..self.subjects.len() {
            let subject = self.subject(number);
            subject.client.set_online();
            while subject.client.snapshot().get_value("flag", "0", None) != *self.server.version().to_string()
            {
                if start.elapsed() > Duration::from_secs(30) {
                    self.note(format!("{:?} does not get the last version", subject.kind));
                    break;
                }
                let _ = subject.client.force_refresh();
                thread::sleep(Duration::from_millis(20));
            }
            self.check(&subject);
        }
    }

    /// Some of the wrong reads.
    pub(crate) fn wrong_reads(&self) -> Vec<String> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn subject(&self, number: usize) -> Arc<Subject> {
        Arc::clone(&self.subjects[number].read().unwrap_or_else(PoisonError::into_inner))
    }

    fn check(&self, subject: &Subject) {
        self.reads.fetch_add(1, Ordering::Relaxed);
        if let Err(wrong) = subject.read(self.server, &self.edits) {
            self.note(wrong);
        }
    }

    fn note(&self, wrong: String) {
        let mut all = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < SHOWN {
            println!("wrong: {wrong}");
            all.push(wrong);
        }
    }
}

impl fmt::Display for Crowd<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [reads, rebuilt] = [&self.reads, &self.rebuilt].map(|counter| counter.load(Ordering::Relaxed));
        let wrong = self.wrong_reads().len();
        write!(f, "{reads} reads, {wrong} wrong, {rebuilt} clients replaced")
    }
}

fn write_overrides(folder: &Path, edit: u64, as_a_whole: bool) {
    let (path, text) = (override_path(folder), format!(r#"{{"flags": {{"local": {edit}}}}}"#));
    if as_a_whole {
        let other = folder.join("overrides.new");
        fs::write(&other, text).and_then(|()| fs::rename(other, path)).expect("a file");
    } else {
        fs::write(path, text).expect("a file");
    }
}
