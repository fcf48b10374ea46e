#!/usr/bin/env bash
# The large run of cli/tests/program/whole_table: 100,000 mixed items, eight workers that are killed three times each, five kinds of
# writers beside them. Then what one worker does, and two: see "Very large tables" in the manual. Optimised, with statically linked programs.
#
#   tests/walks/run.sh                          both; about a quarter of an hour besides the build
#   CONVERGE_ITEMS=20000 tests/walks/run.sh     smaller
#   tests/walks/run.sh measure                  only the measurement, for a machine on which nothing else runs
#
# One worker has one core, with the engine on the same one; two workers have two cores, with the engine on both of them. So what is
# measured is what another worker with another core adds, the engine's share included. DynamoDB has cores of its own: what the workers
# alone had of theirs is printed too. And the engine does one request at a time, however many cores it has. In the suite without signatures
# it has two fifths of all the time, so that with one engine no number of workers is more than some 2.5 times as fast as one. So two workers
# are measured a second time, with an engine each: each converges its part of the table in its own copy of it. Where the second figure is
# better than the first, workers wait for the engine; where it is not, it is the machine.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=x86_64-unknown-linux-gnu
export RUSTFLAGS="-C target-feature=+crt-static"
run() {
    "$@" cargo test --release --locked --target $target --package dynamodb-item-encryptor-cli --test program --quiet -- \
        --nocapture --exact --include-ignored "$test" | grep -E 'items' || return 1
}
# Nothing is built while it is measured.
cargo test --release --locked --target $target --package dynamodb-item-encryptor-cli --test program --no-run

if [ "${1:-}" != measure ]; then
    test=whole_table::a_table_ends_as_its_configuration_says_however_often_workers_are_killed
    CONVERGE_ITEMS=${CONVERGE_ITEMS:-100000} run env
fi

test=whole_table::measured::workers_are_measured
export WALK_ITEMS=${WALK_ITEMS:-20000}
for suite in hmac_sha384 hmac_sha384_ecdsa_p384; do
    export WALK_SUITE=$suite
    for round in 1 2 3; do
        one=$(WALK_WORKERS=1 run taskset -c 0)
        two=$(WALK_WORKERS=2 run taskset -c 0,1)
        apart=$(WALK_WORKERS=2 WALK_ENGINES=each run taskset -c 0,1)
        printf '%s\n' "$one" "$two" "$apart"
        printf '%s\n' "$one" "$two" "$apart" |
            sed -nE 's/.* s: ([0-9]+) a second; .* s of a core: ([0-9]+) a second.*/\1 \2/p' |
            awk -v r=$round 'NR == 1 { wall = $1; core = $2 }
                NR > 1 { printf "round %d: two workers with %s are %.2f times as fast as one; each has %.2f of its rate by its own time of a core\n",
                    r, NR == 2 ? "one engine" : "an engine each", $1 / wall, $2 / core }'
    done
    WALK_DRY=1 WALK_WORKERS=1 run taskset -c 0
done
