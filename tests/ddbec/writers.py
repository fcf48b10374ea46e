"""Makes test-vectors/legacy_writers.json: one item for each way in which writers of the legacy format could be
configured, most of them with the official client in Python, the others from what it made and the JCE's definitions.

Usage: writers.py > test-vectors/legacy_writers.json, with the packages of requirements.txt.
"""

import base64
import json
import os

from cryptography.hazmat.primitives import hashes, hmac, padding as block_padding, serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from dynamodb_encryption_sdk.delegated_keys.jce import JceNameLocalDelegatedKey as Key
from dynamodb_encryption_sdk.encrypted import CryptoConfig
from dynamodb_encryption_sdk.encrypted.item import encrypt_dynamodb_item
from dynamodb_encryption_sdk.identifiers import CryptoAction, EncryptionKeyType, KeyEncodingType
from dynamodb_encryption_sdk.internal.crypto.authentication import _string_to_sign
from dynamodb_encryption_sdk.internal.formatting import material_description
from dynamodb_encryption_sdk.material_providers.static import StaticCryptographicMaterialsProvider
from dynamodb_encryption_sdk.material_providers.wrapped import WrappedCryptographicMaterialsProvider
from dynamodb_encryption_sdk.materials.raw import RawDecryptionMaterials, RawEncryptionMaterials
from dynamodb_encryption_sdk.structures import AttributeActions, EncryptionContext

DESCRIPTION, SIGNATURE = "*amzn-ddb-map-desc*", "*amzn-ddb-map-sig*"
AES, HMAC = bytes([7]) * 32, bytes([8]) * 32
PLAIN = {"id": {"S": "42"}, "plan": {"S": "gold"}, "email": {"S": "a@example.com"}, "free": {"N": "1"}}


def text(data):
    return base64.b64encode(data).decode()


def symmetric(data, algorithm):
    return Key(data, algorithm, EncryptionKeyType.SYMMETRIC, KeyEncodingType.RAW)


def private_der(key):
    return key.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption())


def public_der(key):
    return key.public_key().public_bytes(ser.Encoding.DER, ser.PublicFormat.SubjectPublicKeyInfo)


def asymmetric(key, algorithm):
    return Key(private_der(key), algorithm, EncryptionKeyType.PRIVATE, KeyEncodingType.DER)


def config(provider):
    actions = AttributeActions(
        default_action=CryptoAction.ENCRYPT_AND_SIGN,
        attribute_actions={
            "id": CryptoAction.SIGN_ONLY, "plan": CryptoAction.SIGN_ONLY, "free": CryptoAction.DO_NOTHING},
    )
    context = EncryptionContext(table_name="T", partition_key_name="id", attributes=PLAIN)
    return CryptoConfig(materials_provider=provider, encryption_context=context, attribute_actions=actions)


def static(signing_key, aes=AES):
    key = symmetric(aes, "AES")
    return StaticCryptographicMaterialsProvider(
        encryption_materials=RawEncryptionMaterials(signing_key=signing_key, encryption_key=key),
        decryption_materials=RawDecryptionMaterials(verification_key=signing_key, decryption_key=key),
    )


def wrapped(key, signing_key, description=None):
    return WrappedCryptographicMaterialsProvider(
        signing_key=signing_key, wrapping_key=key, unwrapping_key=key, material_description=description or {})


def sealed(provider):
    return encrypt_dynamodb_item(dict(PLAIN), config(provider))


def described(item, changes):
    """The item with other entries in its description, which nobody signs."""
    pairs = material_description.deserialize(item[DESCRIPTION])
    for name, value in changes.items():
        pairs.pop(name, None)
        if value is not None:
            pairs[name] = value
    return {**item, DESCRIPTION: material_description.serialize(pairs)}


def signed(item, sign, algorithm):
    """The item with another signature."""
    rest = {name: value for name, value in item.items() if name not in (DESCRIPTION, SIGNATURE)}
    record = _string_to_sign(rest, "T", config(static(symmetric(HMAC, "HmacSHA256"))).attribute_actions)
    return described({**item, SIGNATURE: {"B": sign(record)}}, {"amzn-ddb-map-signingAlg": algorithm})


def mac(hash_type):
    def sign(record):
        signer = hmac.HMAC(HMAC, hash_type)
        signer.update(record)
        return signer.finalize()
    return sign


def rewrapped(item, content_key, wrap, algorithm):
    """The item with its content key wrapped in another way."""
    return described(item, {
        "amzn-ddb-env-key": text(wrap(content_key)),
        "amzn-ddb-env-alg": "AES",
        "amzn-ddb-wrap-alg": algorithm,
    })


def ecb(content_key):
    padder = block_padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(AES), modes.ECB()).encryptor()
    return encryptor.update(padder.update(content_key) + padder.finalize()) + encryptor.finalize()


def oaep(key, label_hash):
    return lambda content_key: key.public_key().encrypt(
        content_key, padding.OAEP(padding.MGF1(hashes.SHA1()), label_hash, None))


