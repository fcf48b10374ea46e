//! What keyrings over ECDH have in common: how two public keys are stored, and how the secret that
//! their owners share wraps an intermediate key.
//!
//! Sources: `framework/raw-ecdh-keyring.md` and `framework/key-agreement-schemas.md` of the AWS Encryption SDK
//! specification. Where they contradict each other or leave something open, AWS's implementation decides:
//! `KeyWrapping/EcdhEdkWrapping.dfy` and `Keyrings/RawECDHKeyring.dfy`. The texts give the first string of the fixed
//! information in two spellings; the lower-case one is used.

use crate::crypto::curve::EcdhCurve;
use crate::crypto::secret::Secret;
use crate::crypto::{CryptoError, aead, kdf, mac, random};
use crate::error::KeyError;
use crate::format::context::EncryptionContext;
use crate::format::reader::{ParseError, Reader};
use crate::keys::{self, IntermediateKey};

/// Version of the stored form.
const VERSION: u8 = 1;
/// Bytes of the salt of the key derivation, and of the commitment to its result.
const SALT: usize = 32;
/// Each wrapping key is used once, so the nonce can always be the same.
const NONCE: [u8; aead::NONCE] = [0; aead::NONCE];

/// The public keys that an encrypted data key names, as compressed points.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parties<'a> {
    pub(crate) sender: &'a [u8],
    pub(crate) recipient: &'a [u8],
}

impl<'a> Parties<'a> {
    /// The provider information: version, then both keys with their lengths, the recipient's first.
    ///
    /// Source: `framework/raw-ecdh-keyring.md`, section "Key Provider Information".
    pub(crate) fn provider_info(&self) -> Result<Vec<u8>, KeyError> {
        let unfit = |_| KeyError::Internal("a public key is too long to be stored");
        let mut info = vec![VERSION];
        for point in [self.recipient, self.sender] {
            info.extend_from_slice(&u32::try_from(point.len()).map_err(unfit)?.to_be_bytes());
            info.extend_from_slice(point);
        }
        Ok(info)
    }

    /// Parses provider information.
    pub(crate) fn parse(provider_info: &'a [u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(provider_info);
        if reader.u8()? != VERSION {
            return Err(ParseError);
        }
        let recipient = reader.bytes32()?;
        let sender = reader.bytes32()?;
        reader.end()?;
        Ok(Parties { sender, recipient })
    }

    /// What the wrapping key is derived for, and what is authenticated with the wrapped key.
    pub(crate) fn fixed_info(
        &self,
        curve: EcdhCurve,
        context: &EncryptionContext,
    ) -> Result<Vec<u8>, KeyError> {
        let keys = [self.sender, self.recipient].concat();
        let context = keys::associated_data(context)?;
        let curve = curve.name().as_bytes();
        Ok([b"ecdh-key-derivation", curve, b"HMAC_SHA384", &keys, &[VERSION], &context].join(&0))
    }
}

/// Wraps `key` under a key derived from the secret that both parties share.
///
/// The result is salt, commitment, encrypted key and tag.
pub(crate) fn wrap(
    shared_secret: &[u8],
    fixed_info: &[u8],
    key: &IntermediateKey,
) -> Result<Vec<u8>, CryptoError> {
    let salt: [u8; SALT] = random::bytes()?;
    let derived = Derived::new(shared_secret, fixed_info, &salt)?;
    key.seal_behind(&[&salt, derived.commitment.expose()], |out| {
        aead::seal(derived.wrapping.expose(), &NONCE, fixed_info, out)
    })
}

/// Unwraps what [`wrap`] made.
///
/// Source: `framework/key-agreement-schemas.md`, section "Key Commitment".
pub(crate) fn unwrap(
    shared_secret: &[u8],
    fixed_info: &[u8],
    wrapped: &[u8],
) -> Result<IntermediateKey, CryptoError> {
    let (salt, rest) = wrapped.split_first_chunk().ok_or(CryptoError)?;
    let (commitment, rest) = rest.split_first_chunk::<SALT>().ok_or(CryptoError)?;
    let (sealed, tag) = rest.split_last_chunk().ok_or(CryptoError)?;
    let derived = Derived::new(shared_secret, fixed_info, salt)?;
    if !mac::equal(derived.commitment.expose(), commitment) {
        return Err(CryptoError);
    }
    let open = |out: &mut [u8]| aead::open(derived.wrapping.expose(), &NONCE, fixed_info, out, tag);
    IntermediateKey::open(sealed, open).ok_or(CryptoError)
}

/// What is derived from a shared secret.
struct Derived {
    commitment: Secret<32>,
    wrapping: Secret<32>,
}

impl Derived {
    fn new(shared_secret: &[u8], fixed_info: &[u8], salt: &[u8; SALT]) -> Result<Self, CryptoError> {
        let derived = kdf::counter_mode_sha384(shared_secret, fixed_info, salt)?;
        let (commitment, wrapping) = derived.expose().split_at(32);
        Ok(Derived {
            commitment: Secret::copy_from(commitment).ok_or(CryptoError)?,
            wrapping: Secret::copy_from(wrapping).ok_or(CryptoError)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_information_is_separated_by_zeros() {
        let parties = Parties { sender: &[2, 0xaa], recipient: &[3, 0xbb] };
        let context = [("a", "b")].into_iter().collect();
        let expected = b"ecdh-key-derivation\0p384\0HMAC_SHA384\0\x02\xaa\x03\xbb\0\x01\0\0\x01\0\x01a\0\x01b";
        assert_eq!(parties.fixed_info(EcdhCurve::P384, &context).unwrap(), expected);
        let empty = parties.fixed_info(EcdhCurve::P384, &EncryptionContext::new()).unwrap();
        assert_eq!(empty, expected[..expected.len() - 8]);
    }

    #[test]
    fn provider_information_round_trips_and_nothing_else_parses() {
        let parties = Parties { sender: &[2, 0xaa], recipient: &[3, 0xbb, 0xcc] };
        let info = parties.provider_info().unwrap();
        assert_eq!(info, [1, 0, 0, 0, 3, 3, 0xbb, 0xcc, 0, 0, 0, 2, 2, 0xaa]);
        assert!(Parties::parse(&info) == Ok(parties));
        for length in 0..info.len() {
            assert!(Parties::parse(&info[..length]).is_err());
        }
        assert!(Parties::parse(&[&info[..], &[0]].concat()).is_err());
        assert!(Parties::parse(&[&[2], &info[1..]].concat()).is_err());
    }

    #[test]
    fn every_flipped_bit_of_a_wrapped_key_is_refused() {
        let key = IntermediateKey::generate().unwrap();
        let wrapped = wrap(&[7; 48], b"info", &key).unwrap();
        assert_eq!(wrapped.len(), 112);
        let unwrapped = unwrap(&[7; 48], b"info", &wrapped).unwrap();
        assert_eq!(unwrapped.expose_secret(), key.expose_secret());
        for bit in 0..wrapped.len() * 8 {
            let mut flipped = wrapped.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(unwrap(&[7; 48], b"info", &flipped).is_err());
        }
        for length in 0..wrapped.len() {
            assert!(unwrap(&[7; 48], b"info", &wrapped[..length]).is_err());
        }
        assert!(unwrap(&[7; 48], b"info", &[&wrapped[..], &[0]].concat()).is_err());
        assert!(unwrap(&[7; 48], b"other", &wrapped).is_err());
        assert!(unwrap(&[8; 48], b"info", &wrapped).is_err());
    }
}
