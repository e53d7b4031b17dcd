#!/usr/bin/env bash
# Lints DOCUMENTS with OPTIONS, as annotations of the pull request. SARIF: a file for the findings, too.
set -euo pipefail

# Several words each.
read -ra documents <<<"${DOCUMENTS:-}"
read -ra options <<<"${OPTIONS:-}"
[ ${#documents[@]} -gt 0 ] || exit 0

if [ -n "${SARIF:-}" ]; then
    # The findings are no failure of this call: the next one reports them.
    cargo configcat lint "${documents[@]}" ${options[@]+"${options[@]}"} --format sarif >"$SARIF" 2>/dev/null || true
fi
cargo configcat lint "${documents[@]}" ${options[@]+"${options[@]}"} --format github
