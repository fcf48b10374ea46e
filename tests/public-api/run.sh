#!/usr/bin/env bash
# Compares the public interface of the crate, with all features, with tests/public-api/api.txt.
#
#   tests/public-api/run.sh             fails where the interface is another, and shows how
#   tests/public-api/run.sh --update    writes down what it is
#
# rustdoc's JSON is not a stable format; RUSTC_BOOTSTRAP has the stable compiler write it all the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
written=tests/public-api/api.txt
target=${CARGO_TARGET_DIR:-target}

case "${1:-}" in
'' | --update) ;;
*) echo "usage: $0 [--update]" >&2; exit 2 ;;
esac

RUSTC_BOOTSTRAP=1 cargo rustdoc --quiet --locked --lib --features full --target-dir "$target/public-api" -- \
    -Z unstable-options --output-format json --cap-lints allow
found=$(mktemp)
trap 'rm -f "$found"' EXIT
cargo run --quiet --locked --manifest-path tests/public-api/Cargo.toml --target-dir "$target/public-api/tool" -- \
    "$target/public-api/doc/dynamodb_item_encryptor.json" >"$found"

if [ "${1:-}" = --update ]; then
    cp "$found" "$written"
elif ! diff -u "$written" "$found"; then
    echo "The public interface has changed. If it should, run $0 --update and write it into CHANGELOG.md." >&2
    exit 1
fi
echo "public interface: $(wc -l <"$found") items"
