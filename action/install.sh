#!/usr/bin/env bash
# Installs the command line, unless it is there. VERSION: which one; empty for the newest.
set -euo pipefail

if [ -z "${VERSION:-}" ]; then
    command -v cargo-configcat >/dev/null || cargo install --locked cargo-configcat
elif [ "$(cargo-configcat --version 2>/dev/null)" != "cargo-configcat $VERSION" ]; then
    cargo install --locked cargo-configcat --version "$VERSION"
fi
