//! Reads files, but not endless ones.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

/// Larger files are not read: 64 MiB of config, and some room for what a cache adds to it.
pub(crate) const MAX_FILE_LENGTH: u64 = (64 << 20) + 4096;

/// The content of a file, which may be a device or a pipe without an end.
///
/// # Errors
///
/// If the file cannot be read, is too large or is not UTF-8.
pub(crate) fn read_bounded(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    let length = File::open(path)?.take(MAX_FILE_LENGTH + 1).read_to_end(&mut bytes)?;
    if length as u64 > MAX_FILE_LENGTH {
        let message = format!("it has more than {MAX_FILE_LENGTH} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_or_no_text_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let [huge, bytes, text] = ["huge", "bytes", "text"].map(|name| folder.path().join(name));
        File::create(&huge).unwrap().set_len(3 << 30).unwrap();
        assert_eq!(read_bounded(&huge).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        std::fs::write(&bytes, [0xff]).unwrap();
        assert_eq!(read_bounded(&bytes).unwrap_err().kind(), io::ErrorKind::InvalidData);
        std::fs::write(&text, "{}").unwrap();
        assert_eq!(read_bounded(&text).unwrap(), "{}");
        #[cfg(unix)]
        assert_eq!(read_bounded(Path::new("/dev/zero")).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
