//! [`Progress`]: what a terminal shows while a command works.

use std::{
    env,
    io::{self, IsTerminal as _},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    output::{Format, Output},
    shown::one_line,
};

/// A line on the standard error, until it is dropped. Pipes, files and CI get nothing.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    const DOWNLOAD: &str = "{spinner} {msg} … {elapsed}";
    const USERS: &str = "{spinner} {msg}: {human_pos}, {per_sec}, {elapsed}";

    /// A download, for as long as it takes.
    pub(crate) fn of_download(output: &Output, what: &str) -> Self {
        Self::start(output, Self::DOWNLOAD, &format!("downloading {what}"))
    }

    /// Users that are counted.
    pub(crate) fn of_users(output: &Output) -> Self {
        // If the results go to a terminal, they show the progress themselves.
        if io::stdout().is_terminal() {
            return Self { bar: ProgressBar::hidden() };
        }
        Self::start(output, Self::USERS, "evaluating users")
    }

    /// Counts what has been done.
    pub(crate) fn advance(&self, count: u64) {
        self.bar.inc(count);
    }

    fn start(output: &Output, template: &str, message: &str) -> Self {
        const TICK: Duration = Duration::from_millis(100);

        let is_shown = output.format() == Format::Text && env::var_os("CI").is_none();
        if !(is_shown && io::stderr().is_terminal()) {
            return Self { bar: ProgressBar::hidden() };
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        // The templates are constants. If one were wrong, the default style would do.
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        bar.set_message(one_line(message));
        bar.enable_steady_tick(TICK);
        Self { bar }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
