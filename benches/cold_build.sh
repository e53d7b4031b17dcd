#!/usr/bin/env bash
# How long a user waits for the first build of an application with one flag, and how large its program is, next to an
# application with the official SDK and the same TLS. Takes some minutes. Packages come from Cargo's cache. Compare the
# processor times: wall times depend on the other load of the machine. `--update-docs` writes the table into
# docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
workspace=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset CARGO_TARGET_DIR
# As packages of a registry are built.
export CARGO_INCREMENTAL=0
key=configcat-sdk-1/0123456789012345678901/0123456789012345678901

# application FOLDER: makes a package. Its dependencies are the standard input.
application() {
    mkdir -p "$scratch/$1/src" "$scratch/$1/flags"
    echo '{"flags": {"isMyAwesomeFeatureEnabled": true}}' >"$scratch/$1/flags/config.json"
    { printf '[package]\nname = "application"\nedition = "2024"\n\n[workspace]\n\n'; cat; } >"$scratch/$1/Cargo.toml"
}

# typed FOLDER OPTIONS: an application with this toolkit. Its main.rs is the standard input.
typed() {
    application "$1" <<<"[dependencies]
configcat-flags = { path = \"$workspace/configcat-flags\"$2 }"
    cp Cargo.lock "$scratch/$1/"
    cat >"$scratch/$1/src/main.rs"
}

typed local ', default-features = false' <<'RUST'
configcat_flags::flags! { pub struct Flags; spec = "flags/config.json" }

fn main() {
    println!("{}", Flags::embedded().is_my_awesome_feature_enabled(None));
}
RUST

typed live '' <<RUST
configcat_flags::flags! { pub struct Flags; spec = "flags/config.json" }

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let flags = Flags::new(configcat_flags::Client::builder("$key").build()?);
    println!("{}", flags.is_my_awesome_feature_enabled(None));
    Ok(())
}
RUST

typed everything '' <<<"$(sed 's/; spec = .* }/; }/' "$scratch/live/src/main.rs")"
cat >>"$scratch/everything/Cargo.toml" <<TOML

[build-dependencies]
configcat-build = { path = "$workspace/configcat-build", features = ["download"] }
TOML
cat >"$scratch/everything/build.rs" <<'RUST'
fn main() {
    let key = configcat_build::SdkKeyVar::from_env("CONFIGCAT_SDK_KEY");
    configcat_build::Spec::download(key).lock("flags/config.json").emit();
}
RUST

application official <<'TOML'
[dependencies]
configcat = { version = "=0.1.7", default-features = false, features = ["rustls"] }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
TOML
cat >"$scratch/official/src/main.rs" <<RUST
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = configcat::Client::builder("$key").build()?;
    println!("{}", client.get_value("isMyAwesomeFeatureEnabled", false, None).await);
    Ok(())
}
RUST

# measure FOLDER PROFILE: prints wall time and processor time of a build from nothing, the least of some (`ROUNDS`).
measure() {
    local round TIMEFORMAT='%R %U %S'
    for round in $(seq "${ROUNDS:-2}"); do
        rm -rf "$scratch/$1/target"
        { time (cd "$scratch/$1" && cargo build --quiet --profile "$2" >/dev/null 2>"$scratch/log" || { cat "$scratch/log" >&2; exit 1; }); } 2>&1
    done | awk '{ cpu = $2 + $3 } NR == 1 || cpu < least { least = cpu; wall = $1 } END { printf "%.1f s (%.1f s)", wall, least }'
}

size() { stat -c %s "$scratch/$1/target/release/application" | awk '{ printf "%.1f MB", $1 / 1e6 }'; }

report() {
    echo '| application | `cargo build` | `cargo build --release` | size |'
    echo '|---|--:|--:|--:|'
    local folder
    for folder in local live everything official; do
        (cd "$scratch/$folder" && cargo fetch --quiet)
        printf '| %s | %s | %s | %s |\n' "$(title "$folder")" "$(measure "$folder" dev)" "$(measure "$folder" release)" "$(size "$folder")"
    done
}

title() {
    case $1 in
        local) echo 'local flags: `default-features = false`' ;;
        live) echo 'a live client: `cargo add configcat-flags`' ;;
        everything) echo 'the same with a build script that may download' ;;
        official) echo 'the official SDK: `cargo add configcat --no-default-features -F rustls`' ;;
    esac
}

report | tee "$scratch/report"
if [ "${1:-}" = --update-docs ]; then
    sed -i -e '/cold build: begin/,/cold build: end/{//!d}' -e "/cold build: begin/r $scratch/report" docs/performance.md
fi
