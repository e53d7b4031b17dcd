//! [`watch`]: reads files again when they change.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode},
};
use tokio::sync::Notify;

use crate::{documents::beside, state::State};

/// Editors write, rename and delete in quick succession. Files are read when that has come to rest.
const REST: Duration = Duration::from_millis(20);

/// A function that is told when the files were read again.
pub(crate) type AfterReload = Arc<dyn Fn() + Send + Sync>;

/// The files to watch.
#[derive(Debug, Default)]
struct Files {
    folders: BTreeSet<PathBuf>,
    names: BTreeSet<OsString>,
}

/// Reads the files of documents, overrides and users again whenever one of them changes. The folders are watched, because
/// editors put new files in the place of old ones.
///
/// # Errors
///
/// If a folder cannot be watched.
pub(crate) async fn watch(state: Arc<State>, after_reload: Option<AfterReload>) -> notify::Result<()> {
    let files = Files::of(&state);
    if files.folders.is_empty() {
        return std::future::pending().await;
    }
    let changed = Arc::new(Notify::new());
    // Nothing arrives any more after it is dropped.
    let _watcher = files.watcher(Arc::clone(&changed))?;
    // What changed before the watcher was there.
    changed.notify_one();
    loop {
        changed.notified().await;
        tokio::time::sleep(REST).await;
        let state = Arc::clone(&state);
        // Without the thread for files, the next change is another chance.
        let _ = tokio::task::spawn_blocking(move || state.reload()).await;
        if let Some(after_reload) = &after_reload {
            after_reload();
        }
    }
}

impl Files {
    fn of(state: &State) -> Self {
        let mut files = Self::default();
        for path in state.documents.iter().filter_map(|document| document.file()) {
            files.add(&path);
            files.add(&beside(&path, "overrides"));
        }
        if let Some(path) = state.users.path() {
            files.add(&path);
        }
        files
    }

    fn add(&mut self, path: &Path) {
        // The target of a link changes in its own folder.
        for path in [Some(path.to_owned()), path.canonicalize().ok()].into_iter().flatten() {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            self.folders.insert(folder.unwrap_or(Path::new(".")).to_owned());
            self.names.extend(path.file_name().map(ToOwned::to_owned));
        }
    }

    fn watcher(self, changed: Arc<Notify>) -> notify::Result<RecommendedWatcher> {
        let Self { folders, names } = self;
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| match event {
            Ok(event) if !is_change(event.kind) => {}
            Ok(event) if !event.need_rescan() && !concerns(&event, &names) => {}
            // After an error, events may be lost.
            _ => changed.notify_one(),
        })?;
        for folder in &folders {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        Ok(watcher)
    }
}

/// Whether an event is more than a look at a file, as this server takes itself.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

fn concerns(event: &Event, names: &BTreeSet<OsString>) -> bool {
    event.paths.iter().filter_map(|path| path.file_name()).any(|name| names.contains(name))
}
