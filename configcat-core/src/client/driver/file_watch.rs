//! [`FileWatch`]: reloads a file of overrides when it changes.

use std::{
    fs, io,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use tokio::{sync::mpsc, task, time};

use crate::{
    client::driver::command::Command,
    config::{OverrideBehaviour, OverrideError, Overrides},
};

/// A file of overrides that is checked for changes at an interval.
#[derive(Debug)]
pub(crate) struct FileWatch {
    pub(crate) path: PathBuf,
    pub(crate) interval: Duration,
    pub(crate) behaviour: OverrideBehaviour,
}

/// Modification time and length. If they differ, the file has changed.
type Stamp = Option<(SystemTime, u64)>;

impl FileWatch {
    /// The watch for overrides; `None` if they are not to be reloaded.
    pub(crate) fn of(overrides: &Overrides) -> Option<Self> {
        let (path, interval) = (overrides.file()?.to_owned(), overrides.reload_interval()?);
        Some(Self { path, interval, behaviour: overrides.behaviour() })
    }

    /// Sends the overrides each time the file has changed, until the driver ends.
    pub(crate) async fn run(self, commands: mpsc::UnboundedSender<Command>) {
        // No stamp yet, since the file may have changed after the builder read it.
        let mut last = None;
        while !commands.is_closed() {
            time::sleep(self.interval).await;
            let stamp = self.stamp().await;
            if stamp == last {
                continue;
            }
            last = stamp;
            let command = match self.load().await {
                Some(Ok(overrides)) => Command::Overrides(overrides),
                Some(Err(error)) => Command::OverridesFailed(error),
                None => continue,
            };
            let _ = commands.send(command);
        }
    }

    async fn stamp(&self) -> Stamp {
        let path = self.path.clone();
        let stamp = task::spawn_blocking(move || -> io::Result<_> {
            let metadata = fs::metadata(path)?;
            Ok((metadata.modified()?, metadata.len()))
        });
        stamp.await.ok()?.ok()
    }

    async fn load(&self) -> Option<Result<Overrides, OverrideError>> {
        let (path, behaviour) = (self.path.clone(), self.behaviour);
        task::spawn_blocking(move || Overrides::from_file(path, behaviour)).await.ok()
    }
}
