//! [`Served`]: what `serve` prints.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use configcat_serve::{DocumentSummary, Handle, Problem, ProblemSource, Server};
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::shown::one_line;

/// A server and its documents, as it starts.
pub(crate) struct Served {
    base_url: String,
    documents: Vec<DocumentSummary>,
    needs_token: bool,
}

impl Served {
    pub(crate) fn of(server: &Server, needs_token: bool) -> Self {
        Self { base_url: server.base_url().to_owned(), documents: server.handle().documents(), needs_token }
    }

    /// The address of the page.
    pub(crate) fn page(&self, token: Option<&str>) -> String {
        match token {
            Some(token) => format!("{}/?token={token}", self.base_url),
            None => self.base_url.clone() + "/",
        }
    }
}

/// For programs: the base URL, and the documents with their SDK keys.
impl Serialize for Served {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct("Served", 2)?;
        members.serialize_field("base_url", &self.base_url)?;
        let documents: Vec<_> = self.documents.iter().map(Row::of).collect();
        members.serialize_field("documents", &documents)?;
        members.end()
    }
}

/// A document for programs.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    file: &'a str,
    sdk_key: &'a str,
    flags: usize,
    overrides: usize,
    served: Vec<&'static str>,
    problems: Vec<String>,
}

impl<'a> Row<'a> {
    fn of(document: &'a DocumentSummary) -> Self {
        Self {
            id: &document.id,
            file: &document.file,
            sdk_key: &document.sdk_key,
            flags: document.flags,
            overrides: document.overrides,
            served: document.served.iter().map(|(version, _)| *version).collect(),
            problems: document.problems.iter().map(ToString::to_string).collect(),
        }
    }
}

impl fmt::Display for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = if self.needs_token { "/?token=…" } else { "/" };
        writeln!(f, "page and API: {}{page}", self.base_url)?;
        for document in &self.documents {
            writeln!(f, "\n{}", in_words(document))?;
            if self.documents.len() == 1 {
                writeln!(f, "  every SDK key works, such as `{}`", document.sdk_key)?;
            } else {
                writeln!(f, "  SDK key `{}`", document.sdk_key)?;
            }
            for line in lines(document.problems.iter()) {
                writeln!(f, "  {line}")?;
            }
            for line in &document.base_urls {
                writeln!(f, "  {:11} {}", line.sdk, line.code)?;
            }
        }
        writeln!(f, "\nCtrl-C ends it.")
    }
}

/// A document in one line.
fn in_words(document: &DocumentSummary) -> String {
    let versions: Vec<_> = document.served.iter().map(|(version, _)| *version).collect();
    let versions = match versions.as_slice() {
        [] => "no config version".to_owned(),
        versions => format!("config {}", versions.join(" and ")),
    };
    let flags = if document.flags == 1 { "1 flag".to_owned() } else { format!("{} flags", document.flags) };
    let overrides = match document.overrides {
        0 => String::new(),
        1 => ", 1 override".to_owned(),
        count => format!(", {count} overrides"),
    };
    format!("{}: {flags}, {versions}{overrides}", one_line(&document.file))
}

/// A line for each problem. Of the flags that have no form in a config version, the first stands for all.
fn lines<'a>(problems: impl Iterator<Item = &'a Problem>) -> Vec<String> {
    let (of_versions, others): (Vec<_>, Vec<_>) =
        problems.partition(|problem| matches!(problem.source, ProblemSource::V5 | ProblemSource::V6));
    let mut lines: Vec<_> = others.iter().map(|problem| one_line(&problem.to_string())).collect();
    for of_version in of_versions.chunk_by(|one, other| one.source == other.source) {
        let [first, more @ ..] = of_version else { continue };
        let others = match more.len() {
            0 => String::new(),
            1 => " (and 1 more flag: see Document on the page)".to_owned(),
            count => format!(" (and {count} more flags: see Document on the page)"),
        };
        lines.push(one_line(&first.to_string()) + &others);
    }
    lines
}

/// Tells what saved files have changed, on the standard error.
pub(crate) struct Reloads {
    handle: Handle,
    last: Mutex<Vec<DocumentSummary>>,
}

impl Reloads {
    pub(crate) fn of(handle: Handle) -> Self {
        let last = Mutex::new(handle.documents());
        Self { handle, last }
    }

    /// Tells of each document that has changed, and of new problems.
    pub(crate) fn report(&self) {
        let documents = self.handle.documents();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        for (before, now) in last.iter().zip(&documents) {
            if before.served == now.served && before.problems == now.problems {
                continue;
            }
            if now.problems.iter().any(|problem| problem.source == ProblemSource::File) {
                eprintln!("{}: it cannot be used, the last good one is served", one_line(&now.file));
            } else {
                eprintln!("{}", in_words(now));
            }
            for line in lines(now.problems.iter().filter(|problem| !before.problems.contains(problem))) {
                eprintln!("  {line}");
            }
        }
        *last = documents;
    }
}
