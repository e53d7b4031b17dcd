#!/usr/bin/env bash
# How much time `configcat-build` in a build script adds to the clean build of an application with one flag: without and with
# the feature `download`. Takes some minutes. Packages come from Cargo's cache. Compare the processor times (user): wall times
# depend on the other load of the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
workspace=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset CARGO_TARGET_DIR

# application NAME CORE-OPTIONS [SPEC] [BUILD-OPTIONS]: makes an application. Without a spec, it has no build script.
application() {
    local folder=$scratch/$1 setting=""
    mkdir -p "$folder/src" "$folder/flags"
    cp Cargo.lock "$folder/"
    echo '{"flags": {"isMyAwesomeFeatureEnabled": true}}' >"$folder/flags/config.json"
    cat >"$folder/Cargo.toml" <<TOML
[package]
name = "application"
edition = "2024"

[workspace]

[dependencies]
configcat-core = { path = "$workspace/configcat-core"$2 }
configcat-macros = { path = "$workspace/configcat-macros" }
TOML
    if [ -n "${3:-}" ]; then
        printf '\n[build-dependencies]\nconfigcat-build = { path = "%s/configcat-build"%s }\n' "$workspace" "${4:-}" >>"$folder/Cargo.toml"
        echo "fn main() { configcat_build::Spec::$3.emit(); }" >"$folder/build.rs"
    else
        setting='spec = "flags/config.json"'
    fi
    cat >"$folder/src/main.rs" <<RUST
configcat_macros::flags! { pub struct Flags; $setting }
fn main() {
    println!("{}", Flags::embedded().is_my_awesome_feature_enabled(None));
}
RUST
}

file='file("flags/config.json")'
lock='download(configcat_build::SdkKey::from_env("CONFIGCAT_SDK_KEY")).lock("flags/config.json")'
application "local flags, no build script" ', default-features = false'
application "local flags, build script" ', default-features = false' "$file"
application "live flags, no build script" ''
application "live flags, build script" '' "$file"
application "live flags, build script with download" '' "$lock" ', features = ["download"]'
for _ in 1 2; do
    for folder in "$scratch"/*/; do
        rm -rf "$folder/target"
        TIMEFORMAT="$(basename "$folder"): user %U s, wall %R s"
        (cd "$folder" && time cargo build --quiet --offline)
    done
done
