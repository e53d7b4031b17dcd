//! Writes the documents from which accessors are generated.

mod src {
    #![expect(
        dead_code,
        unreachable_pub,
        unused_imports,
        reason = "the module belongs to the library, and the build script uses a part of it"
    )]

    pub(crate) mod document;
}

use std::{env, fs, path::PathBuf};

use configcat_build::{Lint, Spec};
use src::document::{Flag, config_v6, hundred_flags, hundred_flags_and_a_hashed_one};

fn main() {
    println!("cargo::rerun-if-changed=src/document.rs");
    println!("cargo::rerun-if-changed=src/document");
    emit("flags", &hundred_flags_and_a_hashed_one());
    emit("hundred_flags", &hundred_flags());
}

fn emit(name: &str, flags: &[Flag]) {
    let directory = PathBuf::from(env::var_os("OUT_DIR").expect("a build script"));
    let path = directory.join(format!("{name}.document.json"));
    fs::write(&path, config_v6::document(flags)).expect("`OUT_DIR` can be written to");
    Spec::file(path).name(name).allow(Lint::IdenticalFlags).emit();
}
