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
    test_code::{TestCode, is_test_file},
    unknown_key::{KeyRead, UnknownKey},
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
    /// Reads of keys that are no flags, by key, then by place. Tests often have documents of their own, so their code is
    /// left out.
    pub(crate) unknown_keys: Vec<KeyRead>,
    /// How many files were searched.
    pub(crate) files: usize,
    /// The files that were skipped.
    pub(crate) problems: Vec<Problem>,
}

/// What a thread found: the files with something in them, all declarations, and the files that it skipped.
#[derive(Default)]
struct Part {
    files: usize,
    searched: Vec<Searched>,
    facts: Facts,
    /// The modules for tests that are files of their own.
    test_modules: Vec<PathBuf>,
    problems: Vec<Problem>,
}

/// What may be in a file.
struct Searched {
    path: PathBuf,
    candidates: Vec<Candidate>,
    unknown_keys: Vec<UnknownKey>,
    test_code: TestCode,
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
            all.merge(part);
        }
        all.test_modules.extend(sources.test_modules);
        all.problems.extend(sources.problems);
        all.problems.sort_by(|one, other| one.file().cmp(&other.file()));
        Ok(self.decide(all))
    }

    fn part(&self, files: &[PathBuf], next: &AtomicUsize) -> Part {
        let mut part = Part::default();
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            match parse(path) {
                Ok(file) => part.add(path, &file, self.names),
                Err(problem) => part.problems.push(problem),
            }
            // The places of one file are not needed for the next one.
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        part
    }

    /// Decides what is a use, with the declarations of all files.
    fn decide(&self, all: Part) -> Found {
        let flag_types = self.flag_types(&all.facts.flag_types);
        let resolver = Resolver { names: self.names, facts: &all.facts, flag_types: &flag_types };
        let mut found =
            Found { uses: Vec::new(), unknown_keys: Vec::new(), files: all.files, problems: all.problems };
        for Searched { path, candidates, unknown_keys, test_code } in &all.searched {
            let is_test_file = is_test_file(path, &all.test_modules);
            let is_in_test = |line| is_test_file || test_code.has_line(line);
            let file = path.display().to_string();
            found.uses.extend(candidates.iter().filter_map(|candidate| {
                let (kind, certainty) = resolver.decide(candidate)?;
                let Candidate { flag, line, column, .. } = *candidate;
                let is_in_test = is_in_test(line);
                Some(FlagUse { flag, file: file.clone(), line, column, kind, certainty, is_in_test })
            }));
            let is_of_sdk = |unknown: &&UnknownKey| !all.facts.functions.contains_key(&unknown.method);
            let unknown_keys = unknown_keys.iter().filter(|unknown| !is_in_test(unknown.line));
            found.unknown_keys.extend(unknown_keys.filter(is_of_sdk).map(|unknown| unknown.in_file(&file)));
        }
        found.uses.sort();
        found.uses.dedup();
        found.unknown_keys.sort();
        found.unknown_keys.dedup();
        found
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

impl Part {
    fn add(&mut self, path: &Path, file: &syn::File, names: &FlagNames) {
        let Visited { candidates, unknown_keys, facts } = visitor::visit(file, path, names);
        let mut test_code = TestCode::of(file, path);
        self.files += 1;
        self.facts.merge(facts);
        self.test_modules.append(&mut test_code.modules);
        if !candidates.is_empty() || !unknown_keys.is_empty() {
            self.searched.push(Searched { path: path.to_owned(), candidates, unknown_keys, test_code });
        }
    }

    /// Adds what another thread found.
    fn merge(&mut self, other: Self) {
        self.files += other.files;
        self.searched.extend(other.searched);
        self.facts.merge(other.facts);
        self.test_modules.extend(other.test_modules);
        self.problems.extend(other.problems);
    }
}

fn parse(path: &Path) -> Result<syn::File, Problem> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    nesting::parse(&text).map_err(|error| {
        let start = error.span().start();
        let position = Position { line: start.line.max(1), column: start.column + 1 };
        let problem = Problem::new(format!("skipped, since it is not Rust: {error}")).at(position);
        problem.in_file(&path.display().to_string()).remedy("correct it, or name it in `.ccignore`")
    })
}
