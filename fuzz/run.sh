#!/usr/bin/env bash
# Looks for inputs that break a rule: SECONDS for each of the targets, by default all of them. Needs a nightly toolchain and
# cargo-fuzz. What it finds on the way is kept in target/corpus, so that the next run goes on from there; an input that breaks
# a rule is in target/broken. Usage: fuzz/run.sh SECONDS [TARGET...]
#
# fuzz/run.sh keep [TARGET...] takes from there into corpus, which is committed, what reaches code that nothing in it does.
set -euo pipefail
cd "$(dirname "$0")"

[ $# -gt 0 ] || { sed -n '2,6s/^# //p' "$0"; exit 2; }
seconds=$1
shift
[ $# -gt 0 ] || set -- $(cargo fuzz list)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
# Nothing here is unsafe: a sanitizer would cost nine tenths of the speed.
cargo +nightly fuzz build -s none --features fuzzer

status=0
for name in "$@"; do
    found=$CARGO_TARGET_DIR/corpus/$name broken=$CARGO_TARGET_DIR/broken/$name/
    mkdir -p "$found" "$broken"
    program=$CARGO_TARGET_DIR/x86_64-unknown-linux-gnu/release/$name
    options=(-artifact_prefix="$broken" -timeout=20 -rss_limit_mb=2048 -max_len=4096)
    if [ "$seconds" = keep ]; then
        "$program" -merge=1 "${options[@]}" "corpus/$name" "$found" 2>&1 | tail -n 1
        continue
    fi
    log=$CARGO_TARGET_DIR/$name.log
    "$program" "${options[@]}" -max_total_time="$seconds" -print_final_stats=1 "$found" "corpus/$name" >"$log" 2>&1 || status=1
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
    printf '%-20s %12s runs  %7s edges  %s broken\n' "$name" "${runs:-?}" "${coverage:-?}" "$(find "$broken" -type f | wc -l)"
done
exit $status
