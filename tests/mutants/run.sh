#!/usr/bin/env bash
# Changes the lines of src that were changed since BASE, one at a time, and runs the tests that the library has inside: a change that
# no test notices is listed. Installs cargo-mutants where it is missing. What is not changed, and why: .cargo/mutants.toml.
#
#   tests/mutants/run.sh BASE                       lines that differ from this commit
#   tests/mutants/run.sh --file 'src/crypto/**'     all of a room, which takes hours; more arguments are those of cargo-mutants
#
# Much of `item`, `client` and `search` is tested from outside, by tests that this does not run: what is listed of them may be noticed there.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
command -v cargo-mutants >/dev/null || cargo install cargo-mutants --locked

output=${CARGO_TARGET_DIR:-target}
mkdir -p "$output"
case $1 in
-*) lines=("$@") ;;
*)
    git diff "$1" -- src >"$output/changed-lines.diff"
    lines=(--in-diff "$output/changed-lines.diff")
    ;;
esac
CARGO_INCREMENTAL=1 CARGO_PROFILE_DEV_DEBUG=0 \
    cargo mutants --features full -C=--lib --no-shuffle --timeout 120 --output "$output" "${lines[@]}"
