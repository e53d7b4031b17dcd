//! Runs the binary.

use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
    thread,
};

/// What a run printed, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The standard output of a run that went well and had nothing to complain about.
    #[track_caller]
    pub(crate) fn success(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{}", self.stdout);
        self.stdout
    }
}

/// `cargo-configcat configcat …`, as Cargo runs it, without what the surroundings say about colours.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-configcat"));
    command.arg("configcat").args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the binary with this standard input.
pub(crate) fn run(arguments: &[&str], input: &str) -> Run {
    finish(command(arguments).spawn().unwrap(), input)
}

/// Writes the standard input of a process, and waits for its end.
pub(crate) fn finish(mut child: Child, input: &str) -> Run {
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // It may end without having read everything.
    let writer = thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}
