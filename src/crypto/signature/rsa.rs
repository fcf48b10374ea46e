//! RSA signatures (RFC 8017, RSASSA-PKCS1-v1_5).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, PublicEncryptingKey};
use aws_lc_rs::signature::{
    self, KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RsaEncoding, RsaParameters, UnparsedPublicKey,
};

use crate::crypto::CryptoError;

/// The hash that is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn signing(self) -> &'static dyn RsaEncoding {
        match self {
            Hash::Sha256 => &signature::RSA_PKCS1_SHA256,
            Hash::Sha384 => &signature::RSA_PKCS1_SHA384,
            Hash::Sha512 => &signature::RSA_PKCS1_SHA512,
        }
    }

    fn verifying(self) -> &'static RsaParameters {
        match self {
            Hash::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
            Hash::Sha384 => &RSA_PKCS1_2048_8192_SHA384,
            Hash::Sha512 => &RSA_PKCS1_2048_8192_SHA512,
        }
    }
}

/// A private key of 2048 to 8192 bits. It stays inside of the cryptographic library, which wipes it.
pub(crate) struct KeyPair(RsaKeyPair);

impl KeyPair {
    /// Parses a DER-encoded PKCS #8 PrivateKeyInfo.
    pub(crate) fn from_pkcs8(der: &[u8]) -> Result<Self, CryptoError> {
        RsaKeyPair::from_pkcs8(der).map(KeyPair).map_err(|_| CryptoError)
    }

    /// Signs `message`.
    pub(crate) fn sign(&self, hash: Hash, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0.sign(hash.signing(), &SystemRandom::new(), message, &mut signature).map_err(|_| CryptoError)?;
        Ok(signature)
    }

    /// The public key.
    pub(crate) fn public_key(&self) -> PublicKey {
        PublicKey(self.0.public_key().as_ref().to_vec())
    }
}

/// A public key of 2048 to 8192 bits.
pub(crate) struct PublicKey(Vec<u8>);

impl PublicKey {
    /// Parses a DER-encoded X.509 SubjectPublicKeyInfo.
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, CryptoError> {
        PublicEncryptingKey::from_der(der).map_err(|_| CryptoError)?;
        Ok(PublicKey(der.to_vec()))
    }

    /// Verifies a signature of `message`.
    pub(crate) fn verify(&self, hash: Hash, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        UnparsedPublicKey::new(hash.verifying(), &self.0).verify(message, signature).map_err(|_| CryptoError)
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
    use aws_lc_rs::rsa::KeySize;

    use super::*;

    #[test]
    fn signatures_verify_with_either_form_of_the_public_key() {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let private = KeyPair::from_pkcs8(private.as_ref()).unwrap();
        let public = PublicKey::from_der(public.as_ref()).unwrap();
        for hash in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
            let signature = private.sign(hash, b"message").unwrap();
            for key in [&public, &private.public_key()] {
                key.verify(hash, b"message", &signature).unwrap();
                assert!(key.verify(hash, b"massage", &signature).is_err());
                assert!(key.verify(hash, b"message", &signature[1..]).is_err());
                for other in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
                    assert_eq!(key.verify(other, b"message", &signature).is_ok(), other == hash);
                }
            }
        }
    }
}