def main():
    rsa2048, rsa1024 = (rsa.generate_private_key(public_exponent=65537, key_size=bits) for bits in (2048, 1024))
    p256, p521 = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP521R1())
    keys = {name: {"private": text(private_der(key)), "public": text(public_der(key))}
            for name, key in (("rsa2048", rsa2048), ("rsa1024", rsa1024), ("p256", p256), ("p521", p521))}
    keys["aes"], keys["hmac"] = text(AES), text(HMAC)
    hmac_key, aes_key = symmetric(HMAC, "HmacSHA256"), symmetric(AES, "AES")
    content_key = os.urandom(32)
    base = sealed(static(hmac_key, content_key))
    items = {}

    for algorithm in ("HmacSHA224", "HmacSHA256", "HmacSHA384", "HmacSHA512"):
        items["static " + algorithm] = sealed(static(symmetric(HMAC, algorithm)))
    for algorithm in ("SHA224withRSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"):
        items["static " + algorithm] = sealed(static(asymmetric(rsa2048, algorithm)))
        items["static " + algorithm + " 1024"] = sealed(static(asymmetric(rsa1024, algorithm)))
    own = sealed(static(hmac_key))
    for key, bits in ((rsa2048, ""), (rsa1024, " 1024")):
        items["static SHA1withRSA" + bits] = signed(
            own, lambda record, key=key: key.sign(record, padding.PKCS1v15(), hashes.SHA1()), "SHA1withRSA")
    items["static HmacSHA1"] = signed(own, mac(hashes.SHA1()), None)
    items["static SHA256withECDSA p256"] = signed(
        own, lambda record: p256.sign(record, ec.ECDSA(hashes.SHA256())), "SHA256withECDSA")
    items["static SHA512withECDSA p521"] = signed(
        own, lambda record: p521.sign(record, ec.ECDSA(hashes.SHA512())), "SHA512withECDSA")
    items["static HmacSHA256, told SHA512withRSA"] = described(own, {"amzn-ddb-map-signingAlg": "SHA512withRSA"})
    items["static HmacSHA256, told MD5withRSA"] = described(own, {"amzn-ddb-map-signingAlg": "MD5withRSA"})
    items["static own prefix"] = described(own, {
        "amzn-ddb-map-signingAlg": None, "amzn-ddb-map-sym-mode": None,
        "acme-signingAlg": "HmacSHA256", "acme-sym-mode": "/CBC/PKCS5Padding"})

    for name in ("AESWrap", "AES/ECB/PKCS5Padding", "AES/CBC/PKCS5Padding", "AES/ECB/NoPadding"):
        items["aes " + name] = sealed(wrapped(aes_key, hmac_key, {"amzn-ddb-wrap-alg": name}))
    items["aes key for AESWrap"] = sealed(wrapped(symmetric(AES, "AESWrap"), hmac_key))
    for bits in (128, 192):
        items["aes content %d" % bits] = sealed(wrapped(aes_key, hmac_key, {"amzn-ddb-env-alg": "AES/%d" % bits}))
    items["aes ecb AES"] = rewrapped(base, content_key, ecb, "AES")
    items["aes ecb absent"] = rewrapped(base, content_key, ecb, None)
    items["aes ecb AES/ECB/PKCS5Padding"] = rewrapped(base, content_key, ecb, "AES/ECB/PKCS5Padding")

    for key, bits in ((rsa2048, ""), (rsa1024, " 1024")):
        rsa_key = asymmetric(key, "RSA")
        items["rsa default" + bits] = sealed(wrapped(rsa_key, hmac_key))
        for name in ("PKCS1Padding", "OAEPWithSHA-1AndMGF1Padding", "OAEPWithSHA-384AndMGF1Padding",
                     "OAEPWithSHA-512AndMGF1Padding"):
            # The padding of SHA-512 leaves no room in a short key.
            if bits and "512" in name:
                continue
            if bits and "384" in name:
                continue
            name = "RSA/ECB/" + name
            items["rsa " + name + bits] = sealed(wrapped(rsa_key, hmac_key, {"amzn-ddb-wrap-alg": name}))
        items["rsa RSA" + bits] = sealed(wrapped(rsa_key, hmac_key, {"amzn-ddb-wrap-alg": "RSA"}))
        items["rsa OAEPPadding" + bits] = rewrapped(
            base, content_key, oaep(key, hashes.SHA1()), "RSA/ECB/OAEPPadding")
        items["rsa lower case" + bits] = rewrapped(
            base, content_key, oaep(key, hashes.SHA224()), "rsa/ecb/oaepwithsha224andmgf1padding")

    def shown(item):
        return {name: ({"B": text(bytes(value["B"]))} if "B" in value else value) for name, value in item.items()}

    vectors = {"keys": keys, "plaintext": PLAIN, "items": {name: shown(item) for name, item in items.items()}}
    print(json.dumps(vectors, indent=1))


main()
