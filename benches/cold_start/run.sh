#!/usr/bin/env bash
# Times processes from their start to their first sealed item, in turns: as the crate comes, prepared, built without
# jitter entropy, and the official crate. Prints the tables of `src/manual/cold_start.md`. The first run builds the official
# crate, which takes several minutes; --without-official leaves it out. ROUNDS says how often each program is started.
set -euo pipefail
cd "$(dirname "$0")"

features=(--features official)
if [ "${1:-}" = --without-official ]; then
    features=()
fi
cargo build --release --locked --bins "${features[@]}"
AWS_LC_SYS_NO_JITTER_ENTROPY=1 cargo build --release --locked --bin first_item --target-dir target/no-jitter

echo "$(lscpu | sed -n 's/^Model name: *//p' | head -n 1), $(nproc) processors, $(uname -sr), load $(cut -d' ' -f1-3 /proc/loadavg)"
target/release/cold_start_measure "${ROUNDS:-40}" target/release target/no-jitter/release
