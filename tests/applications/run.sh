#!/usr/bin/env bash
# Runs published crates with a plain and with an encrypting client, and compares what they see. Builds them first, which
# takes minutes. Usage: tests/applications/run.sh [arguments of the tests].
set -euo pipefail
cd "$(dirname "$0")"
cargo test --locked --test crates -- "$@"
