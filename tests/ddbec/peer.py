"""Encrypts and decrypts items with the official DynamoDB Encryption Client.

Reads one request as JSON from standard input and writes the answer to standard output:

  {"provider": {...}, "table": name or null, "partition": name, "sort": name,
   "actions": {"default": action, "override": {name: action}}, "encrypt": [item], "decrypt": [item]}
  {"encrypted": [item or {"error": text}], "decrypted": [item or {"error": text}]}

Items are DynamoDB JSON; see `provider` for what stands for one.
"""

import base64
import json
import logging
import sys

import boto3
from dynamodb_encryption_sdk.delegated_keys.jce import JceNameLocalDelegatedKey
from dynamodb_encryption_sdk.encrypted import CryptoConfig
from dynamodb_encryption_sdk.encrypted.item import decrypt_dynamodb_item, encrypt_dynamodb_item
from dynamodb_encryption_sdk.identifiers import CryptoAction, EncryptionKeyType, KeyEncodingType
from dynamodb_encryption_sdk.material_providers.aws_kms import AwsKmsCryptographicMaterialsProvider
from dynamodb_encryption_sdk.material_providers.most_recent import CachingMostRecentProvider
from dynamodb_encryption_sdk.material_providers.static import StaticCryptographicMaterialsProvider
from dynamodb_encryption_sdk.material_providers.store.meta import MetaStore
from dynamodb_encryption_sdk.material_providers.wrapped import WrappedCryptographicMaterialsProvider
from dynamodb_encryption_sdk.materials.raw import RawDecryptionMaterials, RawEncryptionMaterials
from dynamodb_encryption_sdk.structures import AttributeActions, EncryptionContext

ACTIONS = {
    "encrypt": CryptoAction.ENCRYPT_AND_SIGN,
    "sign": CryptoAction.SIGN_ONLY,
    "nothing": CryptoAction.DO_NOTHING,
}
ACCOUNT = {"aws_access_key_id": "AKIDTESTS", "aws_secret_access_key": "not-a-secret", "region_name": "eu-west-1"}


def key(description):
    encoding = KeyEncodingType.RAW if description["type"] == "symmetric" else KeyEncodingType.DER
    return JceNameLocalDelegatedKey(
        key=base64.b64decode(description["material"]),
        algorithm=description["algorithm"],
        key_type=EncryptionKeyType[description["type"].upper()],
        key_encoding=encoding,
    )


def provider(request):
    kind = request["kind"]
    keys = {role: key(description) for role, description in request.get("keys", {}).items()}
    if kind == "static":
        return StaticCryptographicMaterialsProvider(
            encryption_materials=RawEncryptionMaterials(signing_key=keys["sign"], encryption_key=keys["encrypt"]),
            decryption_materials=RawDecryptionMaterials(
                verification_key=keys["verify"], decryption_key=keys["decrypt"]
            ),
        )
    if kind == "wrapped":
        return WrappedCryptographicMaterialsProvider(
            signing_key=keys["sign"], wrapping_key=keys["encrypt"], unwrapping_key=keys["decrypt"]
        )
    if kind == "kms":
        client = boto3.client("kms", endpoint_url=request["endpoint"], **ACCOUNT)
        return AwsKmsCryptographicMaterialsProvider(
            key_id=request["key"], regional_clients={ACCOUNT["region_name"]: client}
        )
    if kind == "most_recent":
        dynamodb = boto3.resource("dynamodb", endpoint_url=request["endpoint"], **ACCOUNT)
        store = MetaStore(table=dynamodb.Table(request["table"]), materials_provider=provider(request["inner"]))
        return CachingMostRecentProvider(
            provider_store=store, material_name=request["material"], version_ttl=600.0, cache_size=10
        )
    raise ValueError(kind)


def from_json(value):
    ((kind, content),) = value.items()
    if kind == "B":
        return {kind: base64.b64decode(content)}
    if kind == "BS":
        return {kind: [base64.b64decode(member) for member in content]}
    if kind == "L":
        return {kind: [from_json(member) for member in content]}
    if kind == "M":
        return {kind: {name: from_json(member) for name, member in content.items()}}
    return value


def to_json(value):
    ((kind, content),) = value.items()
    if kind == "B":
        return {kind: text(content)}
    if kind == "BS":
        return {kind: [text(member) for member in content]}
    if kind == "L":
        return {kind: [to_json(member) for member in content]}
    if kind == "M":
        return {kind: {name: to_json(member) for name, member in content.items()}}
    return value


def text(content):
    return base64.b64encode(bytes(getattr(content, "value", content))).decode()


def main():
    logging.disable(logging.CRITICAL)
    request = json.load(sys.stdin)
    materials_provider = provider(request["provider"])
    actions = AttributeActions(
        default_action=ACTIONS[request["actions"]["default"]],
        attribute_actions={name: ACTIONS[action] for name, action in request["actions"]["override"].items()},
    )

    def run(operation, item):
        item = {name: from_json(value) for name, value in item.items()}
        context = EncryptionContext(
            table_name=request["table"], partition_key_name=request["partition"], sort_key_name=request["sort"]
        )
        config = CryptoConfig(materials_provider, context, actions).with_item(item)
        try:
            return {name: to_json(value) for name, value in operation(item, config).items()}
        except Exception as error:  # whatever it is, it is the answer
            return {"error": "{}: {}".format(type(error).__name__, error)}

    answer = {
        "encrypted": [run(encrypt_dynamodb_item, item) for item in request["encrypt"]],
        "decrypted": [run(decrypt_dynamodb_item, item) for item in request["decrypt"]],
    }
    json.dump(answer, sys.stdout)


main()
