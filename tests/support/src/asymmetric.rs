//! The asymmetric keys of the KMS for tests: RSA for encryption, and elliptic curves for key agreement.

use aws_lc_rs::agreement;
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm, OaepPrivateDecryptingKey,
    OaepPublicEncryptingKey, PrivateDecryptingKey,
};

/// A key pair.
pub enum KeyPair {
    Rsa { spec: &'static str, key: PrivateDecryptingKey },
    Ecc { spec: &'static str, key: agreement::PrivateKey },
}

impl KeyPair {
    /// Makes a key of the spec and usage, if there are such.
    pub fn generate(spec: &str, usage: &str) -> Option<Self> {
        let rsa = |spec, size| KeyPair::Rsa { spec, key: PrivateDecryptingKey::generate(size).unwrap() };
        let ecc = |spec, curve| KeyPair::Ecc { spec, key: agreement::PrivateKey::generate(curve).unwrap() };
        Some(match (spec, usage) {
            ("RSA_2048", "ENCRYPT_DECRYPT") => rsa("RSA_2048", KeySize::Rsa2048),
            ("RSA_3072", "ENCRYPT_DECRYPT") => rsa("RSA_3072", KeySize::Rsa3072),
            ("RSA_4096", "ENCRYPT_DECRYPT") => rsa("RSA_4096", KeySize::Rsa4096),
            ("ECC_NIST_P256", "KEY_AGREEMENT") => ecc("ECC_NIST_P256", &agreement::ECDH_P256),
            ("ECC_NIST_P384", "KEY_AGREEMENT") => ecc("ECC_NIST_P384", &agreement::ECDH_P384),
            ("ECC_NIST_P521", "KEY_AGREEMENT") => ecc("ECC_NIST_P521", &agreement::ECDH_P521),
            _ => return None,
        })
    }

    pub fn spec(&self) -> &'static str {
        match self {
            KeyPair::Rsa { spec, .. } | KeyPair::Ecc { spec, .. } => spec,
        }
    }

    /// The public key as a DER-encoded SubjectPublicKeyInfo.
    pub fn public_key(&self) -> Vec<u8> {
        let der: PublicKeyX509Der<'_> = match self {
            KeyPair::Rsa { key, .. } => key.public_key().as_der().unwrap(),
            KeyPair::Ecc { key, .. } => key.compute_public_key().unwrap().as_der().unwrap(),
        };
        der.as_ref().to_vec()
    }

    /// Encrypts with the RSA key; `None` where it is none, or the plaintext too long for it.
    pub fn encrypt(&self, algorithm: &'static OaepAlgorithm, plaintext: &[u8]) -> Option<Vec<u8>> {
        let KeyPair::Rsa { key, .. } = self else { return None };
        let mut ciphertext = vec![0; key.key_size_bytes()];
        let key = OaepPublicEncryptingKey::new(key.public_key()).ok()?;
        Some(key.encrypt(algorithm, plaintext, &mut ciphertext, None).ok()?.to_vec())
    }

    /// Decrypts with the RSA key; `None` where it is none, or the ciphertext not for it.
    pub fn decrypt(&self, algorithm: &'static OaepAlgorithm, ciphertext: &[u8]) -> Option<Vec<u8>> {
        let KeyPair::Rsa { key, .. } = self else { return None };
        let mut plaintext = vec![0; key.key_size_bytes()];
        let key = OaepPrivateDecryptingKey::new(key.clone()).ok()?;
        Some(key.decrypt(algorithm, ciphertext, &mut plaintext, None).ok()?.to_vec())
    }

    /// The secret shared with the owner of a public key; `None` where either is not on the curve.
    pub fn shared_secret(&self, public_key: &[u8]) -> Option<Vec<u8>> {
        let KeyPair::Ecc { key, .. } = self else { return None };
        let peer = agreement::UnparsedPublicKey::new(key.algorithm(), public_key);
        let peer = agreement::ParsedPublicKey::try_from(&peer).ok()?;
        if peer.format() != agreement::ParsedPublicKeyFormat::X509 {
            return None;
        }
        agreement::agree(key, peer, (), |secret| Ok(secret.to_vec())).ok()
    }
}

/// The algorithm that KMS calls `name`.
pub fn oaep(name: &str) -> Option<&'static OaepAlgorithm> {
    match name {
        "RSAES_OAEP_SHA_1" => Some(&OAEP_SHA1_MGF1SHA1),
        "RSAES_OAEP_SHA_256" => Some(&OAEP_SHA256_MGF1SHA256),
        _ => None,
    }
}
