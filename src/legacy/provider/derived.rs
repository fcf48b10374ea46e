//! The keys that the direct KMS provider derives from what KMS generated.

use crate::crypto::hmac;
use crate::error::KeyError;
use crate::legacy::description::{CONTENT_ALGORITHM, DERIVED_SIGNING_ALGORITHM, MaterialDescription};
use crate::legacy::keys::{AesKey, SignatureKey, SigningAlgorithm};

const CONTENT_DEFAULT: &str = "AES/256";
const SIGNING_DEFAULT: &str = "HmacSHA256/256";
/// A signing key with fewer bytes than this is weak, and the most bytes that can be derived.
const SHORTEST_STRONG: usize = 16;
const LONGEST_SIGNING_KEY: usize = 1024;

/// Whether a legacy client can have derived keys from this many bytes of KMS: from 32, or from the 256 of the client in
/// Java up to 1.11.0, or from what an application that overrode the request asked for, at least 16.
pub(super) fn is_material(length: usize) -> bool {
    (16..=1024).contains(&length) && length.is_multiple_of(8)
}

/// What the derived keys are for: names, and after a slash lengths in bits.
pub(super) struct Algorithms<'a> {
    pub(super) content: &'a str,
    pub(super) signing: &'a str,
    /// Whether weak signing keys are accepted.
    weak: bool,
}

impl<'a> Algorithms<'a> {
    /// The keys that items are written with.
    pub(super) fn written() -> Self {
        Algorithms { content: CONTENT_DEFAULT, signing: SIGNING_DEFAULT, weak: false }
    }

    /// The keys that an item names, or the usual ones if it names none.
    pub(super) fn of(description: &'a MaterialDescription, weak: bool) -> Self {
        Algorithms {
            content: description.get(CONTENT_ALGORITHM).unwrap_or(CONTENT_DEFAULT),
            signing: description.get(DERIVED_SIGNING_ALGORITHM).unwrap_or(SIGNING_DEFAULT),
            weak,
        }
    }

    /// Lengths of both keys in bytes, and the algorithm to sign with.
    pub(super) fn check(&self) -> Result<(usize, SigningAlgorithm, usize), KeyError> {
        let content = match self.content.to_ascii_uppercase().as_str() {
            "AES" | "AES/256" => 32,
            "AES/192" => 24,
            "AES/128" => 16,
            _ => {
                return Err(KeyError::Description(
                    "the content key is not for AES, the only cipher that is supported here",
                ));
            }
        };
        let unknown =
            || KeyError::Description("the signing key is for an algorithm that is not supported here");
        let (name, bits) = self.signing.split_once('/').unwrap_or((self.signing, "256"));
        let bits: usize = bits.parse().map_err(|_| unknown())?;
        let algorithm =
            SigningAlgorithm::from_name(name).filter(|found| found.is_hmac()).ok_or_else(unknown)?;
        // As in both clients, bits that do not fill a byte are dropped.
        let length = bits / 8;
        if length == 0 || length > LONGEST_SIGNING_KEY {
            return Err(KeyError::Description("the signing key has a length that cannot be derived"));
        }
        if !self.weak && (length < SHORTEST_STRONG || algorithm.is_weak()) {
            return Err(KeyError::Description(
                "the signature is weak (SHA-1, or a key below 128 bits), which `reading_weak_signatures` reads",
            ));
        }
        Ok((content, algorithm, length))
    }

    /// Derives the keys from what KMS generated.
    pub(super) fn derive(&self, material: &[u8]) -> Result<(AesKey, SignatureKey), KeyError> {
        let (content, algorithm, signing) = self.check()?;
        let content = AesKey::new(&hmac::hkdf_sha256(material, b"Encryption", content)?)?;
        let signing = hmac::hkdf_sha256(material, b"Signing", signing)?;
        let signing = match self.weak {
            true => SignatureKey::reading_weak_hmac(algorithm, &signing)?,
            false => SignatureKey::hmac(algorithm, &signing)?,
        };
        Ok((content, signing))
    }
}
