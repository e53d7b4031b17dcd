//! [`SavedUsers`]: users by name, in a file or in memory.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use configcat_core::User;
use serde::{Deserialize, Serialize};

use crate::{
    problem::{Problem, ProblemSource},
    refusal::{Refusal, RefusalKind},
    watched_file::WatchedFile,
};

/// More users than this are refused.
const MOST_USERS: usize = 1_000;

/// The saved users.
#[derive(Debug)]
pub(crate) struct SavedUsers(Mutex<UserFile>);

#[derive(Debug)]
struct UserFile {
    file: Option<WatchedFile>,
    users: Users,
    problem: Option<Problem>,
}

/// The users by name. `None` is a user of whom nothing is known.
pub(crate) type Users = BTreeMap<String, Option<User>>;

/// The content of the file.
#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Content {
    users: Users,
}

impl SavedUsers {
    /// The users of a file, which need not exist; without a file, they are kept in memory.
    pub(crate) fn at(path: Option<PathBuf>) -> Self {
        let file = UserFile { file: path.map(WatchedFile::at), users: Users::new(), problem: None };
        let users = Self(Mutex::new(file));
        users.reload();
        users
    }

    pub(crate) fn path(&self) -> Option<PathBuf> {
        self.lock().file.as_ref().map(|file| file.path().to_owned())
    }

    pub(crate) fn all(&self) -> Users {
        self.lock().users.clone()
    }

    /// Why the file cannot be used.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.lock().problem.clone()
    }

    /// Reads the file again, and returns whether it has changed. An unreadable file changes no users.
    pub(crate) fn reload(&self) -> bool {
        let mut own = self.lock();
        let own = &mut *own;
        let Some(file) = &mut own.file else { return false };
        let read = match file.read() {
            Ok(false) if own.problem.is_none() => return false,
            Ok(_) => file
                .content()
                .map_or_else(|| Ok(Content::default()), serde_json::from_str)
                .map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match read {
            Ok(Content { users }) => {
                own.users = users;
                own.problem = None;
            }
            Err(why) => own.problem = Some(unreadable(file.path(), &why)),
        }
        true
    }

    /// Saves a user, or replaces the one with the name.
    pub(crate) fn save(&self, name: &str, user: Option<User>) -> Result<(), Refusal> {
        if name.trim().is_empty() || name.len() > 200 {
            return Err(Refusal::new(RefusalKind::Unacceptable, "the name of a user has 1 to 200 bytes")
                .remedy("choose another name"));
        }
        self.change(|users| {
            users.insert(name.to_owned(), user);
            if users.len() > MOST_USERS {
                return Err(Refusal::new(
                    RefusalKind::Unacceptable,
                    format!("there are {MOST_USERS} users already"),
                )
                .remedy("delete one first"));
            }
            Ok(())
        })
    }

    /// Forgets a user.
    pub(crate) fn delete(&self, name: &str) -> Result<(), Refusal> {
        self.change(|users| match users.remove(name) {
            Some(_) => Ok(()),
            None => Err(Refusal::unknown("user", name, users.keys().map(String::as_str))),
        })
    }

    /// Forgets all users, and returns how many there were.
    pub(crate) fn clear(&self) -> Result<usize, Refusal> {
        self.change(|users| Ok(std::mem::take(users).len()))
    }

    fn change<T>(&self, change: impl FnOnce(&mut Users) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let mut own = self.lock();
        let mut users = own.users.clone();
        let result = change(&mut users)?;
        if let Some(file) = &mut own.file {
            let content = Content { users };
            let json = serde_json::to_string_pretty(&content).unwrap_or_default() + "\n";
            file.write(json)?;
            users = content.users;
        }
        own.users = users;
        own.problem = None;
        Ok(result)
    }

    fn lock(&self) -> MutexGuard<'_, UserFile> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unreadable(path: &Path, why: &str) -> Problem {
    Problem::error(ProblemSource::Users, format!("`{}`: {why}", path.display()))
        .remedy("correct the file or delete it; the users from before are kept")
}
