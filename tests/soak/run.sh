#!/usr/bin/env bash
# Counts by many workers for a long time (1,800 seconds unless another number is given), while requests fail, callers give up
# and the branch key rotates. Every count has to be exact in the end, and memory must not grow.
#
#   tests/soak/run.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
SOAK_SECONDS=${1:-1800} cargo test --locked --test client -- --exact --nocapture \
    faults::soak::counts_are_exact_and_memory_is_flat_while_requests_fail_and_keys_rotate
