//! ECDSA signatures over P-384 with SHA-384.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _, ParsedPublicKey,
};

use crate::crypto::CryptoError;
use crate::crypto::der::{Der, SEQUENCE};
use crate::crypto::stack::{self, Work};

/// Bytes of a compressed P-384 point.
pub(crate) const COMPRESSED_POINT: usize = 49;
/// Bytes of every signature that this format stores: DER whose two integers have 97 bytes together.
pub(crate) const SIGNATURE: usize = 103;

/// Bytes of a P-384 scalar.
const SCALAR: usize = 48;

/// The order of the P-384 group.
const ORDER: [u8; SCALAR] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, //
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xc7, 0x63, 0x4d, 0x81, 0xf4, 0x37, 0x2d, 0xdf, //
    0x58, 0x1a, 0x0d, 0xb2, 0x48, 0xb0, 0xa7, 0x7a, 0xec, 0xec, 0x19, 0x6a, 0xcc, 0xc5, 0x29, 0x73,
];

/// A P-384 key pair. The private key stays inside the cryptographic library, which wipes it.
pub(crate) struct KeyPair {
    pair: EcdsaKeyPair,
    /// As a compressed point.
    public_key: [u8; COMPRESSED_POINT],
}

impl KeyPair {
    /// Makes a new key pair.
    pub(crate) fn generate() -> Result<Self, CryptoError> {
        let pair = stack::wiped(Work::PublicKey, || EcdsaKeyPair::generate(&ECDSA_P384_SHA384_ASN1_SIGNING))
            .map_err(|_| CryptoError)?;
        Self::of(pair)
    }

    /// Parses DER-encoded PKCS #8.
    pub(crate) fn from_pkcs8(der: &[u8]) -> Result<Self, CryptoError> {
        let parse = || EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_ASN1_SIGNING, der);
        Self::of(stack::wiped(Work::PublicKey, parse).map_err(|_| CryptoError)?)
    }

    fn of(pair: EcdsaKeyPair) -> Result<Self, CryptoError> {
        let public_key = compress(pair.public_key().as_ref()).ok_or(CryptoError)?;
        Ok(KeyPair { pair, public_key })
    }

    /// The public key as a compressed point.
    pub(crate) fn public_key(&self) -> &[u8; COMPRESSED_POINT] {
        &self.public_key
    }

    /// Signs `message`, and appends the signature to `out` as DER of exactly [`SIGNATURE`] bytes.
    ///
    /// The stored format requires that length. A signature (r, s) has it if one of the two integers
    /// needs 49 bytes and the other 48; (r, n - s) is an equally valid signature, and n - s needs the other
    /// number of bytes, so one of the two fits. Only if an integer is even shorter, in about one
    /// of a hundred cases, does another signature have to be made.
    pub(crate) fn sign(&self, message: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoError> {
        // Far more tries than will ever be needed, but a bound.
        for _ in 0..64 {
            let signature = stack::wiped(Work::Ecdsa, || self.pair.sign(&SystemRandom::new(), message));
            let signature = signature.map_err(|_| CryptoError)?;
            if signature.as_ref().len() == SIGNATURE {
                out.extend_from_slice(signature.as_ref());
                return Ok(());
            }
            let mut numbers = Der(signature.as_ref()).content(SEQUENCE)?;
            let (r, s) = (numbers.number()?, numbers.number()?);
            let negated = negate(s)?;
            let s = without_leading_zeros(&negated);
            if der_length(r) + der_length(s) == SIGNATURE - 6 {
                out.extend([0x30, u8::try_from(SIGNATURE - 2).map_err(|_| CryptoError)?]);
                push_der_integer(out, r)?;
                push_der_integer(out, s)?;
                return Ok(());
            }
        }
        Err(CryptoError)
    }
}

