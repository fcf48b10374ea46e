#!/usr/bin/env bash
# What is published, as a new user meets it: the packages are unpacked in a folder outside of the repository, and the lines of
# the README and of the page on testing are followed there, word by word. A path stands in place of the registry, and the
# servers of tests/support in place of AWS.
#
#   tests/packaging/run.sh                        all steps
#   tests/packaging/run.sh first_program sbom     some of them
#
# first_program     the README's install lines and its first program, which runs
# own_tests         the tests that the page on testing shows, which run
# without_defaults  a program with raw keys, without the features that are on by default
# minimal_versions  the oldest versions that the manifests allow (needs a nightly toolchain to resolve them; stable builds them)
# bill_of_materials a CycloneDX file, in target/packaging
# aarch64           the quickstart for 64-bit ARM, run by qemu (needs that target, a linker and qemu; passed over without)
#
# Needs the registry: what a user's project asks for is not all in Cargo.lock.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}/packaging
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target"

cd "$root"
cargo package --locked --quiet --allow-dirty --no-verify --target-dir "$target" \
    --package dynamodb-item-encryptor-derive --package dynamodb-item-encryptor
for package in "$target"/package/dynamodb-item-encryptor-*.crate; do
    tar -xzf "$package" -C "$work"
done
derive=$(echo "$work"/dynamodb-item-encryptor-derive-*)
crate=$(echo "$work"/dynamodb-item-encryptor-[0-9]*)
# All that is built below shares this folder.
export CARGO_TARGET_DIR=$target/build

# Has the derive where the registry would have it.
patch() {
    grep -q '^\[workspace\]' Cargo.toml || printf '\n[workspace]\n' >>Cargo.toml
    printf '\n[patch.crates-io]\ndynamodb-item-encryptor-derive = { path = "%s" }\n' "$derive" >>Cargo.toml
}

# A new project, for which the packages are where the registry would have them.
project() {
    cargo init --quiet --vcs none --name "$1" "$work/$1"
    cd "$work/$1"
    patch
}

# Carries out lines of `cargo add`; the crate itself comes from the folder.
install() {
    local line others
    while read -r line; do
        others=${line#cargo add }
        [ "$others" != "$line" ] || { echo "not an install line: $line" >&2; exit 1; }
        if [ "$others" != "${others#dynamodb-item-encryptor}" ]; then
            others=${others#dynamodb-item-encryptor}
            # Features behind it are its own, if there is no other package.
            # shellcheck disable=SC2086 # one word for each
            case $others in
            '' | ' --'*) cargo add --quiet --path "$crate" $others && continue ;;
            *) cargo add --quiet --path "$crate" ;;
            esac
        fi
        # shellcheck disable=SC2086
        cargo add --quiet $others
    done
}

first_program() {
    project first-program
    python3 "$here/block.py" "$crate/README.md" sh 0 | install
    python3 "$here/block.py" "$crate/README.md" rust,no_run 0 >src/main.rs
    cargo build --quiet
    echo "the first program compiles"

    (cd "$root" && cargo build --quiet --locked --package test-support --example servers)
    mkfifo "$work/input"
    "$CARGO_TARGET_DIR/debug/examples/servers" <"$work/input" >"$work/environment" &
    # They end with their input.
    exec 3>"$work/input"
    for _ in $(seq 100); do
        grep -q KMS_KEY "$work/environment" && break
        sleep 0.1
    done
    # The only change: the key is one that there is.
    sed -i "s#arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d#$(sed -n 's/^KMS_KEY=//p' "$work/environment")#" src/main.rs
    cargo build --quiet
    env $(grep ^AWS "$work/environment") AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \
        "$CARGO_TARGET_DIR/debug/first-program" >"$work/printed"
    exec 3>&-
    for part in 'S("42")' 'S("a@example.com")' 'S("basic")'; do
        grep -qF "$part" "$work/printed" || { cat "$work/printed" >&2; exit 1; }
    done
    echo "the first program runs, and prints its item"
}

own_tests() {
    project own-tests
    local page=$crate/src/manual/testing.md
    python3 "$here/block.py" "$page" sh 0 | install
    mkdir tests
    python3 "$here/block.py" "$page" rust 0 | sed 's/^# //; s/^#$//' >tests/engine.rs
    sed -i 's/^async fn main()/#[tokio::test]\nasync fn engine_in_the_process()/; /^#\[tokio::main/d' tests/engine.rs
    python3 "$here/block.py" "$page" rust,ignore 0 >tests/mocks.rs
    python3 "$here/block.py" "$page" rust,ignore 1 >tests/recorded.rs
    cargo test --quiet 2>&1 | tee "$work/tested"
    [ "$(grep -c '1 passed; 0 failed' "$work/tested")" = 3 ] || { echo "not all tests ran" >&2; exit 1; }
    echo "the tests of the page on testing pass"
}

without_defaults() {
    cp -r "$here/without_defaults" "$work/without-defaults"
    cd "$work/without-defaults"
    sed -i "s#path = \"../../..\"#path = \"$crate\"#" Cargo.toml
    patch
    cargo run --quiet
    if cargo tree --prefix none --edges normal,build | grep -E '^(aws-sdk-kms|ed25519-dalek|curve25519-dalek) '; then
        echo "these packages are of features that are off" >&2
        exit 1
    fi
    echo "without default features, raw keys seal and open"
}

minimal_versions() {
    if ! cargo +nightly --version >/dev/null 2>&1; then
        echo "minimal versions: passed over, there is no nightly toolchain"
        return
    fi
    cp -r "$crate" "$work/minimal"
    cd "$work/minimal"
    rm -f Cargo.lock
    patch
    cargo +nightly -Z direct-minimal-versions generate-lockfile --quiet
    cargo check --quiet --locked --lib --features full
    echo "the oldest versions that are allowed build"
}

bill_of_materials() {
    cd "$root"
    python3 "$here/sbom.py" Cargo.toml >"$target/dynamodb-item-encryptor.cdx.json"
    python3 "$here/sbom.py" Cargo.toml full >"$target/dynamodb-item-encryptor-all-features.cdx.json"
    echo "bills of materials: $(grep -c '"bom-ref"' "$target/dynamodb-item-encryptor.cdx.json") packages;" \
        "with all features $(grep -c '"bom-ref"' "$target/dynamodb-item-encryptor-all-features.cdx.json")"
}

aarch64() {
    local triple=aarch64-unknown-linux-gnu
    if ! ls "$(rustc --print sysroot)/lib/rustlib/$triple/lib" >/dev/null 2>&1 ||
        ! command -v aarch64-linux-gnu-gcc qemu-aarch64 >/dev/null; then
        echo "aarch64: passed over, the target, its linker or qemu is missing"
        return
    fi
    cd "$root"
    CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
        cargo build --quiet --locked --target $triple --example quickstart
    qemu-aarch64 -L /usr/aarch64-linux-gnu "$CARGO_TARGET_DIR/$triple/debug/examples/quickstart" >/dev/null
    echo "aarch64: the quickstart runs"
}

for step in ${*:-first_program own_tests without_defaults minimal_versions bill_of_materials aarch64}; do
    case $step in
    first_program | own_tests | without_defaults | minimal_versions | bill_of_materials | aarch64) (cd "$root" && "$step") ;;
    *) echo "no such step: $step" >&2; exit 2 ;;
    esac
done
