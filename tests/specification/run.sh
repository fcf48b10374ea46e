#!/usr/bin/env bash
# Makes the list of the specification's requirements anew from two clones, and shows in what it differs from `sections.txt`: a
# section that is new has to be cited where the code follows it, or to get a line in `exceptions.txt`; one whose digest is another
# has to be read again. With --update as the third argument, writes the list.
set -euo pipefail
if [ $# -lt 2 ]; then
    echo "usage: tests/specification/run.sh DBESDK FRAMEWORK [--update]" >&2
    echo "DBESDK is a clone of aws/aws-database-encryption-sdk-dynamodb, FRAMEWORK one of awslabs/aws-encryption-sdk-specification" >&2
    exit 2
fi
here=$(dirname "$0")
list=$("$here/list.py" "$1" "$2")
if [ "${3:-}" = --update ]; then
    echo "$list" >"$here/sections.txt"
elif diff --unified=0 "$here/sections.txt" - <<<"$list"; then
    echo "The list is that of these clones."
else
    echo "Read what differs, mend citations and exceptions, then run it with --update." >&2
    exit 1
fi
