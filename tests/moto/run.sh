#!/bin/sh
# Runs the programs of tests/transparency.rs on moto instead of the embedded engine, and then the verbs of the command line.
#
#   tests/moto/run.sh
#
# moto gets a virtual environment of its own, with the versions in tests/kms_check/moto-requirements.txt, under
# target/moto, and listens on 127.0.0.1 only. What it is known not to support is in deviations.txt. MOTO names a
# moto_server to use instead.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/moto
python=${PYTHON:-python3}
server=

stop() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
}
trap stop EXIT
trap 'exit 1' INT TERM

mkdir -p "$work"
if [ -z "${MOTO:-}" ] && [ ! -e "$work/.complete" ]; then
    echo "installing moto ..."
    rm -rf "${work:?}/venv"
    "$python" -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$root/tests/kms_check/moto-requirements.txt"
    touch "$work/.complete"
fi

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"${MOTO:-$work/venv/bin/moto_server}" -H 127.0.0.1 -p "$port" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
    "$python" -c "import socket; socket.create_connection(('127.0.0.1', $port), 1)" 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.2
done

DYNAMODB_ENDPOINT="http://127.0.0.1:$port" DYNAMODB_DEVIATIONS="$here/deviations.txt" \
    cargo test --quiet --locked --manifest-path "$root/Cargo.toml" --test transparency -- --nocapture

# It needs boto3, which comes with moto.
[ -n "${MOTO:-}" ] || python=$work/venv/bin/python
PYTHON=$python "$here/verbs.sh" "http://127.0.0.1:$port"
