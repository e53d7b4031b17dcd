//! [`FileWatch`]: reloads a file of overrides when it changes.

use std::{io, path::PathBuf, time::Duration};

use tokio::{runtime::Handle, sync::mpsc, time};

use crate::{
    client::driver::{command::Command, tasks::spawn_blocking},
    config::{OverrideBehaviour, Overrides, read_bounded},
};

/// A file of overrides that is checked for changes at an interval.
#[derive(Debug, Clone)]
pub(crate) struct FileWatch {
    pub(crate) path: PathBuf,
    pub(crate) interval: Duration,
    pub(crate) behaviour: OverrideBehaviour,
}

impl FileWatch {
    /// The watch for overrides; `None` if they are not to be reloaded.
    pub(crate) fn of(overrides: &Overrides) -> Option<Self> {
        let (path, interval) = (overrides.file()?.to_owned(), overrides.reload_interval()?);
        Some(Self { path, interval, behaviour: overrides.behaviour() })
    }

    /// Sends the overrides each time the content of the file has changed, until the driver ends.
    ///
    /// The content is compared, not time and length: these can be the same for another content, and say nothing about a
    /// symbolic link that leads elsewhere.
    pub(crate) async fn run(self, commands: mpsc::UnboundedSender<Command>) {
        // Unknown, since the file may have changed after the builder read it.
        let mut last = None;
        while !commands.is_closed() {
            time::sleep(self.interval).await;
            let path = self.path.clone();
            let read = move || read_bounded(&path).map_err(|error| error.kind());
            let Some(read) = spawn_blocking(&Handle::current(), read) else { continue };
            let Some(content) = read.await else { continue };
            if last.as_ref() == Some(&content) {
                continue;
            }
            let (watch, now) = (self.clone(), content.clone());
            // Otherwise once more when there are threads again.
            let Some(parsing) = spawn_blocking(&Handle::current(), move || watch.command_for(now)) else {
                continue;
            };
            if let Some(command) = parsing.await {
                _ = commands.send(command);
            }
            last = Some(content);
        }
    }

    fn command_for(self, content: Result<String, io::ErrorKind>) -> Command {
        let content = content.map_err(io::Error::from);
        match Overrides::from_file_content(self.path, content, self.behaviour) {
            Ok(overrides) => Command::Overrides(Box::new(overrides)),
            Err(error) => Command::OverridesFailed(Box::new(error)),
        }
    }
}