/// A point in the library's form, 0x04 || X || Y, compressed: 0x02 or 0x03, by Y's parity, || X.
fn compress(point: &[u8]) -> Option<[u8; COMPRESSED_POINT]> {
    let (x, y_end) = (point.get(1..=SCALAR)?, point.last()?);
    let mut compressed = [0; COMPRESSED_POINT];
    let [parity, rest @ ..] = &mut compressed;
    *parity = 2 + (y_end & 1);
    rest.copy_from_slice(x);
    Some(compressed)
}

/// A public key.
pub(crate) struct PublicKey(ParsedPublicKey);

impl PublicKey {
    /// Parses a point, compressed or not.
    pub(crate) fn parse(point: &[u8]) -> Result<Self, CryptoError> {
        ParsedPublicKey::new(&ECDSA_P384_SHA384_ASN1, point).map(PublicKey).map_err(|_| CryptoError)
    }

    /// Verifies a DER signature of `message`.
    pub(crate) fn verify(&self, message: &[u8], der: &[u8]) -> Result<(), CryptoError> {
        self.0.verify_sig(message, der).map_err(|_| CryptoError)
    }
}

/// The group order minus a scalar, which is given without leading zeros.
fn negate(digits: &[u8]) -> Result<[u8; SCALAR], CryptoError> {
    let mut scalar = [0; SCALAR];
    let start = SCALAR.checked_sub(digits.len()).ok_or(CryptoError)?;
    scalar.get_mut(start..).ok_or(CryptoError)?.copy_from_slice(digits);
    let mut difference = [0; SCALAR];
    let mut borrow = false;
    for ((out, order), byte) in difference.iter_mut().zip(ORDER).zip(scalar).rev() {
        let (partial, first) = order.overflowing_sub(byte);
        let (value, second) = partial.overflowing_sub(u8::from(borrow));
        *out = value;
        borrow = first || second;
    }
    Ok(difference)
}

fn without_leading_zeros(mut scalar: &[u8]) -> &[u8] {
    while let [0, rest @ ..] = scalar {
        scalar = rest;
    }
    scalar
}

/// Whether DER puts a zero before these digits, because they would otherwise be those of a negative number.
fn is_padded(digits: &[u8]) -> bool {
    digits.first().is_none_or(|byte| *byte >= 0x80)
}

/// How many bytes the content of a DER integer with these digits has.
fn der_length(digits: &[u8]) -> usize {
    digits.len() + usize::from(is_padded(digits))
}

/// Appends a DER integer with these digits. There are no more of them than a scalar has.
fn push_der_integer(der: &mut Vec<u8>, digits: &[u8]) -> Result<(), CryptoError> {
    // At most 49, so that it fits one byte.
    der.extend([0x02, u8::try_from(der_length(digits)).map_err(|_| CryptoError)?]);
    if is_padded(digits) {
        der.push(0);
    }
    der.extend_from_slice(digits);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signature_has_the_stored_length_and_verifies() {
        for n in 0_u32..300 {
            let key = KeyPair::generate().unwrap();
            let message = n.to_be_bytes();
            let mut signature = Vec::new();
            key.sign(&message, &mut signature).unwrap();
            assert_eq!(signature.len(), SIGNATURE);
            let public_key = PublicKey::parse(key.public_key()).unwrap();
            public_key.verify(&message, &signature).unwrap();
            assert!(public_key.verify(b"other", &signature).is_err());
        }
    }

    #[test]
    fn negation_is_its_own_inverse() {
        let negated = negate(&[5]).unwrap();
        assert_eq!(negated[47], 0x6e);
        assert_eq!(without_leading_zeros(&negate(&negated).unwrap()), [5]);
        assert!(negate(&[1; SCALAR + 1]).is_err());
    }

    #[test]
    fn integers_are_encoded_as_der_wants() {
        let encode = |digits: &[u8]| {
            let mut der = Vec::new();
            push_der_integer(&mut der, digits).unwrap();
            der
        };
        assert_eq!(encode(&[0x80]), [0x02, 2, 0, 0x80]);
        assert_eq!(encode(&[0x7f, 0]), [0x02, 2, 0x7f, 0]);
        assert_eq!(encode(&[]), [0x02, 1, 0]);
    }
}
