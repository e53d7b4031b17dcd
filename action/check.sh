#!/usr/bin/env bash
# Compares LOCK with the config of CONFIGCAT_SDK_KEY, with OPTIONS, as annotations of the pull request.
set -euo pipefail

read -ra options <<<"${OPTIONS:-}"
cargo configcat check --lock "$LOCK" ${options[@]+"${options[@]}"} --format github
