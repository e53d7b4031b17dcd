//! The transcripts in `transcripts/` and in the guide show, word for word, what the commands print.
//!
//! They show a backslash as a slash, so that paths are the same everywhere.
//! `TRYCMD=overwrite cargo test -p cargo-configcat --test transcripts` writes them anew.

#[test]
fn transcripts_are_what_is_printed() {
    // Paths in transcripts are those of the repository.
    std::env::set_current_dir("..").expect("the package is in the repository");
    trycmd::TestCases::new()
        .register_bin("cargo", trycmd::cargo::cargo_bin!("cargo-configcat"))
        .register_bin("cargo-configcat", trycmd::cargo::cargo_bin!("cargo-configcat"))
        .case("cargo-configcat/tests/transcripts/*.md")
        .case("README.md")
        .case("docs/guide/*.md");
}
