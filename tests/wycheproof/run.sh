#!/usr/bin/env bash
# Runs the vectors of Project Wycheproof through `src/crypto`, and compares how many of each file were run with `counts.txt`.
# Fails when a vector does not come out as it should, or when a count is another. With --update, writes the counts.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-../../target}

counts=$(cargo run --locked --quiet) || {
    echo "$counts"
    exit 1
}
if [ "${1:-}" = --update ]; then
    echo "$counts" >counts.txt
else
    diff counts.txt - <<<"$counts"
fi
tail -n 1 counts.txt
