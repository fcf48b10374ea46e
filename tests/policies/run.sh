#!/bin/sh
# Has a policy simulator evaluate the policies that a configuration's tables need.
#
#   tests/policies/run.sh
#
# The cases are those of tests/configuration_file/policies.rs: requests that the wrapped client really made, and others
# that must not pass. The simulator is installed under target/policies, in the version that package-lock.json names. It is a tool of
# this test only, and no part of the crate: its licence is the AGPL.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${CARGO_TARGET_DIR:-$root/target}/policies

mkdir -p "$work"
cp "$here/package.json" "$here/package-lock.json" "$here/simulate.js" "$work"
(cd "$work" && npm ci --silent --ignore-scripts --no-audit --no-fund)
rm -rf "$work/cases"
mkdir "$work/cases"
(cd "$root" && POLICY_CASES="$work/cases" cargo test --locked --features full --test declarations configuration_file::policies::)
for cases in roles tenants resources; do
    node "$work/simulate.js" "$work/cases/$cases.json"
done
