//! ECDSA signatures as Java makes them: on any curve with any hash, as DER. They are only verified.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P256_SHA512_ASN1, ECDSA_P384_SHA256_ASN1,
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA512_ASN1, ECDSA_P521_SHA256_ASN1, ECDSA_P521_SHA384_ASN1,
    ECDSA_P521_SHA512_ASN1, EcdsaVerificationAlgorithm, UnparsedPublicKey,
};

use crate::crypto::CryptoError;

/// The hash that is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

/// The curve of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    fn with(self, hash: Hash) -> &'static EcdsaVerificationAlgorithm {
        match (self, hash) {
            (Curve::P256, Hash::Sha256) => &ECDSA_P256_SHA256_ASN1,
            (Curve::P256, Hash::Sha384) => &ECDSA_P256_SHA384_ASN1,
            (Curve::P256, Hash::Sha512) => &ECDSA_P256_SHA512_ASN1,
            (Curve::P384, Hash::Sha256) => &ECDSA_P384_SHA256_ASN1,
            (Curve::P384, Hash::Sha384) => &ECDSA_P384_SHA384_ASN1,
            (Curve::P384, Hash::Sha512) => &ECDSA_P384_SHA512_ASN1,
            (Curve::P521, Hash::Sha256) => &ECDSA_P521_SHA256_ASN1,
            (Curve::P521, Hash::Sha384) => &ECDSA_P521_SHA384_ASN1,
            (Curve::P521, Hash::Sha512) => &ECDSA_P521_SHA512_ASN1,
        }
    }
}

/// A public key on one of the curves.
pub(crate) struct PublicKey {
    curve: Curve,
    der: Vec<u8>,
}

impl PublicKey {
    /// Parses a DER-encoded X.509 SubjectPublicKeyInfo.
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, CryptoError> {
        let curves = [Curve::P256, Curve::P384, Curve::P521].into_iter();
        let curve = curves.into_iter().find(|curve| {
            let algorithm = curve.with(Hash::Sha256);
            UnparsedPublicKey::new(algorithm, der).parse().is_ok()
        });
        Ok(PublicKey { curve: curve.ok_or(CryptoError)?, der: der.to_vec() })
    }

    /// Verifies a signature of `message`.
    pub(crate) fn verify(&self, hash: Hash, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        let key = UnparsedPublicKey::new(self.curve.with(hash), &self.der);
        key.verify(message, signature).map_err(|_| CryptoError)
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, ECDSA_P521_SHA512_ASN1_SIGNING,
        EcdsaKeyPair, KeyPair as _,
    };

    use super::*;

    #[test]
    fn signatures_on_every_curve_verify_with_their_hash_only() {
        for (signing, hash) in [
            (&ECDSA_P256_SHA256_ASN1_SIGNING, Hash::Sha256),
            (&ECDSA_P384_SHA384_ASN1_SIGNING, Hash::Sha384),
            (&ECDSA_P521_SHA512_ASN1_SIGNING, Hash::Sha512),
        ] {
            let pair = EcdsaKeyPair::generate(signing).unwrap();
            let der: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
            let key = PublicKey::from_der(der.as_ref()).unwrap();
            let signature = pair.sign(&SystemRandom::new(), b"message").unwrap();
            for other in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
                assert_eq!(key.verify(other, b"message", signature.as_ref()).is_ok(), other == hash);
            }
            assert!(key.verify(hash, b"massage", signature.as_ref()).is_err());
        }
        assert!(PublicKey::from_der(&[0x30, 0]).is_err());
    }
}
