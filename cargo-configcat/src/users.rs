//! Users in JSON: the value of `--user`, and each line of `--users`.

use configcat_build::Problem;
use configcat_core::{User, config::Position};

/// Parses a user. `None` is `null`: the user is not known.
///
/// The problem has no file. Its position is relative to this text, which may be one line of a file.
pub(crate) fn parse(json: &[u8]) -> Result<Option<User>, Problem> {
    serde_json::from_slice(json).map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let position = Position { line: error.line().max(1), column: error.column().max(1) };
        Problem::new(format!("not a user: {message}")).at(position).remedy(
            "use `null` or an object such as `{\"Identifier\": \"1\", \"Email\": \"a@b.c\", \"custom\": {\"plan\": \"pro\"}}`",
        )
    })
}

/// The value of `--user`.
#[derive(Debug, Clone)]
pub(crate) struct UserArgument(pub(crate) Option<User>);

impl UserArgument {
    /// Parses the value.
    pub(crate) fn parse(argument: &str) -> Result<Self, Problem> {
        parse(argument.as_bytes()).map(Self).map_err(|problem| problem.in_file("--user"))
    }
}
