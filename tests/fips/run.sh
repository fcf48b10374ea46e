#!/usr/bin/env bash
# Builds with the feature `fips`, which takes a minute or two of a C compiler, cmake and Go, and shows that this build is what it says:
#
#   tests/fips/run.sh                 all steps but `speed` and `peer`
#   tests/fips/run.sh linked peer     some of them
#
# module    which version of the module is built
# linked    a program has no symbol of another implementation of anything, and one without the feature has
# services  which of the module's services the crate uses, and which of them it reports as approved, against services.txt
#           (with --update first, writes that file); and the tests of src/crypto, optimised
# suite     the tests of the package, with the published vectors where TEST_VECTORS names their folder
# vectors   those of Project Wycheproof, of the primitives that there are in this build
# both      all features together build, and `fips` counts
# speed     sealing and opening ten attributes, in turns with the default build
# peer      items and beacons exchanged with AWS's crate (tests/peer/run.sh, which builds that crate first: ten minutes)
#
# What the module needs to build is installed with apt-get where it is missing: that asks for root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
# All features that work with it. The legacy format and Ed25519 do not.
features=fips,config,derive,json,kms,metrics,serde,streams,tracing
others='aes|aes-gcm|aes-kw|curve25519-dalek|ed25519-dalek|ghash|hkdf|hmac|polyval|sha2'
if [ -z "${TEST_VECTORS:-}" ] && [ -d "$root/../shared/vectors" ]; then
    TEST_VECTORS=$(cd "$root/../shared/vectors" && pwd)
    export TEST_VECTORS
fi

tools() {
    local missing=()
    command -v cmake >/dev/null || missing+=(cmake)
    command -v go >/dev/null || missing+=(golang-go)
    command -v clang >/dev/null || missing+=(clang)
    if [ ${#missing[@]} -gt 0 ]; then
        echo "installing ${missing[*]} with apt-get, which the FIPS module needs to build"
        apt-get install -y "${missing[@]}"
    fi
}

module() {
    cd "$root"
    cargo tree --locked --edges normal --no-default-features --features fips,kms --prefix none | grep '^aws-lc-fips-sys '
}

# How many symbols of other implementations a program has that was built with these features. Rust's names have underscores;
# those of aws-lc begin with its version, and those of the module otherwise.
symbols() {
    cargo build --locked --quiet --manifest-path "$here/linked/Cargo.toml" --features "$1"
    "$CARGO_TARGET_DIR/debug/fips-linked"
    nm --demangle "$CARGO_TARGET_DIR/debug/fips-linked" >"$CARGO_TARGET_DIR/fips-linked.symbols"
    # Modules of other crates may have the same names: what begins a path is a crate.
    grep -cP "(?<![:\\w])(${others//-/_}|aws_lc_sys)(::|\\[)|\\baws_lc_[0-9]" "$CARGO_TARGET_DIR/fips-linked.symbols" || true
}

linked() {
    local with without
    with=$(symbols '')
    without=$(symbols fips)
    echo "symbols of other implementations: $without with fips, $with without"
    [ "$without" = 0 ] || { echo "there must be none with fips" >&2; exit 1; }
    [ "$with" -gt 0 ] || { echo "they are not found where they are, so this shows nothing" >&2; exit 1; }
    grep -q aws_lc_fips_ "$CARGO_TARGET_DIR/fips-linked.symbols" || { echo "the module is not linked" >&2; exit 1; }
}

services() {
    cd "$here/room"
    local found
    found=$(cargo run --locked --quiet --release)
    if [ "$update" = yes ]; then
        echo "$found" >"$here/services.txt"
    else
        diff "$here/services.txt" - <<<"$found"
    fi
    echo "services: $(grep -c ': counted' <<<"$found") counted as approved, $(grep -c ': not counted' <<<"$found") not"
    cargo test --locked --quiet --release
}

suite() {
    cd "$root"
    # Examples in the documentation name Ed25519 and the legacy format, which are not of this build.
    cargo test --locked --no-default-features --features "$features" --lib --tests
}

vectors() {
    "$root/tests/wycheproof/run.sh" --fips
}

both() {
    cd "$root"
    cargo check --locked --lib --features full,fips
    cargo tree --locked --edges normal --features full,fips --prefix none | grep '^aws-lc-fips-sys '
}

speed() {
    local build turn
    for build in default fips; do
        cargo build --locked --quiet --release --manifest-path "$here/linked/Cargo.toml" --features "${build#default}"
        cp "$CARGO_TARGET_DIR/release/fips-linked" "$CARGO_TARGET_DIR/fips-speed.$build"
    done
    grep -m 1 'model name' /proc/cpuinfo || true
    echo "suite, microseconds to seal and to open: medians, in turns"
    for turn in 1 2 3 4 5; do
        for build in default fips; do
            "$CARGO_TARGET_DIR/fips-speed.$build" times | sed "s/^/$turn $build /"
        done
    done
}

peer() {
    cd "$root"
    CRATE_FEATURES="$features" tests/peer/run.sh ${PEER_ARGUMENTS:-50 5 50}
}

update=no
if [ "${1:-}" = --update ]; then
    update=yes
    shift
fi
tools
for step in ${@:-module linked services suite vectors both}; do
    echo "== $step"
    ("$step")
done
