//! How the code of every package in the repository is laid out.
//!
//! `STRUCTURE_PACKAGE=configcat-core cargo test -p configcat-test-structure` looks at one package only.
//! `UPDATE_STRUCTURE=1 cargo test -p configcat-test-structure` renews the drawing in `docs/architecture.md`.

#![expect(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use configcat_test_structure::{Folder, Graph, Package, SourceFile, Structure, Tree, drawing_of, packages};

/// The most lines of a file, without tests.
const MOST_LINES: usize = 400;

/// The most lines of half of the files of a package.
const MEDIAN_LINES: usize = 140;

/// Of fewer files, the median says little.
const FEW_FILES: usize = 5;

/// From here on, a file is named among the long ones.
const LONG: usize = 300;

/// The packages whose libraries are for others; each folder under `integrations` is one too.
const LIBRARIES: [&str; 5] =
    ["configcat-core", "configcat-build", "configcat-macros", "configcat-flags", "configcat-serve"];

const BEGIN: &str = "<!-- structure:begin -->\n";
const END: &str = "<!-- structure:end -->";

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A crate of a package.
struct Crate {
    root: PathBuf,
    structure: Structure,
    files: Vec<SourceFile>,
    top_level_modules: usize,
}

impl Crate {
    fn read(root: &Path) -> Self {
        let tree = Tree::read(root, &Folder(repository())).unwrap_or_else(|error| panic!("{error}"));
        Self {
            root: root.to_owned(),
            structure: Structure::of(&tree),
            files: tree.files().to_vec(),
            top_level_modules: tree.top_level_modules(),
        }
    }
}

/// All packages with their crates, or the package that the environment names.
static PACKAGES: LazyLock<Vec<(Package, Vec<Crate>)>> = LazyLock::new(|| {
    let wanted = env::var("STRUCTURE_PACKAGE").ok();
    let mut packages = packages(&repository()).expect("the repository can be read");
    packages.retain(|package| wanted.as_ref().is_none_or(|wanted| *wanted == package.name));
    assert!(!packages.is_empty(), "no package is named `{}`", wanted.unwrap_or_default());
    let with_crates = |package: Package| {
        let crates = package.roots.iter().map(|root| Crate::read(root)).collect();
        (package, crates)
    };
    packages.into_iter().map(with_crates).collect()
});

fn is_published_library(package: &Package) -> bool {
    package.is_library()
        && (LIBRARIES.contains(&package.name.as_str()) || package.folder.starts_with("integrations"))
}

/// Checks that no package has a circle in a graph of its crates.
fn assert_no_circle(of: &str, graph: impl Fn(&Structure) -> &Graph) {
    let mut report = Vec::new();
    for (package, crates) in &*PACKAGES {
        for Crate { root, structure, .. } in crates {
            for circle in graph(structure).circles() {
                report.push(format!("{} ({}): {circle}", package.name, root.display()));
            }
        }
    }
    assert!(
        report.is_empty(),
        "There are circles between {of}. `→` reads as `takes from`; below each arrow are the names that are taken. \
         `*` begins a way around.\n\n{}\nMove what is taken to a place of its own, which both sides may use.",
        report.join("\n"),
    );
}

/// The median of the lines of files, sorted by lines.
fn median_of(files: &[&SourceFile]) -> usize {
    let middle = files.len() / 2;
    let lines = |index: usize| files.get(index).map_or(0, |file| file.lines);
    if files.len() % 2 == 1 {
        lines(middle)
    } else {
        usize::midpoint(lines(middle.saturating_sub(1)), lines(middle))
    }
}

#[test]
fn no_rooms_use_each_other() {
    assert_no_circle("rooms (top-level modules)", |structure| &structure.rooms);
}

#[test]
fn no_files_use_each_other() {
    assert_no_circle("files", |structure| &structure.files);
}

#[test]
fn files_are_short() {
    let mut report = Vec::new();
    for (package, crates) in &*PACKAGES {
        let mut files: Vec<&SourceFile> = crates.iter().flat_map(|read| &read.files).collect();
        files.sort_by_key(|file| (file.lines, &file.path));
        let median = median_of(&files);
        let rooms: Vec<String> = crates.iter().map(|read| read.top_level_modules.to_string()).collect();
        let total: usize = files.iter().map(|file| file.lines).sum();
        println!(
            "{}: {total} lines in {} files, median {median}; {} modules at the root of each crate",
            package.name,
            files.len(),
            rooms.join(", "),
        );
        for file in files.iter().filter(|file| file.lines > LONG) {
            println!("  {} lines: {}", file.lines, file.path.display());
        }
        for file in files.iter().filter(|file| file.lines > MOST_LINES) {
            report.push(format!("{} has {} lines, more than {MOST_LINES}", file.path.display(), file.lines));
        }
        if median > MEDIAN_LINES && files.len() >= FEW_FILES {
            report
                .push(format!("the median of {} is {median} lines, more than {MEDIAN_LINES}", package.name));
        }
    }
    assert!(report.is_empty(), "Files are too long (lines for tests do not count):\n{}", report.join("\n"));
}

#[test]
fn the_drawing_shows_the_rooms() {
    if PACKAGES.len() == 1 {
        // The drawing is of all libraries.
        return;
    }
    let drawings = PACKAGES.iter().filter(|(package, _)| is_published_library(package)).filter_map(
        |(package, crates)| {
            Some(format!("{}\n{}", package.name, drawing_of(&crates.first()?.structure.rooms)))
        },
    );
    let drawing = format!("```text\n{}```\n", drawings.collect::<Vec<_>>().join("\n"));

    let path = repository().join("docs/architecture.md");
    let document = fs::read_to_string(&path).expect("docs/architecture.md can be read");
    let (before, rest) =
        document.split_once(BEGIN).expect("docs/architecture.md has the mark of the beginning");
    let (drawn, after) = rest.split_once(END).expect("docs/architecture.md has the mark of the end");
    if env::var_os("UPDATE_STRUCTURE").is_some() {
        fs::write(&path, [before, BEGIN, &drawing, END, after].concat()).expect("it can be written");
    } else {
        assert!(
            drawn == drawing,
            "The rooms in docs/architecture.md are not those of the code. \
             `UPDATE_STRUCTURE=1 cargo test -p configcat-test-structure` renews them:\n{drawing}",
        );
    }
}
