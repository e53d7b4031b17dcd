//! [`FileWatch`]: reloads a file of overrides when it changes.

use std::{fs, path::PathBuf, time::Duration};

use tokio::{runtime::Handle, sync::mpsc, time};

use crate::{
    client::driver::{command::Command, tasks::spawn_blocking},
    config::{OverrideBehaviour, Overrides},
};

/// A file of overrides that is checked for changes at an interval.
#[derive(Debug)]
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
            let Some(read) = spawn_blocking(&Handle::current(), move || fs::read(path)) else { continue };
            let Ok(content) = read.await else { continue };
            let content = content.map_err(|error| error.kind());
            if last.as_ref() == Some(&content) {
                continue;
            }
            last = Some(content);
            let (path, behaviour) = (self.path.clone(), self.behaviour);
            let load = spawn_blocking(&Handle::current(), move || Overrides::from_file(path, behaviour));
            let Some(load) = load else {
                // Once more when there are threads again.
                last = None;
                continue;
            };
            let command = match load.await {
                Ok(Ok(overrides)) => Command::Overrides(overrides),
                Ok(Err(error)) => Command::OverridesFailed(error),
                Err(_) => continue,
            };
            let _ = commands.send(command);
        }
    }
}
