#!/usr/bin/env bash
# Times comparisons of tags and the unwrapping of keys by RSA on two classes of inputs each, and fails where their times differ
# more than by chance: |t| above 10, as dudect has it. A comparison that is known to leak has to be found, or nothing would be.
# Takes a minute and an idle machine.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-../../target}

cargo run --release --locked --quiet | tee /dev/stderr | awk '
    /^bench / { name = $2 }
    match($0, /max t = [-+0-9.]+/) {
        t = substr($0, RSTART + 8, RLENGTH - 8) + 0
        if (t < 0) t = -t
        tested++
        if (name ~ /^control/ ? t <= 10 : t > 10) { print name ": |t| = " t; wrong++ }
    }
    END { if (tested < 7 || wrong) exit 1 }'
