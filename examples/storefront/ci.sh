#!/usr/bin/env bash
# The CI of the storefront. It runs the tests, and checks that the lock is the same as the config of production. It needs no
# network: a loopback server stands in for ConfigCat's CDN.
set -euo pipefail
cd "$(dirname "$0")"

target=${CARGO_TARGET_DIR:-$(cd ../.. && pwd)/target}
temporary=$(mktemp -d)
lock=flags/config.json
cp "$lock" "$temporary/lock.json"
servers=()
end() {
    cp "$temporary/lock.json" "$lock"
    rm -r "$temporary"
    [ ${#servers[@]} -eq 0 ] || kill "${servers[@]}"
}
trap end EXIT

secret=CI-SECRET-012345678901
export CONFIGCAT_SDK_KEY=configcat-sdk-1/$secret/$secret
configcat() { "$target/debug/cargo-configcat" configcat "$@" --base-url "$CONFIGCAT_BASE_URL"; }
# Serves a file until the script ends.
serve() {
    exec {out}< <(exec "$target/debug/cargo-configcat" configcat serve "$1" --port 0 --ephemeral --format json)
    servers+=($!)
    CONFIGCAT_BASE_URL=$(sed -n '/"base_url"/ { s/.*: "\(.*\)".*/\1/p; q }' <&"$out")
    export CONFIGCAT_BASE_URL
}
fail() { echo "error: $*" >&2; exit 1; }

cargo build --quiet --locked -p cargo-configcat

echo "-- the config is the same as the lock: nothing to pull, no drift"
serve "$lock"
configcat pull
configcat check
cmp "$lock" "$temporary/lock.json" || fail "the lock was changed"

echo "-- the tests use the lock"
env -u CONFIGCAT_SDK_KEY CONFIGCAT_OFFLINE=1 cargo test --quiet --locked -p storefront

echo "-- somebody changes the config: the exit code is 1, unless the drift is allowed"
sed -e 's/"gold"/"teal"/' -e 's/"Hungary"/"Hungary", "Slovakia"/' "$lock" >"$temporary/changed.json"
serve "$temporary/changed.json"
code=0
configcat check || code=$?
[ "$code" -eq 1 ] || fail "the exit code is $code"
configcat check --allow rules >/dev/null

echo "-- the program reports drift at start-up"
cargo run --quiet --locked -p storefront 2>"$temporary/stderr"
grep "flag \`buttonColor\` can serve \`teal\`" "$temporary/stderr" || fail "the program reports no drift"

echo "-- a build refreshes the lock"
sed -e 's/"Hungary"/"Hungary", "Slovakia"/' "$temporary/lock.json" >"$temporary/more.json"
serve "$temporary/more.json"
CONFIGCAT_REFRESH=1 cargo test --quiet --locked -p storefront
grep -q Slovakia "$lock" || fail "the lock was not refreshed"

echo "-- without a server, the lock stays"
kill "${servers[-1]}"
unset 'servers[-1]'
CONFIGCAT_REFRESH=1 cargo build --locked -p storefront 2>&1 | grep "the lock stays as it is: the config cannot be downloaded"
grep -q Slovakia "$lock" || fail "the lock was not kept"

echo "-- code that uses a deleted value does not compile"
serve "$temporary/changed.json"
CONFIGCAT_REFRESH=1 cargo build --quiet --locked -p storefront 2>"$temporary/stderr" && fail "the code compiles without \`gold\`"
grep "no variant.* named \`Gold\`" "$temporary/stderr" || fail "$(cat "$temporary/stderr")"
cp "$temporary/lock.json" "$lock"

echo "-- the SDK key is in no file"
if grep -rl "$secret" "$lock" "$target"/debug/build/storefront-* "$target"/debug/.fingerprint/storefront-*; then
    fail "these files contain the SDK key"
fi
