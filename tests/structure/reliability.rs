//! `docs/reliability.md` names tests that exist, and the constants and options behind each bound.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

static REPOSITORY: LazyLock<PathBuf> =
    LazyLock::new(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."));

/// All sources, with their paths in the repository.
static SOURCES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut sources = Vec::new();
    collect(&REPOSITORY, &mut sources);
    sources
});

fn collect(folder: &Path, sources: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let is_ours = name != "target" && !name.to_string_lossy().starts_with('.');
        if path.is_dir() && is_ours {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a text");
            let path = path.strip_prefix(&*REPOSITORY).expect("inside").to_string_lossy().into_owned();
            sources.push((path, text));
        }
    }
}

/// The cells of each row of the tables whose last heading is this one.
fn rows(last_heading: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(REPOSITORY.join("docs/reliability.md")).expect("the document");
    let mut rows = Vec::new();
    let mut is_wanted = false;
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|') else {
            is_wanted = false;
            continue;
        };
        let cells: Vec<_> = row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        if cells.last().is_some_and(|cell| cell == last_heading) {
            is_wanted = true;
        } else if is_wanted && !row.starts_with("---") {
            rows.push(cells);
        }
    }
    assert!(!rows.is_empty(), "no table ends with `{last_heading}`");
    rows
}

/// The texts in backticks.
fn names(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn is_test(name: &str) -> bool {
    let (module, function) = name.rsplit_once("::").unwrap_or(("", name));
    let module = module.trim_end_matches("::tests").rsplit("::").next().unwrap_or_default();
    let signature = format!("fn {function}()");
    SOURCES.iter().any(|(path, text)| {
        let is_there =
            module.is_empty() || path.trim_end_matches(".rs").split(['/', '\\']).any(|part| part == module);
        is_there && text.contains(&signature)
    })
}

#[test]
fn each_row_names_tests_that_exist() {
    for row in rows("test") {
        let names = row.last().map(|cell| names(cell)).unwrap_or_default();
        assert!(!names.is_empty(), "no test is named: {row:?}");
        for name in names {
            assert!(is_test(name), "there is no test `{name}`");
        }
    }
}

#[test]
fn each_bound_names_a_constant_or_an_option_that_exists() {
    for row in rows("file") {
        let [_, _, constant, file] = &*row else { panic!("four cells: {row:?}") };
        for file in names(file) {
            let path = REPOSITORY.join("configcat-core/src").join(file);
            let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
            for constant in names(constant) {
                assert!(text.contains(constant), "`{file}` has no `{constant}`");
            }
        }
    }
}
