#!/usr/bin/env bash
# Runs the caches, the turns and the update loop under a scheduler that chooses, thousands of times and from a seed, who goes on
# at each lock, each counter and each wait. What has failed prints its schedule, which `shuttle::replay` runs again.
#
#   tests/concurrency/run.sh [SCHEDULES]      10,000 of each unless another number is given; of the update loop a tenth
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-../../target}
cargo run --locked --quiet -- "${1:-10000}"
