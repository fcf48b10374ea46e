#!/usr/bin/env bash
# Holds the manifests in examples/deploy against the schemas of the systems they are for. Needs Python with venv, and npm; what it
# installs goes into target/deploy. That their command lines are ones that the program takes, `cargo test` looks at.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools=target/deploy
if [ ! -x "$tools/bin/cfn-lint" ]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet kubernetes-validate==1.37.0 cfn-lint==1.58.0
    npm install --silent --prefix "$tools" asl-validator@4.0.0
fi

"$tools/bin/kubernetes-validate" --strict examples/deploy/kubernetes-job.yaml
"$tools/bin/cfn-lint" examples/deploy/aws-batch.yaml
"$tools/node_modules/.bin/asl-validator" --json-path examples/deploy/step-functions.asl.json
