//! [`FileCache`]: a cache in a directory.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::Builder;

use crate::{
    client::cache::config_cache::{CacheError, ConfigCache},
    config::read_bounded,
};

/// A cache in a directory, with one file for each config.
///
/// Any number of clients, threads and processes can share the directory: each write replaces a file as a whole, so that
/// readers see either the old value or the new one. The name of a file is the key, and its content is the value, both
/// in the [format](crate::cache#format) that all ConfigCat SDKs use.
///
/// The first write creates the directory. The files contain the config, but not the SDK key. The permissions of the
/// directory and the umask of the process decide who can read them.
///
/// ```
/// use configcat_core::cache::{ConfigCache, FileCache};
///
/// # let directory = tempfile::tempdir()?;
/// # let directory = directory.path().join("flags");
/// let cache = FileCache::new(&directory);
/// let key = "147c5b4c2b2d7c77e1605b1a4309f0ea6684a0c6";
/// assert_eq!(cache.read(key)?, None);
///
/// cache.write(key, "1700000000000\n\"etag\"\n{}")?;
/// assert_eq!(cache.read(key)?.as_deref(), Some("1700000000000\n\"etag\"\n{}"));
/// # Ok::<(), configcat_core::cache::CacheError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCache {
    directory: PathBuf,
}

impl FileCache {
    /// A cache in this directory. Neither reads nor creates it.
    #[must_use]
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into() }
    }

    /// The directory as given.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    const TEMPORARY_PREFIX: &str = ".configcat-";
    const TEMPORARY_SUFFIX: &str = ".tmp";

    /// Removes temporary files of processes that ended while they wrote.
    fn sweep(&self) {
        /// No write takes this long.
        const STALE: Duration = Duration::from_secs(10 * 60);

        let Ok(files) = fs::read_dir(&self.directory) else { return };
        for file in files.flatten() {
            let name = file.file_name();
            let is_temporary = name.to_str().is_some_and(|name| {
                name.starts_with(Self::TEMPORARY_PREFIX) && name.ends_with(Self::TEMPORARY_SUFFIX)
            });
            let age = || file.metadata().ok()?.modified().ok()?.elapsed().ok();
            if is_temporary && age().is_some_and(|age| age > STALE) {
                // Another process may be faster.
                let _ = fs::remove_file(file.path());
            }
        }
    }

    /// The file for a key. Accepts only keys that a client can have, so that no path leads out of the directory.
    fn path(&self, key: &str) -> Result<PathBuf, FileCacheError> {
        let is_key = key.len() == 40 && key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if is_key { Ok(self.directory.join(key)) } else { Err(FileCacheError::Key { key: key.to_owned() }) }
    }

    /// Writes a temporary file, then renames it to the path. After an error, only the old file is there.
    fn replace(&self, path: &Path, value: &str) -> io::Result<()> {
        fs::create_dir_all(&self.directory)?;
        self.sweep();
        let mut builder = Builder::new();
        builder.prefix(Self::TEMPORARY_PREFIX).suffix(Self::TEMPORARY_SUFFIX);
        // Temporary files are private by default. This one becomes an ordinary file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(&self.directory)?;
        // Not synced to the disk: a config that is lost in a power cut is downloaded again.
        io::Write::write_all(&mut file, value.as_bytes())?;
        file.persist(path)?;
        Ok(())
    }
}

impl ConfigCache for FileCache {
    fn read(&self, key: &str) -> Result<Option<String>, CacheError> {
        let path = self.path(key)?;
        match read_bounded(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(FileCacheError::Read { path, source }.into()),
        }
    }

    fn write(&self, key: &str, value: &str) -> Result<(), CacheError> {
        let path = self.path(key)?;
        self.replace(&path, value).map_err(|source| FileCacheError::Write { path, source })?;
        Ok(())
    }
}

/// Why a file of a [`FileCache`] cannot be read or written.
#[derive(Debug, thiserror::Error)]
enum FileCacheError {
    #[error("`{key}` is not a cache key; keys are 40 lower-case hexadecimal digits")]
    Key { key: String },
    #[error("cannot read cache file `{}`", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write cache file `{}`", path.display())]
    Write { path: PathBuf, source: io::Error },
}

#[cfg(test)]
mod tests {
    use std::{
        fs::{self, File},
        thread,
    };

    use tempfile::tempdir;

