//! Writes the document that accessors are generated from.

mod src {
    #![expect(dead_code, unreachable_pub, reason = "part of the library")]

    pub(crate) mod document;
}

use std::{env, fs, path::PathBuf};

use src::document::{config_v6, hundred_flags_and_a_hashed_one};

fn main() {
    println!("cargo::rerun-if-changed=src/document.rs");
    println!("cargo::rerun-if-changed=src/document/config_v6.rs");
    let path = PathBuf::from(env::var_os("OUT_DIR").expect("a build script")).join("hundred_flags.json");
    fs::write(&path, config_v6::document(&hundred_flags_and_a_hashed_one()))
        .expect("`OUT_DIR` can be written to");
    configcat_build::Spec::file(path).emit();
}
