#!/usr/bin/env bash
# Builds the command line as one static file, and says how large it is and how long it takes to start. The figures are in cli/README.md.
# BINARY names one that is built already; RUNS is how often it is started.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=x86_64-unknown-linux-gnu
runs=${RUNS:-300}
if [ -z "${BINARY:-}" ]; then
    RUSTFLAGS="-C target-feature=+crt-static" \
        cargo build --release --locked --target $target --package dynamodb-item-encryptor-cli
fi
built=${BINARY:-target/$target/release/item-encryptor}
out=target/static/item-encryptor
mkdir -p target/static
strip -o $out $built

# No interpreter, and no library: it runs in an empty container.
if readelf --program-headers --dynamic $out | grep -E 'INTERP|NEEDED'; then
    echo "it is not static" >&2
    exit 1
fi
printf '%s bytes\n' "$(stat --format %s $out)"

# Milliseconds of a run, the start of the process by the shell included.
measure() {
    local name=$1 began ended
    shift
    "$@" > /dev/null
    began=$(date +%s%N)
    for ((n = 0; n < runs; n++)); do "$@" > /dev/null; done
    ended=$(date +%s%N)
    awk -v name="$name" -v runs="$runs" -v ns=$((ended - began)) 'BEGIN { printf "%s: %.2f ms, of %d runs\n", name, ns / runs / 1e6, runs }'
}
# An item that aws-db-esdk has sealed.
item=target/static/item.json
awk '/^      "encrypted": \{/ { inside = 1; print "{"; next } inside { sub(/^      \},?$/, "}"); print } inside && /^\}/ { exit }' \
    test-vectors/raw/sealed.json > $item
measure "nothing (/bin/true)" /bin/true
measure "item-encryptor --version" $out --version
measure "item-encryptor inspect, of an item" $out inspect $item
