#!/usr/bin/env bash
# Downloads LOCK with OPTIONS, and opens a pull request from BRANCH if it has changed. Needs `git` and `gh`.
set -euo pipefail

read -ra options <<<"${OPTIONS:-}"
changes=$(mktemp)
trap 'rm -f "$changes" "$changes.body"' EXIT

cargo configcat pull --lock "$LOCK" ${options[@]+"${options[@]}"} >"$changes"
cat "$changes"
# A lock that is new is not in the index yet.
git add -- "$LOCK"
if git diff --cached --quiet -- "$LOCK"; then
    exit 0
fi

title="Update the ConfigCat lock"
git switch --quiet --force-create "$BRANCH"
git -c user.name="${GIT_NAME:-github-actions[bot]}" \
    -c user.email="${GIT_EMAIL:-41898282+github-actions[bot]@users.noreply.github.com}" \
    commit --quiet --message "$title" -- "$LOCK"
git push --quiet --force origin "$BRANCH"
# An open pull request shows the branch as it is now.
if [ -z "$(gh pr list --head "$BRANCH" --state open --json number --jq '.[].number')" ]; then
    {
        echo 'ConfigCat serves another config than the one that is committed:'
        echo
        sed 's/^/    /' "$changes"
    } >"$changes.body"
    gh pr create --head "$BRANCH" --title "$title" --body-file "$changes.body"
fi
