#!/bin/sh
# Asks independent implementations of KMS the questions of tests/keys/kms_answers.rs, and prints which of
# the expected answers they agree with.
#
#   tests/kms_check/run.sh [moto] [localstack]
#
# Without arguments it asks moto, and LocalStack where there is a Python 3.13 or later (PYTHON_313
# names it if it is not `python3.13`). Each gets a virtual environment of its own, with the versions
# in its requirements file, under target/kms_check, and listens on 127.0.0.1 only.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/kms_check
python=${PYTHON:-python3}
python_313=${PYTHON_313:-python3.13}
server=

stop() {
    [ -n "$server" ] || return 0
    kill "$server" 2>/dev/null || true
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.5
    done
    # LocalStack has been seen to ignore the first signal.
    kill -9 "$server" 2>/dev/null || true
    server=
}
trap stop EXIT
trap 'exit 1' INT TERM

# environment NAME PYTHON: makes the virtual environment of an implementation, once.
environment() {
    if [ ! -e "$work/$1/.complete" ]; then
        echo "installing $1 ..."
        rm -rf "${work:?}/$1"
        "$2" -m venv "$work/$1"
        "$work/$1/bin/pip" install --quiet --disable-pip-version-check -r "$here/$1-requirements.txt"
        touch "$work/$1/.complete"
    fi
}

free_port() {
    "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# ask NAME PORT: waits for the server and asks it.
ask() {
    for _ in $(seq 100); do
        "$python" -c "import socket; socket.create_connection(('127.0.0.1', $2), 1)" 2>/dev/null && break
        kill -0 "$server" 2>/dev/null || break
        sleep 0.2
    done
    echo "== $1"
    KMS_ENDPOINT="http://127.0.0.1:$2" KMS_DEVIATIONS="$here/$1-deviations.txt" \
        cargo test --quiet --manifest-path "$root/Cargo.toml" --test keys kms_answers:: -- --nocapture \
        || failed="$failed $1"
    # moto is a DynamoDB, too: does it answer as the faults of the client's tests claim?
    if [ "$1" = moto ]; then
        DYNAMODB_ENDPOINT="http://127.0.0.1:$2" \
            cargo test --quiet --manifest-path "$root/Cargo.toml" --test client injected_answers \
            || failed="$failed moto-dynamodb"
    fi
    stop
}

moto() {
    environment moto "$python"
    port=$(free_port)
    "$work/moto/bin/moto_server" -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
    server=$!
    ask moto "$port"
}

localstack() {
    environment localstack "$python_313"
    port=$(free_port)
    data=$work/localstack-data
    rm -rf "$data"
    mkdir -p "$data/files"
    # Its default server listens on all interfaces; hypercorn does as it is told.
    (
        cd "$data"
        HOME=$data FILESYSTEM_ROOT=$data/files GATEWAY_SERVER=hypercorn \
            GATEWAY_LISTEN=127.0.0.1:$port LOCALSTACK_HOST=127.0.0.1:$port SERVICES=kms \
            STRICT_SERVICE_LOADING=1 EAGER_SERVICE_LOADING=1 DISABLE_EVENTS=1 SKIP_SSL_CERT_DOWNLOAD=1 \
            DNS_ADDRESS=0 DEBUG=0 DISABLE_CORS_CHECKS=1 OVERRIDE_IN_DOCKER=0 \
            exec "$work/localstack/bin/python" -m localstack.runtime.main
    ) >"$work/localstack.log" 2>&1 &
    server=$!
    ask localstack "$port"
}

mkdir -p "$work"
failed=
if [ $# -eq 0 ]; then
    set -- moto
    if "$python_313" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then
        set -- moto localstack
    else
        echo "LocalStack is left out: it needs a Python 3.13 or later, and '$python_313' is none"
    fi
fi
echo "== the KMS of these tests"
cargo test --quiet --manifest-path "$root/Cargo.toml" --test keys kms_answers:: -- --nocapture || failed="$failed own"
for name in "$@"; do
    case $name in
        moto | localstack) "$name" ;;
        *) echo "no such implementation: $name" >&2; exit 2 ;;
    esac
done
if [ -n "$failed" ]; then
    echo "failed:$failed" >&2
    exit 1
fi
