//! Files with keys: whatever the bytes are, they are a key or refused.

use dynamodb_item_encryptor::legacy::{AesKey, SignatureKey, SigningAlgorithm, WrappedProvider};
use dynamodb_item_encryptor::{EcdhCurve, KeyError, RawEcdhKeyring, RawRsaKeyring, RsaPadding};

use crate::common::check_printed;

pub fn run(data: &[u8]) {
    let hmac = || SignatureKey::hmac(SigningAlgorithm::HmacSha256, &[8; 32]).unwrap();
    look(RawRsaKeyring::decrypt_only("fuzz", "rsa", RsaPadding::OaepSha1, data));
    look(RawRsaKeyring::encrypt_only("fuzz", "rsa", RsaPadding::OaepSha1, data));
    for curve in [EcdhCurve::P256, EcdhCurve::P384, EcdhCurve::P521] {
        look(RawEcdhKeyring::discovery(curve, data));
        look(RawEcdhKeyring::ephemeral_to_static(curve, data));
    }
    look(AesKey::new(data));
    look(SignatureKey::rsa_private(SigningAlgorithm::Sha256WithRsa, data));
    look(SignatureKey::rsa_public(SigningAlgorithm::Sha256WithRsa, data));
    look(WrappedProvider::rsa(None, Some(data), hmac()));
    look(WrappedProvider::rsa(Some(data), None, hmac()));
}

/// A message never has what may be a key.
fn look<T>(key: Result<T, KeyError>) {
    if let Err(error) = key {
        check_printed(&error);
    }
}
