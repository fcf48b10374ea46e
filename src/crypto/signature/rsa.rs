//! RSA signatures (RFC 8017, RSASSA-PKCS1-v1_5).
//!
//! aws-lc-rs makes and verifies them where it can. It does not support SHA-224 here, does not sign with SHA-1, and
//! accepts no key shorter than 2048 bits. The rest is done with the numbers of the key, and the encoding is
//! implemented here.

use aws_lc_rs::digest::{self, SHA1_FOR_LEGACY_USE_ONLY, SHA224, SHA256, SHA384, SHA512};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, PublicEncryptingKey};
use aws_lc_rs::signature::{
    self, KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RsaEncoding, RsaParameters, UnparsedPublicKey,
};

use crate::crypto::rsa_number::{PrivateNumbers, PublicNumbers};
use crate::crypto::stack::{self, Work};
use crate::crypto::{CryptoError, mac};

/// The hash that is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn signing(self) -> Option<&'static dyn RsaEncoding> {
        match self {
            Hash::Sha1 | Hash::Sha224 => None,
            Hash::Sha256 => Some(&signature::RSA_PKCS1_SHA256),
            Hash::Sha384 => Some(&signature::RSA_PKCS1_SHA384),
            Hash::Sha512 => Some(&signature::RSA_PKCS1_SHA512),
        }
    }

    fn verifying(self) -> Option<&'static RsaParameters> {
        match self {
            Hash::Sha1 | Hash::Sha224 => None,
            Hash::Sha256 => Some(&RSA_PKCS1_2048_8192_SHA256),
            Hash::Sha384 => Some(&RSA_PKCS1_2048_8192_SHA384),
            Hash::Sha512 => Some(&RSA_PKCS1_2048_8192_SHA512),
        }
    }

    /// The hash itself, and what stands before it in a DigestInfo (RFC 8017, section 9.2, note 1).
    fn digest(self) -> (&'static digest::Algorithm, &'static [u8]) {
        match self {
            Hash::Sha1 => {
                (&SHA1_FOR_LEGACY_USE_ONLY, b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\0\x04\x14")
            }
            Hash::Sha224 => {
                (&SHA224, b"\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\0\x04\x1c")
            }
            Hash::Sha256 => {
                (&SHA256, b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\0\x04\x20")
            }
            Hash::Sha384 => {
                (&SHA384, b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\0\x04\x30")
            }
            Hash::Sha512 => {
                (&SHA512, b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\0\x04\x40")
            }
        }
    }

    /// What is signed in place of `message`: the hash with its padding, `length` bytes long (RFC 8017, section 9.2).
    fn encode(self, message: &[u8], length: usize) -> Result<Vec<u8>, CryptoError> {
        let (algorithm, prefix) = self.digest();
        let hash = digest::digest(algorithm, message);
        let filling = length.checked_sub(3 + prefix.len() + hash.as_ref().len()).ok_or(CryptoError)?;
        // At least eight bytes; keys from 1024 bits leave more.
        if filling < 8 {
            return Err(CryptoError);
        }
        Ok([&[0, 1][..], &vec![0xff; filling], &[0], prefix, hash.as_ref()].concat())
    }
}

/// A private key of 2048 to 8192 bits, for one hash. What aws-lc-rs has of it, that wipes; the rest wipes itself.
pub(crate) struct KeyPair {
    pair: RsaKeyPair,
    hash: Hash,
    public: PublicKey,
    /// Where aws-lc-rs cannot sign with the hash.
    numbers: Option<PrivateNumbers>,
}

impl KeyPair {
    /// Parses a DER-encoded PKCS #8 PrivateKeyInfo.
    pub(crate) fn from_pkcs8(hash: Hash, der: &[u8]) -> Result<Self, CryptoError> {
        stack::wiped(Work::PublicKey, || Self::parse(hash, der))
    }

    fn parse(hash: Hash, der: &[u8]) -> Result<Self, CryptoError> {
        let pair = RsaKeyPair::from_pkcs8(der).map_err(|_| CryptoError)?;
        let public = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).map_err(|_| CryptoError)?;
        let public = PublicKey::from_der(public.as_ref())?;
        let numbers = match hash.signing() {
            Some(_) => None,
            None => Some(PrivateNumbers::from_pkcs8(der)?),
        };
        Ok(KeyPair { pair, hash, public, numbers })
    }

    /// Signs `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        stack::wiped(Work::PublicKey, || self.sign_unwiped(message))
    }

    fn sign_unwiped(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        if let Some(encoding) = self.hash.signing() {
            let mut signature = vec![0; self.pair.public_modulus_len()];
            let signed = self.pair.sign(encoding, &SystemRandom::new(), message, &mut signature);
            return signed.map(|()| signature).map_err(|_| CryptoError);
        }
        let numbers = self.numbers.as_ref().ok_or(CryptoError)?;
        let signature = numbers.power(&self.hash.encode(message, numbers.length())?)?.to_vec();
        // A signature that was spoilt by a fault can give the private key away.
        self.public.verify(self.hash, message, &signature)?;
        Ok(signature)
    }

    /// The public key.
    pub(crate) fn public_key(&self) -> PublicKey {
        self.public.clone()
    }
}

/// A public key.
#[derive(Clone)]
pub(crate) struct PublicKey {
    der: Vec<u8>,
    /// Whether it has 2048 to 8192 bits, and not from 1024.
    is_strong: bool,
}

impl PublicKey {
    /// Parses a DER-encoded X.509 SubjectPublicKeyInfo of 2048 to 8192 bits.
    pub(crate) fn from_der(der: &[u8]) -> Result<Self, CryptoError> {
        PublicEncryptingKey::from_der(der).map_err(|_| CryptoError)?;
        Ok(PublicKey { der: der.to_vec(), is_strong: true })
    }

    /// As [`from_der`](Self::from_der), and keys from 1024 bits too.
    pub(crate) fn weak_from_der(der: &[u8]) -> Result<Self, CryptoError> {
        Self::from_der(der).or_else(|CryptoError| {
            PublicNumbers::from_der(der)?;
            Ok(PublicKey { der: der.to_vec(), is_strong: false })
        })
    }

    /// Verifies a signature of `message`.
    pub(crate) fn verify(&self, hash: Hash, message: &[u8], signature: &[u8]) -> Result<(), CryptoError> {
        if let Some(parameters) = hash.verifying().filter(|_| self.is_strong) {
            let key = UnparsedPublicKey::new(parameters, &self.der);
            return key.verify(message, signature).map_err(|_| CryptoError);
        }
        let numbers = PublicNumbers::from_der(&self.der)?;
        // Compared as a whole, so that only the right padding passes.
        let found = numbers.power(signature)?;
        if mac::equal(&found, &hash.encode(message, numbers.length())?) { Ok(()) } else { Err(CryptoError) }
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
    use aws_lc_rs::rsa::KeySize;

    use super::*;

    const HASHES: [Hash; 5] = [Hash::Sha1, Hash::Sha224, Hash::Sha256, Hash::Sha384, Hash::Sha512];

    #[test]
    fn signatures_verify_with_either_form_of_the_public_key() {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let private: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let public: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let public = PublicKey::from_der(public.as_ref()).unwrap();
        for hash in HASHES {
            let private = KeyPair::from_pkcs8(hash, private.as_ref()).unwrap();
            let signature = private.sign(b"message").unwrap();
            let by_number = PublicKey { is_strong: false, ..public.clone() };
            for key in [&public, &private.public_key(), &by_number] {
                key.verify(hash, b"message", &signature).unwrap();
                assert!(key.verify(hash, b"massage", &signature).is_err());
                assert!(key.verify(hash, b"message", &signature[1..]).is_err());
                assert!(key.verify(hash, b"message", &[0xff; 256]).is_err());
                for other in HASHES {
                    assert_eq!(key.verify(other, b"message", &signature).is_ok(), other == hash);
                }
            }
        }
    }

    /// Key and signatures were made with OpenSSL: `openssl genrsa 1024`, `openssl dgst -sign`.
    #[test]
    fn short_keys_of_another_implementation_verify_where_they_are_asked_for() {
        let bytes = |text| aws_smithy_types::base64::decode(text).unwrap();
        let der = bytes(
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC95CadD9Y8zCjiwuGdDGtf8r+wUrplIF+9Ajs2GFP+2dFUQckpL5J7gtAqWXqQlJab+ww1j3ScG19C25CsAnpQyUI/1RmQBuAAG/zfhlI/oiFvNZlDSslKXULQqh1ecmjztNwNXzcveR0jQF7i9/RGwItDcA2ESmEnaJGLB3BcrQIDAQAB",
        );
        assert!(PublicKey::from_der(&der).is_err());
        let key = PublicKey::weak_from_der(&der).unwrap();
        for (hash, signature) in [
            (
                Hash::Sha1,
                "lew2d2FyauiORKhZD7JNer3bG94H/iTIBszKz1q2yijYnMCIhdWhE96sXHcQPSMdvzdi2WMPfK4zj48XLxQ2xCoCyQ3CHQEnwsclb7NzXyu410AcQj0fFCAqumDjfQsS+1b3U9p3XF2ffb0p+KAUAUY92uLRGvKBK1WhNP/UrP0=",
            ),
            (
                Hash::Sha224,
                "kH1xZ5YVanIWJKcFY/GsQyw0hil/azueEV8VHnAC7PDwEfyi5Ra14JkrUNjlIyYx4DMnH+NeKWM5uXmxUtUvtjWbhLZBFNCG513eQGsUdvel6geItN+sKy+l3bC59LX7Jb8mT4AmFv7CGKl3g/8nb+y+Hc81BcXnlSNUkp2N25g=",
            ),
            (
                Hash::Sha512,
                "EKnCJkCeNb/iHHBPEkzZ69orkDl67/Xk9d73LM9yF6kR+1pOTx6zHZ/MeWnJjpi3+x1PecnN5am7X/TaqVAqsRlez5EVuVOhwnRdcHx9vC2iW4+WP8a0TILXRWM5JnheXqmH5/LT2xHETdWa0BJ7wKrW1UOT1mVNPfgbJpNphRY=",
            ),
        ] {
            let mut signature = bytes(signature);
            key.verify(hash, b"message", &signature).unwrap();
            signature[60] ^= 1;
            assert!(key.verify(hash, b"message", &signature).is_err());
        }
    }
}
