//! [`Search`]: from files to uses.

use std::{
    collections::HashSet,
    fs,
    num::NonZero,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use configcat_build::Problem;
use configcat_core::config::Position;

use super::{
    candidate::Candidate,
    facts::{Facts, FlagType},
    flag_names::FlagNames,
    flag_use::FlagUse,
    nesting,
    resolve::Resolver,
    sources::{Sources, unreadable},
    visitor::{self, Visited},
};

/// What is searched for.
pub(crate) struct Search<'a> {
    pub(crate) names: &'a FlagNames,
    /// The names of the declared types. Without any, they are found.
    pub(crate) type_names: &'a [String],
    /// The path of the document.
    pub(crate) document: &'a Path,
}

/// What was found.
pub(crate) struct Found {
    /// By flag, then by place.
    pub(crate) uses: Vec<FlagUse>,
    /// The files that were skipped.
    pub(crate) problems: Vec<Problem>,
}

/// What a thread found: the candidates by file, all declarations, and the files that it skipped.
#[derive(Default)]
struct Part {
    candidates: Vec<(PathBuf, Vec<Candidate>)>,
    facts: Facts,
    problems: Vec<Problem>,
}

impl Search<'_> {
    /// Searches the files, on all processors.
    pub(crate) fn run(&self, sources: Sources) -> Result<Found, Problem> {
        let files: Vec<PathBuf> = sources.files.into_iter().collect();
        let next = AtomicUsize::new(0);
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(files.len().max(1));
        let parts = thread::scope(|scope| {
            let start = |_| {
                let part = || self.part(&files, &next);
                thread::Builder::new().stack_size(nesting::STACK).spawn_scoped(scope, part)
            };
            let started: Vec<_> = (0..threads).map(start).collect();
            let ended = started.into_iter().map(|thread| thread.ok().and_then(|thread| thread.join().ok()));
            ended.collect::<Option<Vec<_>>>()
        });
        let parts =
            parts.ok_or_else(|| Problem::new("a thread that searches could not start or ended early"))?;
        let mut all = Part::default();
        for part in parts {
            all.candidates.extend(part.candidates);
            all.facts.merge(part.facts);
            all.problems.extend(part.problems);
        }
        all.problems.extend(sources.problems);
        all.problems.sort_by(|one, other| one.file().cmp(&other.file()));
        let flag_types = self.flag_types(&all.facts.flag_types);
        let resolver = Resolver { names: self.names, facts: &all.facts, flag_types: &flag_types };
        let mut uses: Vec<FlagUse> = all
            .candidates
            .iter()
            .flat_map(|(path, candidates)| {
                let file = path.display().to_string();
                candidates
                    .iter()
                    .filter_map(|candidate| flag_use(candidate, &file, &resolver))
                    .collect::<Vec<_>>()
            })
            .collect();
        uses.sort();
        uses.dedup();
        Ok(Found { uses, problems: all.problems })
    }

    fn part(&self, files: &[PathBuf], next: &AtomicUsize) -> Part {
        let mut part = Part::default();
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            match self.file(path) {
                Ok(Visited { candidates, facts }) => {
                    part.candidates.push((path.clone(), candidates));
                    part.facts.merge(facts);
                }
                Err(problem) => part.problems.push(problem),
            }
            // The places of one file are not needed for the next one.
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        part
    }

    fn file(&self, path: &Path) -> Result<Visited, Problem> {
        let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
        let parsed = nesting::parse(&text).map_err(|error| {
            let start = error.span().start();
            let position = Position { line: start.line.max(1), column: start.column + 1 };
            let problem = Problem::new(format!("skipped, since it is not Rust: {error}")).at(position);
            problem.in_file(&path.display().to_string()).remedy("correct it, or name it in `.ccignore`")
        })?;
        Ok(visitor::visit(&parsed, path, self.names))
    }

    /// The types to search for. `--type-name` names them. Otherwise, they are the types whose `flags!` names this document; or
    /// else the types without a `spec`, which a build script serves; or else all declared types. If none is declared, it is
    /// `Flags`.
    fn flag_types(&self, declared: &[FlagType]) -> HashSet<String> {
        if !self.type_names.is_empty() {
            return self.type_names.iter().cloned().collect();
        }
        let document = fs::canonicalize(self.document).ok();
        let of_document = |type_: &&FlagType| {
            let named = type_.spec.as_ref().and_then(|spec| {
                let packages = type_.file.ancestors().skip(1);
                packages.into_iter().find_map(|folder| fs::canonicalize(folder.join(spec)).ok())
            });
            document.is_some() && named == document
        };
        let named: HashSet<_> = declared.iter().filter(of_document).map(|type_| type_.name.clone()).collect();
        let emitted = declared.iter().filter(|type_| type_.spec.is_none()).map(|type_| type_.name.clone());
        match (named.is_empty(), declared) {
            (false, _) => named,
            (true, []) => HashSet::from(["Flags".to_owned()]),
            (true, _) if declared.iter().any(|type_| type_.spec.is_none()) => emitted.collect(),
            (true, all) => all.iter().map(|type_| type_.name.clone()).collect(),
        }
    }
}

fn flag_use(candidate: &Candidate, file: &str, resolver: &Resolver<'_>) -> Option<FlagUse> {
    let (kind, certainty) = resolver.decide(candidate)?;
    let Candidate { flag, line, column, .. } = *candidate;
    Some(FlagUse { flag, file: file.to_owned(), line, column, kind, certainty })
}
