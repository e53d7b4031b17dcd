//! [`ServedDocument`]: one FILE, which is the config of one SDK key.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use crate::{
    documents::{override_file::OverrideFile, published::Published},
    draft::{Draft, History, Source},
    problem::{Problem, ProblemSource},
    refusal::Refusal,
    served::Content,
    watched_file::WatchedFile,
};

/// Where a document comes from.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A file.
    File(PathBuf),
    /// The text of a document that only this server has.
    Memory(String),
}

impl Place {
    /// How a document with this name is called in messages.
    pub(crate) fn shown(&self, name: &str) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Memory(_) => name.to_owned(),
        }
    }
}

/// A document that is served, with its overrides and its draft.
#[derive(Debug)]
pub(crate) struct ServedDocument {
    pub(crate) id: String,
    /// The name of FILE without its folder, or the name of a document in memory.
    pub(crate) name: String,
    /// The path of FILE, as the user names it.
    pub(crate) shown: String,
    pub(crate) sdk_key: String,
    parts: Mutex<Parts>,
    published: RwLock<Arc<Published>>,
}

/// What changes of the document are made of.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) file: Option<WatchedFile>,
    pub(super) source: Arc<Source>,
    pub(super) history: History,
    pub(super) overrides: OverrideFile,
    /// Why FILE cannot be used.
    pub(super) unusable: Option<Problem>,
    /// What happened to edits when FILE changed.
    pub(super) dropped: Option<Problem>,
}

/// What a reload has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reloaded {
    pub(crate) document: bool,
    pub(crate) overrides: bool,
}

impl ServedDocument {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// If there is no good document to serve yet.
    pub(crate) fn open(
        id: String,
        place: Place,
        sdk_key: String,
        ephemeral: bool,
    ) -> Result<Self, Box<Problem>> {
        let (shown, name, file, text) = match place {
            Place::Memory(text) => (id.clone(), id.clone(), None, text),
            Place::File(path) => {
                let shown = path.display().to_string();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let mut file = WatchedFile::at(path);
                let text = read(&mut file)?;
                (shown, name, Some(file), text)
            }
        };
        let source = Arc::new(Source::read(&shown, &text)?);
        let beside = file.as_ref().filter(|_| !ephemeral).map(|file| beside(file.path(), "overrides"));
        let mut overrides = OverrideFile::at(beside.map(WatchedFile::at));
        overrides.reload();
        let parts =
            Parts { file, source, history: History::default(), overrides, unusable: None, dropped: None };
        let published = parts.publish();
        let (parts, published) = (Mutex::new(parts), RwLock::new(Arc::new(published)));
        Ok(Self { id, name, shown, sdk_key, parts, published })
    }

    /// The state now.
    pub(crate) fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The path of FILE.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.lock().file.as_ref().map(|file| file.path().to_owned())
    }

    /// The path of the overrides; `None` if they are in memory.
    pub(crate) fn override_file(&self) -> Option<PathBuf> {
        self.lock().overrides.path().map(Path::to_owned)
    }

    /// Reads FILE and its overrides again. What cannot be used changes nothing but the problems.
    pub(crate) fn reload(&self) -> Reloaded {
        self.change(|parts| {
            let document = parts.reload_file(&self.shown);
            Ok(Reloaded { document, overrides: parts.overrides.reload() })
        })
        .unwrap_or(Reloaded { document: false, overrides: false })
    }

    /// Replaces a document in memory, or the one that a mirror downloads.
    pub(crate) fn replace(&self, text: &str) -> Result<(), Refusal> {
        let source = Source::read(&self.shown, text)?;
        self.change(|parts| {
            parts.take_source(source);
            Ok(())
        })
    }

    /// Makes a change and publishes its result. A refused change publishes nothing.
    pub(super) fn change<T>(
        &self,
        change: impl FnOnce(&mut Parts) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut parts = self.lock();
        let result = change(&mut parts)?;
        let published = Arc::new(parts.publish());
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = published;
        Ok(result)
    }

    fn lock(&self) -> MutexGuard<'_, Parts> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Parts {
    /// Reads FILE again, and returns whether there is something new to show.
    fn reload_file(&mut self, shown: &str) -> bool {
        let Some(file) = &mut self.file else { return false };
        let read = match file.read() {
            Ok(false) => return false,
            Ok(true) => match file.content() {
                Some(text) => Source::read(shown, text),
                None => Err(unreadable("it does not exist any more").into()),
            },
            Err(error) => Err(unreadable(&error.to_string()).into()),
        };
        match read {
            Ok(source) => self.take_source(source),
            Err(problem) if self.unusable.as_ref() == Some(&*problem) => return false,
            Err(problem) => self.unusable = Some(*problem),
        }
        true
    }

    /// Takes a new source. Edits stay, unless they fail with it.
    pub(super) fn take_source(&mut self, source: Source) {
        self.history.retain(|key| source.document.flag(key).is_some());
        self.unusable = None;
        self.dropped = Draft::new(&source, self.history.current()).err().map(|problems| {
            self.history.clear();
            let why: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
            let message = format!("the edits were dropped, because FILE has changed: {}", why.join("; "));
            Problem::warning(ProblemSource::File, message).remedy("make the edits again")
        });
        self.source = Arc::new(source);
    }

    fn publish(&self) -> Published {
        let edits = self.history.current().clone();
        // Edits that fail were refused or dropped before.
        let draft = Draft::new(&self.source, &edits).unwrap_or_else(|_| Draft {
            document: self.source.document.clone(),
            config: self.source.config.clone(),
        });
        let (overrides, of_overrides) = self.overrides.resolve(&draft.config);
        let content = Content::new(&draft.document, &draft.config, &overrides);
        let problems = self.unusable.iter().chain(&self.dropped).cloned().chain(of_overrides).collect();
        Published {
            source: Arc::clone(&self.source),
            draft: Arc::new(draft),
            edits,
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
            overrides,
            content,
            problems,
        }
    }
}

/// The path of a file beside a document: `config.overrides.json` for `config.json`.
pub(crate) fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.{what}.json"))
}

fn read(file: &mut WatchedFile) -> Result<String, Box<Problem>> {
    match file.read() {
        Ok(_) => {
            file.content().map(ToOwned::to_owned).ok_or_else(|| unreadable("there is no such file").into())
        }
        Err(error) => Err(unreadable(&error.to_string()).into()),
    }
}

fn unreadable(why: &str) -> Problem {
    let problem = Problem::error(ProblemSource::File, format!("cannot read the file: {why}"));
    problem.remedy("correct the path, or restore the file; it must be a config document")
}
