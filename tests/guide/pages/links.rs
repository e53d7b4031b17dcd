//! Links lead somewhere, and every chapter is listed and tested.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use configcat_test_guide::PAGES;

use crate::page::{Page, repository};

/// Pages whose code blocks are not tests, but whose links are looked at.
const OTHER_PAGES: [&str; 8] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "benches/README.md",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/guide/SUMMARY.md",
    "docs/performance.md",
    "docs/reliability.md",
];

fn pages() -> impl Iterator<Item = Page> {
    PAGES.iter().chain(&OTHER_PAGES).map(|path| Page::read(path))
}

fn chapters() -> Vec<String> {
    let folder = fs::read_dir(repository().join("docs/guide")).expect("there is a guide");
    let names = folder.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "md") && name != "SUMMARY.md")
        .collect();
    names.sort();
    names
}

/// The path without `..`.
fn resolved(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => _ = resolved.pop(),
            other => resolved.push(other),
        }
    }
    resolved
}

/// What is wrong with a link of a page.
fn problem(page: &Page, link: &str) -> Option<String> {
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let folder = Path::new(&page.path).parent().expect("a page is in a folder");
    let target = if path.is_empty() { PathBuf::from(&page.path) } else { resolved(&folder.join(path)) };
    if !repository().join(&target).exists() {
        return Some("there is no such file".to_owned());
    }
    let anchor = anchor?;
    let anchors = Page::read(&target.to_string_lossy()).anchors;
    (!anchors.iter().any(|known| known == anchor)).then(|| format!("the anchors are {anchors:?}"))
}

#[test]
fn links_lead_somewhere() {
    let mut report = Vec::new();
    for page in pages() {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            report.extend(problem(&page, link).map(|problem| format!("{}: {link}: {problem}", page.path)));
        }
    }
    assert!(report.is_empty(), "Links that lead nowhere:\n{}", report.join("\n"));
}

#[test]
fn every_chapter_is_listed_and_tested() {
    let listed = Page::read("docs/guide/SUMMARY.md").links;
    for chapter in chapters() {
        assert!(listed.contains(&chapter), "docs/guide/SUMMARY.md does not list {chapter}");
        let path = format!("docs/guide/{chapter}");
        assert!(PAGES.contains(&path.as_str()), "tests/guide/src/lib.rs does not test {path}");
    }
}

#[test]
fn examples_that_are_run_exist() {
    let mut count = 0;
    for page in pages() {
        for line in page.blocks_in("sh").flat_map(str::lines) {
            let Some((_, name)) = line.split_once("cargo run -p configcat-examples --bin ") else { continue };
            let name = name.split_whitespace().next().unwrap_or_default();
            let program = repository().join(format!("examples/src/bin/{name}.rs"));
            assert!(program.exists(), "{}: there is no example `{name}`", page.path);
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("there is a README");
    let lines = readme.lines().count();
    assert!(lines <= 150, "README.md has {lines} lines. Move what it explains into a chapter of the guide.");
}