    use super::*;
    use crate::log::with_causes;

    const KEY: &str = "147c5b4c2b2d7c77e1605b1a4309f0ea6684a0c6";

    #[test]
    fn values_are_files_in_a_directory_made_by_the_first_write() {
        let root = tempdir().unwrap();
        let directory = root.path().join("a/b");
        let cache = FileCache::new(&directory);
        assert_eq!(cache.read(KEY).unwrap(), None);
        assert!(!directory.exists());

        for value in ["1\ne\n{}", "2\n\n{\"ü\": \"\r\n\"}", ""] {
            cache.write(KEY, value).unwrap();
            assert_eq!(cache.read(KEY).unwrap().as_deref(), Some(value));
            assert_eq!(fs::read_to_string(directory.join(KEY)).unwrap(), value);
        }
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
    }

    #[test]
    fn only_keys_name_files() {
        let root = tempdir().unwrap();
        let cache = FileCache::new(root.path().join("cache"));
        let (slash, upper) = (KEY.replace("147", "../"), KEY.to_uppercase());
        for key in ["", "..", "/etc/passwd", &slash, &upper, KEY.trim_start_matches('1')] {
            assert!(cache.read(key).unwrap_err().to_string().contains("is not a cache key"), "{key}");
            cache.write(key, "").unwrap_err();
        }
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[test]
    fn errors_name_the_file_and_leave_nothing_behind() {
        let root = tempdir().unwrap();
        let (cache, path) = (FileCache::new(root.path()), root.path().join(KEY));
        fs::write(&path, b"\xff").unwrap();
        let error = with_causes(&*cache.read(KEY).unwrap_err());
        assert!(error.contains("invalid utf-8") && error.contains(KEY), "{error}");

        // A directory can be neither read nor replaced.
        fs::remove_file(&path).unwrap();
        fs::create_dir_all(path.join("full")).unwrap();
        assert!(cache.read(KEY).unwrap_err().to_string().starts_with("cannot read cache file"));
        assert!(cache.write(KEY, "1\ne\n{}").unwrap_err().to_string().starts_with("cannot write cache file"));
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);

        let inside_a_file = FileCache::new(root.path().join(KEY).join("full"));
        fs::remove_dir(inside_a_file.directory()).unwrap();
        fs::write(inside_a_file.directory(), "").unwrap();
        assert!(inside_a_file.write(KEY, "").is_err() && inside_a_file.read(KEY).is_err());
    }

    #[test]
    fn readers_never_see_a_torn_value() {
        let root = tempdir().unwrap();
        let values: Vec<_> = ["a", "b", "c"].map(|text| text.repeat(200_000)).into();
        let cache = FileCache::new(root.path());
        cache.write(KEY, &values[0]).unwrap();
        thread::scope(|scope| {
            for value in &values {
                let cache = FileCache::new(root.path());
                scope.spawn(move || (0..50).for_each(|_| cache.write(KEY, value).unwrap()));
            }
            for _ in 0..200 {
                let value = cache.read(KEY).unwrap().unwrap();
                assert!(values.contains(&value), "{} bytes", value.len());
            }
        });
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }

    #[test]
    fn stale_temporary_files_are_swept_and_huge_files_are_not_read() {
        let root = tempdir().unwrap();
        let (stale, fresh) = (root.path().join(".configcat-1.tmp"), root.path().join(".configcat-2.tmp"));
        let long_ago = std::time::SystemTime::now() - Duration::from_secs(60 * 60);
        File::create(&stale).unwrap().set_modified(long_ago).unwrap();
        File::create(&fresh).unwrap();
        let cache = FileCache::new(root.path());
        cache.write(KEY, "1\ne\n{}").unwrap();
        assert!(!stale.exists() && fresh.exists());

        File::create(root.path().join(KEY)).unwrap().set_len(3 << 30).unwrap();
        assert!(with_causes(&*cache.read(KEY).unwrap_err()).contains("it has more than"));
    }

    #[cfg(unix)]
    #[test]
    fn files_are_as_readable_as_any_other() {
        use std::os::unix::fs::PermissionsExt;

        let root = tempdir().unwrap();
        fs::write(root.path().join("other"), "").unwrap();
        FileCache::new(root.path()).write(KEY, "").unwrap();
        let mode = |name| fs::metadata(root.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode(KEY), mode("other"));
    }
}
