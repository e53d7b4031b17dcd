//! What to do about a file that is not there.

use std::{
    fs,
    path::{Component, Path},
};

use crate::similar::most_similar;

/// The remedy for a path that leads to no file. The path is relative to the directory of the package.
pub(crate) fn remedy(directory: &Path, path: &Path) -> String {
    const SHOWN: usize = 5;

    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = |name: &str| folder.join(name).display().to_string();
    let Some(names) = file_names(&directory.join(folder)) else {
        let missing = folder.display();
        return format!("there is no folder `{missing}`; the path is relative to the package's `Cargo.toml`");
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let of_other_case = names.iter().find(|other| other.eq_ignore_ascii_case(&name)).map(String::as_str);
    if let Some(similar) = of_other_case.or_else(|| most_similar(&name, names.iter().map(String::as_str))) {
        return format!("did you mean `{}`?", beside(similar));
    }
    let documents: Vec<_> = names
        .iter()
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "json"))
        .map(|name| beside(name))
        .collect();
    if is_outside(path) {
        return "the path leads out of the package; `cargo package` leaves such files out, so put the file into the package"
            .to_owned();
    }
    match documents.get(..SHOWN).unwrap_or(&documents) {
        [] => "the path is relative to the package's `Cargo.toml`; is the file committed?".to_owned(),
        shown => {
            let more = if shown.len() < documents.len() { ", …" } else { "" };
            format!("there are `{}`{more}; is the file committed?", shown.join("`, `"))
        }
    }
}

/// The files in a folder, sorted; `None` if there is no such folder.
fn file_names(folder: &Path) -> Option<Vec<String>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).ok()?.flatten().filter(|entry| !entry.path().is_dir());
    let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Some(names)
}

/// Whether a path leads out of the folder that it is relative to.
fn is_outside(path: &Path) -> bool {
    path.has_root() || path.components().any(|part| part == Component::ParentDir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_nearby_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("package");
        fs::create_dir_all(package.join("flags/folder.json")).unwrap();
        for file in ["flags/config_v6.json", "flags/b.json", "flags/notes.txt", "Cargo.toml"] {
            fs::write(package.join(file), "{}").unwrap();
        }
        let found = |path: &str| remedy(&package, Path::new(path));
        for (path, expected) in [
            ("flags/config_v5.json", "did you mean `flags/config_v6.json`?"),
            ("flags/Config_v6.JSON", "did you mean `flags/config_v6.json`?"),
            (
                "flags/production.json",
                "there are `flags/b.json`, `flags/config_v6.json`; is the file committed?",
            ),
            ("flag/b.json", "there is no folder `flag`; the path is relative to the package's `Cargo.toml`"),
            ("production.json", "the path is relative to the package's `Cargo.toml`; is the file committed?"),
            ("cargo.toml", "did you mean `Cargo.toml`?"),
            (
                "../production.json",
                "the path leads out of the package; `cargo package` leaves such files out, so put the file into the package",
            ),
            ("", "the path is relative to the package's `Cargo.toml`; is the file committed?"),
        ] {
            assert_eq!(found(path).replace('\\', "/"), expected, "{path}");
        }
        for number in 0..9 {
            fs::write(package.join(format!("flags/{number}.json")), "{}").unwrap();
        }
        assert!(
            found("flags/production.json").contains("`flags/4.json`, …; is"),
            "{}",
            found("flags/production.json")
        );
    }
}
