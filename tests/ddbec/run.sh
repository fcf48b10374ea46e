#!/bin/sh
# Exchanges random items with the official DynamoDB Encryption Client in Python, both ways, with every provider: see
# tests/legacy/peer.rs. Usage: tests/ddbec/run.sh [COUNT [SEED]]
#
# The client goes into a virtual environment of its own, with the versions in requirements.txt, under target/ddbec.
# PYTHON names the interpreter if it is not `python3`. KMS and DynamoDB are those of these tests.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/ddbec

if [ ! -e "$work/.complete" ]; then
    rm -rf "${work:?}"
    "${PYTHON:-python3}" -m venv "$work"
    "$work/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    touch "$work/.complete"
fi
DDBEC_PYTHON=$work/bin/python DDBEC_COUNT=${1:-500} DDBEC_SEED=${2:-1} \
    cargo test --manifest-path "$root/Cargo.toml" --features legacy --test legacy peer:: -- --nocapture
