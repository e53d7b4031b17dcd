//! [`Lock`]: the committed copy of a config that was downloaded.
//!
//! A lock is the document itself, in a layout that makes changes of the config easy to review: each member and item
//! has a line, and flags are sorted by key. Numbers, texts and unknown members stay as the server sent them. The lock
//! contains no ETag: users would have to commit it as well, and it would be wrong after an edit.

use std::{
    borrow::Cow,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{byte_order_mark::without_byte_order_mark, error::Problem};

/// The committed copy of a config that was downloaded.
#[derive(Debug, Clone)]
pub struct Lock {
    path: PathBuf,
}

impl Lock {
    /// The lock at a path. The file need not exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a file, even an unreadable one.
    #[must_use]
    pub fn is_present(&self) -> bool {
        // If the parent is not a folder, there is no file.
        fs::exists(&self.path).unwrap_or_else(|error| error.kind() != io::ErrorKind::NotADirectory)
    }

    /// Writes a document to the lock, and returns whether the lock has changed. The file is replaced as a whole or not
    /// at all. If only its layout would change, it is not touched.
    ///
    /// # Errors
    ///
    /// If the document is not a JSON object, or if the file cannot be written.
    pub fn replace(&self, document: &str) -> Result<bool, Problem> {
        let failure = |error: io::Error| Problem::new(format!("the lock cannot be written: {error}"));
        let laid_out = lay_out(document).map_err(|error| failure(error.into()))?;
        let current = fs::read_to_string(&self.path).ok().and_then(|current| lay_out(&current).ok());
        if current.is_some_and(|current| current == laid_out) {
            return Ok(false);
        }
        replace_file(&self.path, &laid_out).map_err(failure)?;
        Ok(true)
    }

    /// The file to replace.
    pub(crate) fn target(&self) -> PathBuf {
        target_of(&self.path)
    }
}

/// Replaces a file as a whole or not at all. A file that is new gets the permissions of an ordinary file, and folders that
/// are missing are made.
///
/// # Errors
///
/// If the file cannot be written.
pub fn replace_file(path: &Path, content: &str) -> io::Result<()> {
    let path = target_of(path);
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    fs::create_dir_all(directory).map_err(|error| {
        let message = format!("there cannot be a folder `{}`: {error}", directory.display());
        io::Error::new(error.kind(), message)
    })?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".configcat-").suffix(".tmp");
    // Temporary files are private by default, but this one becomes an ordinary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(directory)?;
    io::Write::write_all(&mut file, content.as_bytes())?;
    file.as_file().sync_all()?;
    if let Ok(replaced) = fs::metadata(&path) {
        file.as_file().set_permissions(replaced.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

/// The file to replace at a path. If there is a link, this is its target, even if the target does not exist yet.
fn target_of(path: &Path) -> PathBuf {
    // Links can form a circle.
    const MOST_LINKS: usize = 40;

    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    path
}

/// Lays out a document as the module describes.
///
/// # Errors
///
/// If it is not a JSON object.
pub fn lay_out(document: &str) -> serde_json::Result<String> {
    let Members(members) = serde_json::from_str(without_byte_order_mark(document))?;
    let mut layout = Layout::default();
    layout.object(members, |layout, key, value| {
        if matches!(key, "f" | "flags")
            && let Ok(Members(mut settings)) = serde_json::from_str(value)
        {
            // If a key is there twice, the last one counts. A stable sort keeps it last.
            settings.sort_by(|(one, _), (other, _)| one.cmp(other));
            layout.object(settings, |layout, _, setting| {
                layout.value(setting);
                Ok(())
            })
        } else {
            layout.value(value);
            Ok(())
        }
    })?;
    layout.text.push('\n');
    Ok(layout.text)
}

/// The members of a JSON object, in their order. The values are not parsed.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

/// JSON text with a line for each member and item.
#[derive(Default)]
struct Layout {
    text: String,
    depth: usize,
}

impl Layout {
    fn object(
        &mut self,
        members: Vec<(Cow<'_, str>, &RawValue)>,
        mut value: impl FnMut(&mut Self, &str, &str) -> serde_json::Result<()>,
    ) -> serde_json::Result<()> {
        let is_empty = members.is_empty();
        self.open('{');
        for (index, (key, json)) in members.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.new_line();
            self.text.push_str(&serde_json::to_string(&key)?);
            self.text.push_str(": ");
            value(self, &key, json.get())?;
        }
        self.close('}', is_empty);
        Ok(())
    }

    /// Writes a valid JSON value of any depth. Only the white space between its tokens changes.
    fn value(&mut self, json: &str) {
        let (mut in_text, mut is_escaped) = (false, false);
        let mut last = ' ';
        for char in json.chars() {
            if in_text {
                self.text.push(char);
                in_text = is_escaped || char != '"';
                is_escaped = !is_escaped && char == '\\';
                continue;
            }
            match char {
                ' ' | '\t' | '\n' | '\r' => continue,
                '}' | ']' => self.close(char, matches!(last, '{' | '[')),
                _ if matches!(last, '{' | '[' | ',') => self.new_line(),
                _ => {}
            }
            match char {
                '{' | '[' => self.open(char),
                '}' | ']' => {}
                ':' => self.text.push_str(": "),
                _ => {
                    self.text.push(char);
                    in_text = char == '"';
                }
            }
            last = char;
        }
    }

    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
    }

    fn close(&mut self, bracket: char, is_empty: bool) {
        self.depth = self.depth.saturating_sub(1);
        if !is_empty {
            self.new_line();
        }
        self.text.push(bracket);
    }

    fn new_line(&mut self) {
        // No real config is deeper. A malicious document could fill the memory with indentation.
        const DEEPEST: usize = 50;

        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("  ", self.depth.min(DEEPEST)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_laid_out_for_a_readable_difference() {
        let document = r#"{"p":{"u":"https:\/\/a.example","r":0,"s":"a\"b\\"},"f":{"b":{"t":0,"v":true,"r":[],"p":[{"p":1e2,"v":1.50}]},"a":{},"\u00e4":[[ ], -0.0]},"s":[{"n":"x"}]}"#;
        let expected = r#"{
  "p": {
    "u": "https:\/\/a.example",
    "r": 0,
    "s": "a\"b\\"
  },
  "f": {
    "a": {},
    "b": {
      "t": 0,
      "v": true,
      "r": [],
      "p": [
        {
          "p": 1e2,
          "v": 1.50
        }
      ]
    },
    "ä": [
      [],
      -0.0
    ]
  },
  "s": [
    {
      "n": "x"
    }
  ]
}
"#;
        assert_eq!(lay_out(document).unwrap(), expected);
        assert_eq!(lay_out(expected).unwrap(), expected);
        assert_eq!(lay_out(&format!("\u{feff}{expected}")).unwrap(), expected);
        assert_eq!(lay_out("{ }").unwrap(), "{}\n");
    }

    #[test]
    fn what_is_there_twice_keeps_its_order() {
        let document = r#"{"flags": {"b": 1, "a": 2, "b": 3, "a": 4}, "flags": 5}"#;
        let laid_out = lay_out(document).unwrap();
        let words: Vec<_> = laid_out.split_whitespace().collect();
        let expected = r#"{ "flags": { "a": 2, "a": 4, "b": 1, "b": 3 }, "flags": 5 }"#;
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn depth_is_no_danger() {
        const DEPTH: usize = 100_000;

        let document = format!("{{\"x\": {}{}}}", "[".repeat(DEPTH), "]".repeat(DEPTH));
        let laid_out = lay_out(&document).unwrap();
        assert!(laid_out.len() < DEPTH * 250, "{}", laid_out.len());
        assert_eq!(laid_out.replace([' ', '\n'], ""), document.replace(' ', ""));
    }

    #[test]
    fn only_another_document_touches_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::at(folder.path().join("a/b/config.json"));
        assert!(!lock.is_present());
        assert!(lock.replace(r#"{"f":{"b":1,"a":2}}"#).unwrap());
        let content = fs::read_to_string(lock.path()).unwrap();
        assert_eq!(content, "{\n  \"f\": {\n    \"a\": 2,\n    \"b\": 1\n  }\n}\n");

        // Laid out by somebody else, it is the same document.
        let reformatted = "{\"f\":\n{\"a\":2,\"b\":1}}";
        fs::write(lock.path(), reformatted).unwrap();
        assert!(!lock.replace(&content).unwrap());
        assert_eq!(fs::read_to_string(lock.path()).unwrap(), reformatted);

        assert!(lock.replace(r#"{"f":{"b":1,"a":2.0}}"#).unwrap());
        lock.replace("nonsense").unwrap_err();
        assert!(fs::read_to_string(lock.path()).unwrap().contains("\"a\": 2.0"));
        assert_eq!(fs::read_dir(lock.path().parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file.json"), folder.path().join("link.json"));
        fs::write(&file, "{}").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        assert!(Lock::at(&link).replace("{\"f\": {}}").unwrap());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_to_string(&file).unwrap(), "{\n  \"f\": {}\n}\n");

        // A link to a link to nothing, and relative ones.
        fs::remove_file(&file).unwrap();
        fs::remove_file(&link).unwrap();
        symlink("folder/middle.json", &link).unwrap();
        fs::create_dir(folder.path().join("folder")).unwrap();
        symlink("../file.json", folder.path().join("folder/middle.json")).unwrap();
        assert!(Lock::at(&link).replace("{\"f\": {}}").unwrap());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "{\n  \"f\": {}\n}\n");

        // A link to itself.
        let circle = folder.path().join("circle.json");
        symlink("circle.json", &circle).unwrap();
        let _ = Lock::at(&circle).replace("{}");
    }

    #[test]
    fn there_is_no_lock_in_what_is_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("flags"), "").unwrap();
        let lock = Lock::at(folder.path().join("flags/config.json"));
        assert!(!lock.is_present());
        let problem = lock.replace("{}").unwrap_err().to_string();
        assert!(problem.starts_with("the lock cannot be written: there cannot be a folder `"), "{problem}");
    }
}
