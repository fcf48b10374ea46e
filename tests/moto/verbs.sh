#!/usr/bin/env bash
# Runs every verb of the command line that asks DynamoDB or KMS, against the moto server at URL.
#
#   tests/moto/verbs.sh URL
#
# tests/moto/run.sh starts a server and calls this. PYTHON is one that has boto3, and PROGRAM the command line; it is built
# where it is not named.
set -euo pipefail

url=${1:?usage: tests/moto/verbs.sh URL}
root=$(cd "$(dirname "$0")/../.." && pwd)
python=${PYTHON:-${CARGO_TARGET_DIR:-$root/target}/moto/venv/bin/python}
if [ -z "${PROGRAM:-}" ]; then
    cargo build --quiet --locked --manifest-path "$root/Cargo.toml" --package dynamodb-item-encryptor-cli
    PROGRAM=${CARGO_TARGET_DIR:-$root/target}/debug/item-encryptor
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export AWS_ENDPOINT_URL_KMS=$url AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1 AWS_MAX_ATTEMPTS=1 AWS_EC2_METADATA_DISABLED=true
export AWS_ACCESS_KEY_ID=AKIDTESTS AWS_SECRET_ACCESS_KEY=tests AWS_CONFIG_FILE=/nowhere AWS_SHARED_CREDENTIALS_FILE=/nowhere
runs=0

# expect EXIT WORDS...: runs the program, and keeps what it says in out and err.
expect() {
    local expected=$1 exit=0
    shift
    "$PROGRAM" "$@" >out 2>err || exit=$?
    runs=$((runs + 1))
    if [ "$exit" != "$expected" ]; then
        echo "exit $exit instead of $expected: $*" >&2
        head -n 20 out err >&2
        exit 1
    fi
}

# says PATTERN: the last run has said so.
says() {
    grep -qE -- "$1" out err || { echo "'$1' is not in:" >&2; cat out err >&2; exit 1; }
}

# tables KEYRING MORE: a configuration file.
tables() {
    cat <<TOML
[tables.Customers]
partition_key = "id"
sort_key = "created"
encrypt = ["email"]
sign = ["plan"]
plaintext_policy = "forbid_write_allow_read"
keyring = "$1"
${2:-}
[keyrings.old.kms]
key = "$old"
[keyrings.new.kms]
key = "$new"
[keyrings.both.multi]
keyrings = ["new"]
to_read = ["old"]
TOML
}

aws() { "$python" -c "
import boto3, json, sys
dynamodb = boto3.client('dynamodb', endpoint_url='$url')
kms = boto3.client('kms', endpoint_url='$url')
$1"; }

made=$(aws "
key = {'AttributeName': 'id', 'KeyType': 'HASH'}, {'AttributeName': 'created', 'KeyType': 'RANGE'}
types = {'AttributeName': 'id', 'AttributeType': 'S'}, {'AttributeName': 'created', 'AttributeType': 'N'}
dynamodb.create_table(TableName='Customers', KeySchema=list(key), AttributeDefinitions=list(types), BillingMode='PAY_PER_REQUEST')
for n in range(60):
    item = {'id': {'S': f'c-{n}'}, 'created': {'N': str(n)}, 'email': {'S': f'{n}@example.com'}, 'plan': {'S': 'gold'}}
    dynamodb.put_item(TableName='Customers', Item=item)
print(*(kms.create_key()['KeyMetadata']['Arn'] for _ in range(2)))")
read -r old new <<<"$made"
tables old >old.toml
tables both >both.toml
tables new >new.toml
head -c 32 /dev/urandom >beacon-key
tables new '
[tables.Customers.search]
keys.single = { source = "own", id = "customers" }
beacons = [{ name = "email", bits = 5 }]
[beacon_keys.own.in_memory]
keys.customers = { file = "beacon-key", encoding = "raw" }' >search.toml
at=(--endpoint-url "$url")

expect 0 check --config old.toml "${at[@]}"
expect 0 survey --json --config old.toml --html survey.html "${at[@]}"
says '"plaintext":60'
expect 0 converge --json --config old.toml "${at[@]}"
says '"pending":60'
expect 0 converge --json --write --config old.toml --checkpoint-table Walks/converge "${at[@]}"
says '"replaced":60'
expect 0 converge --json --write --config old.toml --checkpoint-table Walks/converge "${at[@]}"
says 'nothing was read now'
expect 0 converge --json --write --config old.toml "${at[@]}"
says '"left":60,"replaced":0'
expect 0 inspect --json --key '{"id":{"S":"c-7"},"created":{"N":"7"}}' --config old.toml "${at[@]}"
says '"verified":true'
expect 0 verify --json --config old.toml --segment 0/2 "${at[@]}"
expect 0 rewrap --json --write --config both.toml "${at[@]}"
says '"replaced":60'
expect 0 rewrap --json --write --config both.toml "${at[@]}"
says '"left":60,"replaced":0'
expect 0 verify --json --config new.toml "${at[@]}"
says '"failed":0'
expect 1 verify --json --config old.toml "${at[@]}"
says '"failed":60'
expect 0 survey --json --verify --config new.toml --html survey.html "${at[@]}"
says '"current":60'
expect 1 beacons verify --json --config search.toml "${at[@]}"
expect 0 beacons backfill --json --write --config search.toml "${at[@]}"
says '"replaced":60'
expect 0 beacons verify --json --config search.toml "${at[@]}"
expect 0 beacons advise email --json --config new.toml "${at[@]}"
says '"values":60'
aws "
for item in dynamodb.scan(TableName='Customers')['Items']:
    text = json.dumps({'Item': item}, default=lambda b: __import__('base64').b64encode(b).decode())
    print(text)" >items.jsonl
expect 0 open items.jsonl --format json-lines --output opened.jsonl --config new.toml
[ "$(grep -c '@example.com' opened.jsonl)" = 60 ] || { echo "not all items were opened" >&2; exit 1; }

store=(--key-store Keys "${at[@]}")
expect 0 key-store create "${store[@]}"
expect 0 key-store create-key --id tenant-1 --context tenant=1 --kms-key "$new" "${store[@]}"
expect 0 key-store version-key tenant-1 --kms-key "$new" "${store[@]}"
expect 0 key-store list "${store[@]}"
expect 0 key-store show tenant-1 --kms-key "$new" --json "${store[@]}"
says '"verified":true'

# What is not there, or not allowed.
sed 's/tables.Customers/tables.Nothing/' new.toml >nothing.toml
for verb in survey verify converge 'converge --write' rewrap 'beacons advise'; do
    # shellcheck disable=SC2086 # a verb may be two words
    expect 5 $verb --config nothing.toml "${at[@]}"
    says "there is no table 'Nothing'"
done
missing=${new%/*}/00000000-0000-4000-8000-000000000000
(old=$new new=$missing && tables both) >missing.toml
for verb in 'converge --write --remove-beacons' 'rewrap --write'; do
    # shellcheck disable=SC2086
    expect 5 $verb --config missing.toml "${at[@]}"
    says 'NotFoundException'
done
expect 0 verify --config new.toml "${at[@]}"
expect 5 key-store create-key --kms-key "$missing" "${store[@]}"
AWS_ENDPOINT_URL_KMS=http://127.0.0.1:9 expect 6 verify --patience 0 --config new.toml "${at[@]}"
says 'network'
echo "$runs runs of the command line against moto ended as they should"
