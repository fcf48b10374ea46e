#!/usr/bin/env bash
# Runs this crate against aws-db-esdk 1.3.0 and against the primitives alone, counts memory, draws how the time of an
# item grows, and writes benches/results/PROCESSOR.md, and the drawings: benches/results.svg, growth.svg and growth.csv.
# Builds the official crate first, which takes several minutes.
#
#   benches/peer/run.sh PROCESSOR    a short name for the page, as intel_emerald_rapids
#   benches/peer/run.sh --quick      everything once, and nothing is written
set -euo pipefail
cd "$(dirname "$0")/../.."

processor=${1:?usage: $0 PROCESSOR, or $0 --quick}
page=benches/results/$processor.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
peer=benches/peer/Cargo.toml

cargo build --release --locked --manifest-path $peer
cargo bench --locked --no-run --bench memory --bench growth
target=$(cargo metadata --locked --format-version 1 --no-deps --manifest-path $peer |
    sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
bench=$target/release/peer-bench

if [ "$processor" = --quick ]; then
    "$bench" measure --quick >"$work/figures.json"
    "$bench" tables "$work/figures.json"
    exit 0
fi

version() { sed -n "/^name = \"$1\"\$/{n;s/version = \"\(.*\)\"/\1/p}" benches/peer/Cargo.lock | tail -n 1; }
load() { cut -d' ' -f1-3 /proc/loadavg; }
# Whether other programs were running, by the load average of the last minute.
is_busy() { awk '{ exit !($1 > 0.5) }' <<<"$1"; }

before=$(load)
if is_busy "$before"; then
    echo "The load average is $before: this machine is not quiet, and the figures will say so." >&2
fi
"$bench" measure >"$work/figures.json"
between=$(load)
GROWTH_DIR=$work cargo bench --locked --quiet --bench growth >"$work/growth.txt"
cargo bench --locked --quiet --bench memory >"$work/memory.txt"

cp "$work/growth.svg" "$work/growth.csv" benches/
"$bench" chart "$work/figures.json" >benches/results.svg
{
    echo "# $(tr _ ' ' <<<"$processor")"
    echo
    echo "Written by \`benches/peer/run.sh\`; nothing here is written by hand."
    echo
    echo "| | |"
    echo "|---|---|"
    echo "| date | $(date -u +%F) |"
    echo "| processor | $(lscpu | sed -n 's/^Model name: *//p' | head -n 1), $(nproc) processors |"
    echo "| instruction sets | $(grep -m1 '^flags' /proc/cpuinfo | tr ' ' '\n' |
        grep -xE 'aes|adx|avx2|avx512f|bmi2|pclmulqdq|sha_ni|vaes|vpclmulqdq' | sort | paste -sd' ') |"
    echo "| kernel | $(uname -sr) |"
    echo "| compiler | $(rustc --version) |"
    echo "| load average before and after the comparison | $before; $between |"
    for name in aws-db-esdk aws-sdk-dynamodb aes-gcm aws-lc-rs sha2 hmac hkdf ed25519-dalek; do
        echo "| $name | $(version $name) |"
    done
    echo
    if is_busy "$before"; then
        echo "**The machine had other work to do.** Then the ratios vary from run to run, because code that uses more"
        echo "memory suffers more; figures to be relied on come from a quiet machine."
        echo
    fi
    "$bench" tables "$work/figures.json"
    echo
    echo "## Growth"
    echo
    echo '```text'
    grep 'R squared' "$work/growth.txt"
    echo '```'
    echo
    echo "## Memory"
    echo
    cat "$work/memory.txt"
} >"$page"
echo "written: $page, benches/results.svg, growth.svg, growth.csv"
