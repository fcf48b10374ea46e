#!/usr/bin/env bash
# Seals and opens random items with this crate and with aws-db-esdk 1.3.0, both ways, then tampers with each in one
# place and has both refuse it, changes each in places that may not matter and has both say the same of it, and wraps the
# data keys of each for another key, with which alone both open it. Then has both write random tables with beacons, and
# search each other's.
# Usage: tests/peer/run.sh [COUNT [SEED [TABLES]]]. Builds the peer first, which takes minutes. CRATE_FEATURES are the
# features of this crate, in place of those that are on by default (the tests need more of them: see tests/fips/run.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-1000} seed=${2:-1} tables=${3:-300}
keys=test-vectors/keys.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

features=() more=(--features full)
if [ -n "${CRATE_FEATURES:-}" ]; then
    features=(--no-default-features --features "$CRATE_FEATURES")
    more=("${features[@]}")
fi
cargo build --release --quiet --example vectors "${features[@]}"
cargo build --release --quiet --manifest-path tests/peer/Cargo.toml
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
peer_target=$(cargo metadata --format-version 1 --no-deps --manifest-path tests/peer/Cargo.toml |
    sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
here=$target/release/examples/vectors
there=$peer_target/release/peer

say() { printf '%-36s' "$1"; shift; "$@" | tail -n 1; }
for recipients in one several; do
    multi=(); [ "$recipients" = several ] && multi=(--multi)
    echo "== $count items, seed $seed, $recipients recipient(s)"
    "$there" random --seed "$seed" --count "$count" "${multi[@]}" "$work/in.json" >/dev/null
    say "sealed here" "$here" encrypt --keys $keys "$work/in.json" "$work/here.json"
    say "opened there" "$there" verify --keys $keys "$work/here.json"
    say "sealed there" "$there" encrypt --keys $keys "$work/in.json" "$work/there.json"
    say "opened here" "$here" verify --keys $keys "$work/there.json"
    for side in here there; do
        say "sealed $side, rewrapped here" "$here" rewrap --keys $keys "$work/$side.json" "$work/new.json" "$work/old.json"
        for reader in here there; do
            say "  opened $reader with the new key" "${!reader}" verify --keys $keys "$work/new.json"
            say "  refused $reader with the old key" "${!reader}" verify --keys $keys "$work/old.json"
        done
        "$there" tamper --seed "$seed" "$work/$side.json" "$work/tampered-$side.json" >/dev/null
        say "sealed $side, tampered, refused here" "$here" verify --keys $keys "$work/tampered-$side.json"
        say "sealed $side, tampered, refused there" "$there" verify --keys $keys "$work/tampered-$side.json"
        # Each disagreement is printed, and ends this.
        printf '%-36s' "sealed $side, changed, opened there"
        "$there" mutate --keys $keys --seed "$seed" --count $((count * 10)) "$work/$side.json" "$work/changed-$side.json"
        printf '%-36s' "  the same verdicts here"
        "$here" judge --keys $keys "$work/changed-$side.json"
    done
done

echo "== $((count * 3 / 10)) tables with a search, 6 records each, seed $seed"
"$there" search-random --seed "$seed" --count $((count * 3 / 10)) "$work/search.json"
"$here" search "$work/search.json" "$work/search-here.json"
say "beacons here and there" "$there" search "$work/search.json" "$work/search-here.json"
echo "== $tables tables with a search, seed $seed"
PEER=$there SEARCH_TABLES=$tables SEARCH_SEED=$seed \
    cargo test --quiet "${more[@]}" --test search peer:: -- --nocapture
echo "== key stores and items of both"
PEER=$there cargo test --quiet "${more[@]}" --test keys key_store_peer:: -- --ignored
