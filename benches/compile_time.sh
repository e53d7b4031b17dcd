#!/usr/bin/env bash
# How long the workspace takes to build. Each figure is the wall time and, in brackets, the processor time. Compare the
# processor times if the machine has other load. Takes some minutes. Everything is built in a temporary folder, and packages
# come from Cargo's cache. `--update-docs` writes the figures into docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
workspace=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
TIMEFORMAT='%R s (%U s)'

# timed WHAT COMMAND…: runs a command, and prints its time.
timed() {
    local what=$1
    shift
    printf '%-62s ' "$what"
    { time "$@" >"$scratch/log" 2>&1; } 2>"$scratch/time" || { cat "$scratch/log"; exit 1; }
    cat "$scratch/time"
}

# application NAME FEATURES: makes a package that depends on the workspace by path. Its main.rs is the standard input.
application() {
    mkdir -p "$scratch/$1/src"
    cat >"$scratch/$1/Cargo.toml" <<TOML
[package]
name = "$1"
edition = "2024"

[dependencies]
configcat-core = { path = "$workspace/configcat-core", default-features = false, features = [$2] }
configcat-macros = { path = "$workspace/configcat-macros" }

[workspace]
TOML
    cp "$workspace/benches/Cargo.lock" "$scratch/$1/"
    cat >"$scratch/$1/src/main.rs"
}

# build_script NAME: gives the application a build script, which emits the document.
build_script() {
    printf '\n[build-dependencies]\nconfigcat-build = { path = "%s/configcat-build" }\n' "$workspace" >>"$scratch/$1/Cargo.toml"
    echo 'fn main() { configcat_build::Spec::file("flags.json").emit(); }' >"$scratch/$1/build.rs"
}

in_scratch() (
    cd "$scratch/$1"
    shift
    "$@"
)

check() { in_scratch "$1" cargo check --quiet --target-dir "$scratch/check"; }

measure() {
    echo "Time on the wall (time of the processors)"

    # The document of 1,000 flags, from a program of `benches/`.
    cargo run --quiet --release --manifest-path benches/Cargo.toml --bin expansion -- --document >"$scratch/flags.json"
    printf '%-62s ' "the code of 1,000 flags, by optimised code"
    cargo run --quiet --release --manifest-path benches/Cargo.toml --bin expansion

    timed "configcat-core without \`http\`, cold build" cargo build --quiet -p configcat-core --no-default-features \
        --target-dir "$scratch/core"

    application without_flags '' <<'RUST'
fn main() {
    let snapshot = configcat_core::Snapshot::from(configcat_core::Config::default());
    println!("{}", snapshot.get_value("largeFeatureFlag00000000", false, None));
}
RUST
    application with_flags '' <<'RUST'
configcat_macros::flags! { struct Flags; }

fn main() {
    println!("{}", Flags::embedded().large_feature_flag00000000(None));
}
RUST
    build_script with_flags
    application no_build_script '' <<RUST
$(sed 's/struct Flags;/struct Flags; spec = "flags.json"/' "$scratch/with_flags/src/main.rs")
RUST
    for name in with_flags no_build_script; do
        cp "$scratch/flags.json" "$scratch/$name/"
    done
    # The first cold check includes the dependencies. The others are repeated, since one may be interrupted.
    for name in without_flags with_flags no_build_script; do
        timed "cargo check of an application, $name, cold" check "$name"
        for round in 1 2 3; do
            touch "$scratch/$name/src/main.rs"
            timed "cargo check of an application, $name, again ($round)" check "$name"
        done
    done
    for name in with_flags no_build_script; do
        printf '%-62s ' "of which rustc expands macros, $name"
        for round in 1 2 3 4 5; do
            touch "$scratch/$name/src/main.rs"
            # Only an unstable option makes the compiler print its times.
            RUSTC_BOOTSTRAP=1 in_scratch "$name" cargo rustc --quiet --profile check --target-dir "$scratch/check" \
                -- -Ztime-passes 2>&1 | awk '$NF == "macro_expand_crate" { print $2 + 0 " s" }'
        done | sort -n | sed -n 3p
    done

    application everything '"http", "rustls"' <"$scratch/with_flags/src/main.rs"
    build_script everything
    cp "$scratch/flags.json" "$scratch/everything/"
    timed "cold build of an application with everything, 1,000 flags" in_scratch everything cargo build --quiet \
        --target-dir "$scratch/everything/target"
}

measure | tee "$scratch/report"
if [ "${1:-}" = --update-docs ]; then
    { echo '```text'; cat "$scratch/report"; echo '```'; } >"$scratch/block"
    sed -i -e '/compile time: begin/,/compile time: end/{//!d}' -e "/compile time: begin/r $scratch/block" docs/performance.md
fi
