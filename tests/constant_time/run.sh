#!/usr/bin/env bash
# Runs comparisons, padding and unwrapping under valgrind, with keys, tags and plaintexts marked as undefined: memcheck reports
# each branch and each address that depends on them. aws-lc is built so that it marks its own secrets. A comparison that is known
# to branch has to be reported, or nothing would be. Needs valgrind and clang.
#
#   tests/constant_time/run.sh [--show]       --show prints what memcheck reports
set -euo pipefail
cd "$(dirname "$0")"
target=$(mkdir -p "${CARGO_TARGET_DIR:-../../target}" && cd "${CARGO_TARGET_DIR:-../../target}" && pwd)/constant-time
CFLAGS='-DBORINGSSL_CONSTANT_TIME_VALIDATION -g' CARGO_TARGET_DIR=$target cargo build --release --locked --quiet
arguments=(--quiet)
[ "${1:-}" = --show ] || arguments+=(--log-file=/dev/null)
valgrind "${arguments[@]}" "$target/release/constant-time"
