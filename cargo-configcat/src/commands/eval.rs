//! `eval`: evaluates flags for many users, as fast as it can read them.

use std::{
    fmt,
    io::{self, BufRead as _, BufReader, BufWriter, Read, Write},
};

use clap::Args;
use configcat_build::Problem;
use configcat_core::{Snapshot, Text, User, Value, config::Position};
use serde::Serialize;
use serde_json::Serializer;

use crate::{
    failure::{Failure, Outcome},
    file_or_stdin::FileOrStdin,
    misspelt::did_you_mean,
    output::Output,
    progress::Progress,
    severity::Severity,
    shown::LineFormatter,
    users::{self, UserArgument},
};

/// Evaluate flags for users: one line of JSON for each user and flag
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_long_help = AFTER_LONG_HELP)]
pub(crate) struct Arguments {
    /// The config document; `-` is the standard input
    #[arg(value_name = "FILE")]
    document: FileOrStdin,

    /// The key of a flag to evaluate; the default is all of the document
    #[arg(long = "key", value_name = "KEY")]
    keys: Vec<String>,

    #[command(flatten)]
    users: UsersArguments,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct UsersArguments {
    /// The user
    #[arg(long, value_name = "JSON")]
    user: Option<String>,

    /// A file with a user on each line; `-` is the standard input
    #[arg(long, value_name = "USERS.jsonl")]
    users: Option<FileOrStdin>,
}

const LONG_ABOUT: &str = "\
Evaluate flags for users: one line of JSON for each user and flag

The lines are in the order of the users, and for each user in the order of `--key` or of the document:

  {\"user\":0,\"key\":\"newCheckout\",\"value\":true,\"variation_id\":\"b7d01a11\",\"error\":null}

`user` is the line of the user in the file, from 0. `value` is null if the flag cannot be evaluated; `error` says
why then. The format is the same for `--format text` and `--format json`.";

const AFTER_LONG_HELP: &str = "\
Users:
  A user is `null`, if nobody is known, or an object of text members, all of which may be left out or null:

    {\"Identifier\": \"435170f4\", \"Email\": \"jane@example.com\", \"Country\": \"Hungary\", \"custom\": {…}}

  Custom attributes are texts, numbers or lists of texts; null is no attribute. A number without fraction and exponent
  is a whole number if it has 64 bits at most, any other is the nearest decimal number of 64 bits. `Identifier`,
  `Email` and `Country` are not looked for in `custom`. Lines end with LF or CR LF; blank ones are counted, but no users.

Exit codes:
  0  all users were evaluated, even if flags could not be: see `error`
  2  a file or a user cannot be read; what comes before in the file was evaluated

Examples:
  cargo configcat eval flags/config_v6.json --user null
  cargo configcat eval flags/config_v6.json --key newCheckout --key buttonColor --users users.jsonl
  generate-users | cargo configcat eval flags/config_v6.json --users - | jq -r 'select(.error) | .error'";

impl Arguments {
    pub(crate) fn run(self, output: &Output) -> Result<Outcome, Failure> {
        let UsersArguments { user, users } = &self.users;
        if self.document == FileOrStdin::StandardInput && users == &Some(FileOrStdin::StandardInput) {
            let problem = Problem::new("FILE and `--users` cannot both be the standard input");
            return Err(problem.remedy("give one of them a path").into());
        }
        let snapshot = Snapshot::from(self.document.read()?.into_config()?);
        let keys = match self.keys.as_slice() {
            [] => snapshot.get_all_keys(),
            keys => keys.iter().map(|key| Text::from(key.as_str())).collect(),
        };
        let misspelt: Vec<_> = self.keys.iter().filter_map(|key| did_you_mean(key, &snapshot)).collect();
        if !misspelt.is_empty() {
            output.report(Severity::Warning, &misspelt)?;
        }
        let progress = Progress::of_users(output);
        let out = BufWriter::new(io::stdout().lock());
        let mut evaluator = BatchEvaluator { snapshot, keys, out, progress };
        if let Some(user) = user {
            let UserArgument(user) = UserArgument::parse(user)?;
            evaluator.evaluate(0, user.as_ref())?;
        }
        let end = users.as_ref().map_or(Ok(()), |users| evaluator.evaluate_all(users));
        // The results come before the failure.
        evaluator.out.flush()?;
        end.map(|()| Outcome::Fine)
    }
}

/// Evaluates flags for one user after the other. It keeps nothing of them.
struct BatchEvaluator<W: Write> {
    snapshot: Snapshot,
    keys: Vec<Text>,
    out: W,
    progress: Progress,
}

impl<W: Write> BatchEvaluator<W> {
    fn evaluate_all(&mut self, users: &FileOrStdin) -> Result<(), Failure> {
        /// The progress reads the clock, which takes longer than the evaluation for a user.
        const COUNTED: usize = 1 << 10;

        let unreadable = |error: io::Error| users.unreadable(&error);
        let mut reader = users.open()?;
        let mut line = Vec::new();
        for number in 0.. {
            self.flush_before_waiting(&reader)?;
            line.clear();
            if reader.read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
                break;
            }
            if number > 0 && number % COUNTED == 0 {
                self.progress.advance(COUNTED as u64);
            }
            let json = if number == 0 { without_byte_order_mark(&line) } else { &line }.trim_ascii_end();
            if json.is_empty() {
                continue;
            }
            let user = users::parse(json).map_err(|problem| {
                let column = problem.position().map_or(1, |position| position.column);
                problem.in_file(&users.to_string()).at(Position { line: number + 1, column })
            })?;
            self.evaluate(number, user.as_ref())?;
        }
        Ok(())
    }

    /// A program that writes one user and waits for the result must not wait for ever.
    fn flush_before_waiting(&mut self, reader: &BufReader<Box<dyn Read>>) -> io::Result<()> {
        if reader.buffer().contains(&b'\n') { Ok(()) } else { self.out.flush() }
    }

    fn evaluate(&mut self, number: usize, user: Option<&User>) -> io::Result<()> {
        for key in &self.keys {
            let details = self.snapshot.get_any_value_details(key, user);
            let line = Line {
                user: number,
                key,
                value: details.value.as_ref(),
                variation_id: details.variation_id.as_deref(),
                error: details.error.as_ref().map(AsText),
            };
            line.serialize(&mut Serializer::with_formatter(&mut self.out, LineFormatter))?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// The value that a flag serves to a user.
#[derive(Serialize)]
struct Line<'a, E> {
    user: usize,
    key: &'a str,
    value: Option<&'a Value>,
    variation_id: Option<&'a str>,
    error: Option<E>,
}

/// Serializes a value as its text.
struct AsText<T>(T);

impl<T: fmt::Display> Serialize for AsText<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Some editors begin files with a byte order mark.
fn without_byte_order_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
}
