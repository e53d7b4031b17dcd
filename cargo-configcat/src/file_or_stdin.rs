//! [`FileOrStdin`]: an input of the command line.

use std::{
    convert::Infallible,
    ffi::OsStr,
    fmt, fs,
    io::{self, BufReader, Read},
    path::PathBuf,
};

use clap::builder::{OsStringValueParser, TypedValueParser as _, ValueParserFactory};
use configcat_build::{Problem, codegen::Document};

/// A file, or the standard input. [`Display`](fmt::Display) gives its name for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileOrStdin {
    /// `-`
    StandardInput,
    /// A path.
    File(PathBuf),
}

impl FileOrStdin {
    /// Reads a config document.
    pub(crate) fn read(&self) -> Result<Document, Problem> {
        Ok(Document::new(self.to_string(), self.read_text()?))
    }

    /// Reads all of it.
    pub(crate) fn read_text(&self) -> Result<String, Problem> {
        let mut text = String::new();
        let read = self.open()?.read_to_string(&mut text);
        read.map_err(|error| self.unreadable(&error))?;
        Ok(text)
    }

    /// Opens it for reading piece by piece.
    pub(crate) fn open(&self) -> Result<BufReader<Box<dyn Read>>, Problem> {
        const CAPACITY: usize = 64 * 1024;

        let opened: Box<dyn Read> = match self {
            Self::StandardInput => Box::new(io::stdin().lock()),
            Self::File(path) => Box::new(fs::File::open(path).map_err(|error| self.unreadable(&error))?),
        };
        Ok(BufReader::with_capacity(CAPACITY, opened))
    }

    /// The problem if it cannot be read.
    pub(crate) fn unreadable(&self, error: &io::Error) -> Problem {
        let problem = Problem::new(format!("cannot read the file: {error}")).in_file(&self.to_string());
        match error.kind() {
            io::ErrorKind::InvalidData => problem.remedy("save it with the encoding UTF-8"),
            io::ErrorKind::NotFound => problem.remedy("correct the path, or use `-` for the standard input"),
            _ => problem,
        }
    }
}

impl From<&OsStr> for FileOrStdin {
    fn from(argument: &OsStr) -> Self {
        if argument == "-" { Self::StandardInput } else { Self::File(argument.into()) }
    }
}

impl fmt::Display for FileOrStdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StandardInput => f.write_str("<stdin>"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Lets [`FileOrStdin`] be the type of an argument.
impl ValueParserFactory for FileOrStdin {
    type Parser = clap::builder::ValueParser;

    fn value_parser() -> Self::Parser {
        OsStringValueParser::new()
            .try_map(|argument| Ok::<_, Infallible>(Self::from(argument.as_os_str())))
            .into()
    }
}
