//! [`Program`]: a program that polls with an SDK.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
};

/// A running program that prints each new value of a flag, until its standard input ends.
pub(crate) struct Program {
    child: Child,
    pub(crate) values: Receiver<String>,
}

impl Program {
    pub(crate) fn start(mut command: Command) -> Self {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child =
            command.spawn().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let (told, values) = channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| told.send(line)));
        Self { child, values }
    }

    /// Ends the program, which must not have crashed.
    pub(crate) fn end(mut self) {
        drop(self.child.stdin.take());
        let status = self.child.wait().expect("a status");
        assert!(status.success(), "the program ended with {status}");
    }
}

/// Of a test that failed.
impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
