#!/usr/bin/env bash
# Runs the vectors of Project Wycheproof through `src/crypto`, and compares how many of each file were run with `counts.txt`.
# Fails when a vector does not come out as it should, or when a count is another. With --update, writes the counts. With --fips, runs
# what a build of the package with that feature has, and compares it with the same rows of `counts.txt`.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-../../target}

features=()
if [ "${1:-}" = --fips ]; then
    features=(--features fips)
fi
counts=$(cargo run --locked --quiet "${features[@]}") || {
    echo "$counts"
    exit 1
}
if [ "${1:-}" = --fips ]; then
    # The last line is the sum.
    diff <(head -n -1 counts.txt | grep -vE 'legacy signatures|wrapped content keys|^Rsa[0-9]+ with|^Ed25519|^HkdfSha256') <(head -n -1 <<<"$counts")
    tail -n 1 <<<"$counts"
    exit
fi
if [ "${1:-}" = --update ]; then
    echo "$counts" >counts.txt
else
    diff counts.txt - <<<"$counts"
fi
tail -n 1 counts.txt
