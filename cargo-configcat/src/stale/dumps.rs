//! [`Dumps`]: the counts of running programs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use configcat_build::Problem;
use configcat_core::{Config, Usage};

use crate::file_or_stdin::FileOrStdin;

/// The counts of running programs, added up.
#[derive(Debug, Default)]
pub(crate) struct Dumps {
    /// `None` without a dump that counts.
    pub(crate) sum: Option<Usage>,
    /// Dumps that tell nothing.
    pub(crate) warnings: Vec<Problem>,
}

impl Dumps {
    /// Reads usage dumps of programs with this config. Of a folder, it reads the files that end with `.json`.
    pub(crate) fn read(inputs: &[FileOrStdin], config: &Config) -> Result<Self, Vec<Problem>> {
        let mut dumps = Self::default();
        let mut problems = Vec::new();
        for input in inputs.iter().flat_map(files_of) {
            let added = input.and_then(|input| dumps.add(&input, config));
            problems.extend(added.err());
        }
        if problems.is_empty() { Ok(dumps) } else { Err(problems) }
    }

    fn add(&mut self, input: &FileOrStdin, config: &Config) -> Result<(), Problem> {
        let problem = |message: String| Problem::new(message).in_file(&input.to_string());
        let usage: Usage = serde_json::from_str(&input.read_text()?).map_err(|error| {
            let what = if error.is_data() { "a usage dump" } else { "JSON" };
            problem(format!("it is not {what}: {error}"))
                .remedy("a dump is what `serde_json::to_string(&client.usage())` gives")
        })?;
        let mut known = usage.flags.iter().filter(|flag| flag.is_in_config).peekable();
        if known.peek().is_none() && usage.unknown_keys.is_empty() {
            let warning = problem("it counts no flags".to_owned());
            self.warnings.push(warning.remedy(
                "build the client with `usage(true)`, and write the dump when the client has its config",
            ));
            return Ok(());
        }
        let has = |key: &str| config.keys().any(|own| own == key);
        if known.peek().is_some() && !known.any(|flag| has(&flag.key)) {
            let message = "it is of another config: the document has none of its flags";
            return Err(
                problem(message.to_owned()).remedy("give dumps of clients whose config the document is")
            );
        }
        match &mut self.sum {
            Some(sum) => sum.add(&usage),
            None => self.sum = Some(usage),
        }
        Ok(())
    }
}

/// How long programs have counted: in days, or in hours below three days.
pub(super) fn period(usage: &Usage) -> String {
    const HOUR: u64 = 60 * 60;

    let period = usage.until.duration_since(usage.since).unwrap_or(Duration::ZERO);
    match period.as_secs() / HOUR {
        0 => "less than an hour".to_owned(),
        1 => "an hour".to_owned(),
        hours @ ..72 => format!("{hours} hours"),
        hours => format!("{} days", hours / 24),
    }
}

/// A file, or the files of a folder.
fn files_of(input: &FileOrStdin) -> Vec<Result<FileOrStdin, Problem>> {
    let FileOrStdin::File(folder) = input else { return vec![Ok(input.clone())] };
    if !folder.is_dir() {
        return vec![Ok(input.clone())];
    }
    match dumps_in(folder) {
        Ok(files) if files.is_empty() => {
            let problem = Problem::new("the folder has no files that end with `.json`");
            vec![Err(problem.in_file(&input.to_string()).remedy("name a file with a usage dump"))]
        }
        Ok(files) => files.into_iter().map(|file| Ok(FileOrStdin::File(file))).collect(),
        Err(error) => vec![Err(input.unreadable(&error))],
    }
}

fn dumps_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files: io::Result<Vec<_>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut files = files?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}
