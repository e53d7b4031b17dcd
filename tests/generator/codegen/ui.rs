//! What does not compile, and what the compiler says.

use std::{env, fs, path::PathBuf};

/// The folder of the package that the cases are compiled in: the one that `spec = "…"` is relative to.
fn package() -> PathBuf {
    let executable = env::current_exe().unwrap();
    let target = executable.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap();
    target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"))
}

#[test]
fn mistakes_do_not_compile() {
    let ui = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("codegen/ui");
    let documents = package().join("flags");
    fs::create_dir_all(&documents).unwrap();
    for document in fs::read_dir(ui.join("flags")).unwrap() {
        let document = document.unwrap();
        fs::copy(document.path(), documents.join(document.file_name())).unwrap();
    }

    let cases = trybuild::TestCases::new();
    cases.pass("codegen/ui/pass/*.rs");
    cases.compile_fail("codegen/ui/fail/*.rs");
}
