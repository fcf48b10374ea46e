#!/usr/bin/env bash
# Counts the instructions of the main cases with valgrind, and compares them with benches/instructions.txt: a slowdown
# shows without a clock, and whatever else the machine does.
#
#   benches/instructions.sh             fails where a case takes over 5 % more than is written down
#   benches/instructions.sh --update    writes down what it counts
#
# A count is that of one item: the difference between few and more runs, so that the start of the process does not
# count. A copy of the item and the disposal of the result are in it. The counts are those of valgrind's processor, which
# has no AVX-512: where the instruction sets are others, there is nothing to compare.
set -euo pipefail
cd "$(dirname "$0")/.."
written=benches/instructions.txt
tolerance=5

case "${1:-}" in
'' | --update) ;;
*) echo "usage: $0 [--update]" >&2; exit 2 ;;
esac
if ! command -v valgrind >/dev/null; then
    echo "instructions: SKIPPED, there is no valgrind"
    exit 0
fi

built=$(cargo bench --locked --quiet --no-run --bench instructions --message-format=json)
program=$(sed -n 's/.*"name":"instructions".*"executable":"\([^"]*\)".*/\1/p' <<<"$built" | tail -n 1)
log=$(mktemp)
counts=$(mktemp)
trap 'rm -f "$log" "$counts"' EXIT

# Instructions of the program with these arguments.
count() {
    if ! valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$@" >/dev/null 2>"$log"; then
        cat "$log" >&2
        exit 1
    fi
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log"
}

# The head of the file: what the counts depend on.
{
    echo "# Instructions for one item, as benches/instructions.sh --update counts them."
    echo "# processor: $(valgrind --tool=none --quiet "$program" --cpu)"
    echo "# compiler: $(rustc --version | cut -d' ' -f1,2)"
} >"$counts"
processor() { sed -n 's/^# processor: //p' "$1"; }
compiler() { sed -n 's/^# compiler: //p' "$1"; }

if [ -z "${1:-}" ] && [ "$(processor "$written")" != "$(processor "$counts")" ]; then
    echo "instructions: SKIPPED, the counts are those of another processor"
    echo "  written down: $(processor "$written")"
    echo "  here:         $(processor "$counts")"
    exit 0
fi

for case in $("$program" --list); do
    # Enough that random orders of maps and random signatures even out, and what the random generator takes to collect
    # its entropy, which is several hundred million instructions and differs by about a million from start to start.
    case $case in
    reread/*) few=10 more=2010 ;;
    */1x390KB) few=2 more=12 ;;
    */1000x64B) few=2 more=62 ;;
    */0x6701/*) few=10 more=210 ;;
    *) few=10 more=2010 ;;
    esac
    first=$(count "$case" $few)
    second=$(count "$case" $more)
    printf '%-28s %10d\n' "$case" $(((second - first) / (more - few))) | tee -a "$counts"
done

if [ "${1:-}" = --update ]; then
    mv "$counts" "$written"
    chmod 644 "$written"
    echo "instructions: written to $written"
    exit 0
fi
if [ "$(compiler "$written")" != "$(compiler "$counts")" ]; then
    echo "instructions: written down with $(compiler "$written"), counted with $(compiler "$counts")"
fi
awk -v tolerance=$tolerance '
    /^#/ { next }
    NR == FNR { before[$1] = $2; next }
    !($1 in before) { printf "%s is not written down: renew the file with --update\n", $1; bad = 1; next }
    {
        change = 100 * ($2 / before[$1] - 1)
        if (change > tolerance) {
            printf "SLOWER: %s takes %d instructions, %.1f %% more than %d\n", $1, $2, change, before[$1]
            bad = 1
        } else if (change < -tolerance) {
            printf "faster: %s takes %d instructions, %.1f %% less than %d: renew the file with --update\n",
                $1, $2, -change, before[$1]
        }
        seen[$1] = 1
    }
    END {
        for (name in before) if (!(name in seen)) { printf "%s was not counted\n", name; bad = 1 }
        exit bad
    }' "$written" "$counts"
echo "instructions: within $tolerance % of what is written down"
