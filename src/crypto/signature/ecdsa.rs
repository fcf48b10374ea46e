//! ECDSA signatures over P-384 with SHA-384.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P384_SHA384_ASN1, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, UnparsedPublicKey,
};

use crate::crypto::CryptoError;

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

/// A P-384 key pair. The private key stays inside of the cryptographic library, which wipes it.
pub(crate) struct KeyPair(EcdsaKeyPair);

impl KeyPair {
    /// Makes a new key pair.
    pub(crate) fn generate() -> Result<Self, CryptoError> {
        EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).map(KeyPair).map_err(|_| CryptoError)
    }

    /// The public key as a compressed point.
    pub(crate) fn public_key(&self) -> Result<[u8; COMPRESSED_POINT], CryptoError> {
        // The library gives 0x04 || X || Y; a compressed point is 0x02 or 0x03, by Y's parity, || X.
        let point = self.0.public_key().as_ref();
        let (Some(x), Some(y_end)) = (point.get(1..=SCALAR), point.last()) else {
            return Err(CryptoError);
        };
        let mut compressed = [0; COMPRESSED_POINT];
        let [parity, rest @ ..] = &mut compressed;
        *parity = 2 + (y_end & 1);
        rest.copy_from_slice(x);
        Ok(compressed)
    }

    /// Signs `message`, as DER of exactly [`SIGNATURE`] bytes.
    ///
    /// The stored format wants that length. A signature (r, s) has it when one of the two integers
    /// needs 49 bytes and the other 48; (r, n - s) is as valid a signature, and n - s needs the other
    /// number of bytes, so one of the two fits. Only where an integer is even shorter, in about one
    /// of a hundred cases, must another signature be made.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE], CryptoError> {
        // Far more tries than will ever be needed; a bound all the same.
        for _ in 0..64 {
            let signature = self.0.sign(&SystemRandom::new(), message).map_err(|_| CryptoError)?;
            let Some((r, s)) = signature.as_ref().split_at_checked(SCALAR) else {
                return Err(CryptoError);
            };
            let (Ok(r), Ok(s)) = (<[u8; SCALAR]>::try_from(r), <[u8; SCALAR]>::try_from(s)) else {
                return Err(CryptoError);
            };
            let fitting = [s, negate(&s)].into_iter().find(|s| der_length(&r) + der_length(s) == SIGNATURE - 6);
            if let Some(s) = fitting {
                let mut der = Vec::with_capacity(SIGNATURE);
                der.extend([0x30, (SIGNATURE - 2) as u8]);
                push_der_integer(&mut der, &r);
                push_der_integer(&mut der, &s);
                return der.try_into().map_err(|_| CryptoError);
            }
        }
        Err(CryptoError)
    }
}

/// Verifies a DER signature of `message` under the public key `point`, compressed or not.
pub(crate) fn verify(point: &[u8], message: &[u8], der: &[u8]) -> Result<(), CryptoError> {
    UnparsedPublicKey::new(&ECDSA_P384_SHA384_ASN1, point).verify(message, der).map_err(|_| CryptoError)
}

/// The group order minus `scalar`.
fn negate(scalar: &[u8; SCALAR]) -> [u8; SCALAR] {
    let mut difference = [0; SCALAR];
    let mut borrow = false;
    for ((out, order), byte) in difference.iter_mut().zip(ORDER).zip(scalar).rev() {
        let (partial, first) = order.overflowing_sub(*byte);
        let (value, second) = partial.overflowing_sub(u8::from(borrow));
        *out = value;
        borrow = first || second;
    }
    difference
}

/// The bytes of `scalar` without leading zeros, and whether DER puts a zero before them.
fn der_digits(scalar: &[u8; SCALAR]) -> (&[u8], bool) {
    let zeros = scalar.iter().take_while(|byte| **byte == 0).count();
    let digits = scalar.get(zeros..).unwrap_or_default();
    (digits, digits.first().is_none_or(|byte| *byte >= 0x80))
}

/// How many bytes the DER integer's content has.
fn der_length(scalar: &[u8; SCALAR]) -> usize {
    let (digits, padded) = der_digits(scalar);
    digits.len() + usize::from(padded)
}

/// Appends `scalar` as a DER integer.
fn push_der_integer(der: &mut Vec<u8>, scalar: &[u8; SCALAR]) {
    let (digits, padded) = der_digits(scalar);
    // At most 49, so that it fits one byte.
    der.extend([0x02, der_length(scalar) as u8]);
    if padded {
        der.push(0);
    }
    der.extend_from_slice(digits);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signature_has_the_stored_length_and_verifies() {
        for n in 0_u32..300 {
            let key = KeyPair::generate().unwrap();
            let message = n.to_be_bytes();
            let signature = key.sign(&message).unwrap();
            verify(&key.public_key().unwrap(), &message, &signature).unwrap();
            assert!(verify(&key.public_key().unwrap(), b"other", &signature).is_err());
        }
    }

    #[test]
    fn negation_is_its_own_inverse() {
        let mut scalar = [0; SCALAR];
        scalar[47] = 5;
        assert_eq!(negate(&negate(&scalar)), scalar);
        assert_eq!(negate(&scalar)[47], 0x6e);
    }

    #[test]
    fn short_integers_are_encoded_as_der_wants() {
        let mut scalar = [0; SCALAR];
        scalar[47] = 0x80;
        let mut der = Vec::new();
        push_der_integer(&mut der, &scalar);
        assert_eq!(der, [0x02, 2, 0, 0x80]);
    }
}
